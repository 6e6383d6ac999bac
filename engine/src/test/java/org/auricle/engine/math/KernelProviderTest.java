package org.auricle.engine.math;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KernelProviderTest {

  @Test
  void saysWhyTheFastPathIsOff() {
    assertThat(KernelProvider.obstacle(null, true, () -> 512)).isEmpty();
    assertThat(KernelProvider.obstacle(null, true, () -> 256)).isEmpty();
    assertThat(KernelProvider.obstacle(null, true, () -> 128))
        .contains("preferred vector size: 128 bits (expected: 256 or 512)");
    assertThat(KernelProvider.obstacle("vector", true, () -> 512)).isEmpty();
    assertThat(KernelProvider.obstacle("scalar", true, () -> 512))
        .contains("system property auricle.kernels is scalar");
  }

  @Test
  void doesNotLoadVectorsWithoutTheirModule() {
    assertThat(
            KernelProvider.obstacle(
                null,
                false,
                () -> {
                  throw new NoClassDefFoundError();
                }))
        .hasValueSatisfying(
            why -> assertThat(why).contains("jdk.incubator.vector is not resolved"));
  }
}
