package org.auricle.decoder.ctc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.auricle.engine.recognition.LogPosteriors;
import org.junit.jupiter.api.Test;

class WordTimerTest {

  @Test
  void findsTheBestOfAllPaths() {
    SplittableRandom random = new SplittableRandom(6);
    for (int round = 0; round < 100; round++) {
      int tokens = 2 + random.nextInt(3);
      int blank = random.nextInt(tokens);
      LogPosteriors y = BruteForce.random(random, random.nextInt(7), tokens, round % 2 * 0.3);
      BruteForce oracle = new BruteForce(y, blank);
      for (List<Integer> sequence : oracle.ranked()) {
        check(y, blank, sequence, Math.log(oracle.bestPath.get(sequence)));
      }
    }
  }

  /** The alignment, read as a path, is one of the sequence and has the best path's probability. */
  private static void check(LogPosteriors y, int blank, List<Integer> sequence, double best) {
    int[] tokens = sequence.stream().mapToInt(Integer::intValue).toArray();
    WordTimer.Alignment found = WordTimer.align(y, blank, tokens);
    int[] path = new int[y.frames()];
    Arrays.fill(path, blank);
    for (int i = 0; i < tokens.length; i++) {
      Arrays.fill(path, found.startFrames()[i], found.endFrames()[i], tokens[i]);
    }
    double score = 0;
    for (int t = 0; t < path.length; t++) {
      score += y.logProbs()[t * y.tokens() + path[t]];
    }
    assertThat(BruteForce.collapse(path, blank)).isEqualTo(sequence);
    assertThat(score).isCloseTo(best, within(1e-9));
    assertThat(found.score()).isCloseTo(best, within(1e-9));
  }

  @Test
  void followsALongPathThroughAllItsBlocks() {
    SplittableRandom random = new SplittableRandom(7);
    int frames = 1_000;
    int tokens = 5;
    int[] path = new int[frames];
    float[] y = new float[frames * tokens];
    for (int t = 0; t < frames; t++) {
      path[t] = t > 0 && random.nextInt(3) > 0 ? path[t - 1] : random.nextInt(tokens);
      for (int v = 0; v < tokens; v++) {
        y[t * tokens + v] = (float) Math.log(v == path[t] ? 0.6 : 0.1);
      }
    }
    List<Integer> sequence = BruteForce.collapse(path, 0);
    assertThat(sequence).hasSizeGreaterThan(100);
    check(
        new LogPosteriors(y, frames, tokens, 0.03),
        0,
        sequence,
        frames * (double) (float) Math.log(0.6));
  }

  /**
   * Noise that says nothing of the sequence leads the first pass astray; the second must not be.
   */
  @Test
  void equalsThePlainRecursionOnLongNoise() {
    SplittableRandom random = new SplittableRandom(15);
    for (int round = 0; round < 20; round++) {
      LogPosteriors y = BruteForce.random(random, 300, 6, round % 2 * 0.02);
      int[] sequence = random.ints(30 + 5 * round, 1, 6).toArray();
      double best = plainViterbi(y, sequence);
      if (best > Double.NEGATIVE_INFINITY) {
        check(y, 0, BruteForce.list(sequence), best);
      }
    }
  }

  private static double plainViterbi(LogPosteriors y, int[] sequence) {
    int[] states = new int[2 * sequence.length + 1];
    for (int i = 0; i < sequence.length; i++) {
      states[2 * i + 1] = sequence[i];
    }
    double[] alpha = new double[states.length];
    Arrays.fill(alpha, Double.NEGATIVE_INFINITY);
    alpha[0] = y.logProbs()[0];
    alpha[1] = y.logProbs()[states[1]];
    for (int t = 1; t < y.frames(); t++) {
      double[] next = new double[states.length];
      for (int s = 0; s < states.length; s++) {
        double best = Math.max(alpha[s], s > 0 ? alpha[s - 1] : Double.NEGATIVE_INFINITY);
        if (s > 1 && states[s] != 0 && states[s] != states[s - 2]) {
          best = Math.max(best, alpha[s - 2]);
        }
        next[s] = best + y.logProbs()[t * y.tokens() + states[s]];
      }
      alpha = next;
    }
    return Math.max(alpha[alpha.length - 1], alpha[alpha.length - 2]);
  }

  @Test
  void refusesWhatCannotBeAligned() {
    LogPosteriors y = new LogPosteriors(new float[6], 3, 2, 0.03);
    assertThat(WordTimer.align(y, 0, new int[] {1, 1}).startFrames()).containsExactly(0, 2);
    assertThatThrownBy(() -> WordTimer.align(y, 0, new int[] {1, 1, 1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 tokens to 3 frames");
    LogPosteriors none = new LogPosteriors(new float[0], 0, 2, 0.03);
    assertThat(WordTimer.align(none, 0, new int[0]).score()).isZero();
    assertThatThrownBy(() -> WordTimer.align(none, 0, new int[] {1}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
