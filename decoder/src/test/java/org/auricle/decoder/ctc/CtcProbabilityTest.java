package org.auricle.decoder.ctc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.auricle.engine.recognition.LogPosteriors;
import org.junit.jupiter.api.Test;

class CtcProbabilityTest {

  @Test
  void equalsTheSumOverAllPaths() {
    SplittableRandom random = new SplittableRandom(8);
    for (int round = 0; round < 100; round++) {
      int tokens = 2 + random.nextInt(3);
      int blank = random.nextInt(tokens);
      LogPosteriors y = BruteForce.random(random, random.nextInt(7), tokens, round % 2 * 0.3);
      new BruteForce(y, blank)
          .probability.forEach(
              (sequence, probability) -> {
                int[] ids = sequence.stream().mapToInt(Integer::intValue).toArray();
                assertThat(Math.exp(CtcProbability.of(y, blank, ids)))
                    .isCloseTo(probability, within(1e-9));
              });
    }
  }

  @Test
  void whatNeedsMoreFramesIsImpossible() {
    LogPosteriors y = new LogPosteriors(new float[4], 2, 2, 0.03);
    assertThat(CtcProbability.of(y, 0, new int[] {1, 1})).isEqualTo(Double.NEGATIVE_INFINITY);
    LogPosteriors none = new LogPosteriors(new float[0], 0, 2, 0.03);
    assertThat(CtcProbability.of(none, 0, new int[0])).isZero();
    assertThat(CtcProbability.of(none, 0, new int[] {1})).isEqualTo(Double.NEGATIVE_INFINITY);
  }
}
