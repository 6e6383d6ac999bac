package org.auricle.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LongestFrameTest {

  @Test
  void fftStartsNoThreads() {
    Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
    FrameOptions frame = new FrameOptions(16_000, 512, 10, 0.97, true, WindowFunction.POVEY, true);
    FbankExtractor extractor =
        new FbankExtractor(new FbankOptions(frame, new MelOptions(40, 20, 0)));
    assertThat(extractor.extract(Signals.clip(Signals.rich(10_000, 1))).frames()).isEqualTo(12);
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> !thread.isDaemon() && !before.contains(thread))
        .isEmpty();
  }
}
