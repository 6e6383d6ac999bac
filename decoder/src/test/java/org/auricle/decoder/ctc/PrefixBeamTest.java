package org.auricle.decoder.ctc;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PrefixBeamTest {

  @Test
  void allocatesNothingOnceItHasGrown() {
    int tokens = 10;
    int frames = 1_000;
    float[] y = BruteForce.random(new SplittableRandom(14), frames, tokens, 0).logProbs();
    BeamOptions options = BeamOptions.DEFAULT.withBeamWidth(16);
    PrefixBeam beam = new PrefixBeam(tokens, 0, options, null, false);
    for (int t = 0; t < frames; t++) {
      beam.step(y, t); // grows to more nodes than the frames below need
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int t = 0; t < 200; t++) {
      beam.step(y, t);
    }
    long each = (threads.getCurrentThreadAllocatedBytes() - before) / 200;
    assertThat(each).isZero();
  }
}
