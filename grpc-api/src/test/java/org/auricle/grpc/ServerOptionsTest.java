package org.auricle.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ServerOptionsTest {
  private static final ServerOptions DEFAULT = ServerOptions.DEFAULT;

  @Test
  void theDefaultsAreTheDocumentedOnes() {
    assertThat(DEFAULT)
        .isEqualTo(
            new ServerOptions(
                "127.0.0.1",
                50051,
                10 * 1024 * 1024,
                100,
                600,
                0,
                Duration.ofMinutes(5),
                Duration.ZERO,
                true,
                Runtime.getRuntime().availableProcessors(),
                Duration.ofSeconds(30)));
  }

  @Test
  void eachWithChangesOneThing() {
    assertThat(
            DEFAULT
                .withHost("::1")
                .withPort(1)
                .withMaxMessageBytes(2)
                .withMaxConcurrentCalls(3)
                .withMaxAudioSeconds(4)
                .withMaxStreamSeconds(5)
                .withIdleTimeout(Duration.ofSeconds(6))
                .withMaxConnectionAge(Duration.ofSeconds(7))
                .withReflection(false)
                .withWorkerThreads(8)
                .withShutdownGrace(Duration.ofSeconds(9)))
        .isEqualTo(
            new ServerOptions(
                "::1",
                1,
                2,
                3,
                4,
                5,
                Duration.ofSeconds(6),
                Duration.ofSeconds(7),
                false,
                8,
                Duration.ofSeconds(9)));
  }

  @Test
  void refusesValuesOutOfRange() {
    assertThatThrownBy(() -> DEFAULT.withPort(65536))
        .hasMessage("port: 65536 (expected: 0..65535)");
    assertThatThrownBy(() -> DEFAULT.withMaxMessageBytes(0)).hasMessageContaining("(expected: > 0");
    assertThatThrownBy(() -> DEFAULT.withMaxConcurrentCalls(0))
        .hasMessageContaining("(expected: > 0");
    assertThatThrownBy(() -> DEFAULT.withMaxAudioSeconds(Double.NaN))
        .hasMessage("maxAudioSeconds: NaN (expected: > 0)");
    assertThatThrownBy(() -> DEFAULT.withMaxStreamSeconds(-1))
        .hasMessageContaining("(expected: >= 0");
    assertThatThrownBy(() -> DEFAULT.withIdleTimeout(Duration.ofSeconds(-1)))
        .hasMessageContaining("(expected: >= 0");
    assertThatThrownBy(() -> DEFAULT.withMaxConnectionAge(Duration.ofSeconds(-1)))
        .hasMessageContaining("(expected: >= 0");
    assertThatThrownBy(() -> DEFAULT.withWorkerThreads(0)).hasMessageContaining("(expected: > 0");
    assertThatThrownBy(() -> DEFAULT.withShutdownGrace(Duration.ofSeconds(-1)))
        .hasMessageContaining("(expected: >= 0");
  }
}
