package org.auricle.acoustic.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Oracles: enumeration of all paths, and finite differences through a softmax. */
class CtcLossTest {
  private static final int TOKENS = 4;

  @ParameterizedTest
  @CsvSource({
    "1, 0, ''",
    "1, 0, 1",
    "3, 0, ''",
    "3, 0, 1 2 3",
    "5, 0, 1 1",
    "6, 0, 1 2 1",
    "6, 3, 0 0 1",
    "7, 2, 1 1 3",
    "5, 0, 1 1 1"
  })
  void equalsTheSumOverAllPaths(int frames, int blank, String text) {
    int[] labels = labels(text);
    float[] logProbs = logSoftmax(logits(frames, 11 + frames));
    float[] gradient = new float[logProbs.length];

    double loss =
        new CtcLoss(blank).compute(logProbs, TOKENS, rows(frames), frames, labels, 1, gradient);

    assertThat(Math.exp(-loss))
        .isCloseTo(bruteForce(logProbs, frames, blank, labels), within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"4, 0, 1 2", "6, 0, 1 1 2", "7, 3, 0 2 0", "3, 0, ''", "9, 1, 0 0 0 0"})
  void gradientEqualsFiniteDifferences(int frames, int blank, String text) {
    int[] labels = labels(text);
    double[] logits = logits(frames, 5 + frames);
    float[] gradient = new float[logits.length];
    CtcLoss loss = new CtcLoss(blank);
    loss.compute(logSoftmax(logits), TOKENS, rows(frames), frames, labels, 0.5f, gradient);

    for (int i = 0; i < logits.length; i++) {
      double step = 1e-2;
      double up = shifted(loss, logits, i, step, frames, labels);
      double down = shifted(loss, logits, i, -step, frames, labels);
      assertThat((double) gradient[i]).isCloseTo(0.5 * (up - down) / (2 * step), within(1e-4));
    }
  }

  @Test
  void eachRowOfTheGradientSumsToZero() {
    float[] gradient = new float[50 * TOKENS];
    new CtcLoss(0)
        .compute(logSoftmax(logits(50, 1)), TOKENS, rows(50), 50, labels("1 2 2 3 1"), 1, gradient);
    for (int t = 0; t < 50; t++) {
      double sum = 0;
      for (int k = 0; k < TOKENS; k++) {
        sum += gradient[t * TOKENS + k];
      }
      assertThat(sum).isCloseTo(0, within(1e-5));
    }
  }

  @Test
  void readsAndWritesOnlyItsOwnRows() {
    int frames = 5;
    int[] rows = {9, 2, 4, 7, 0};
    float[] dense = logSoftmax(logits(frames, 3));
    float[] scattered = new float[10 * TOKENS];
    Arrays.fill(scattered, Float.NaN);
    for (int t = 0; t < frames; t++) {
      System.arraycopy(dense, t * TOKENS, scattered, rows[t] * TOKENS, TOKENS);
    }
    float[] expected = new float[dense.length];
    float[] found = new float[scattered.length];
    Arrays.fill(found, 42);
    CtcLoss loss = new CtcLoss(0);

    double a = loss.compute(dense, TOKENS, rows(frames), frames, labels("1 2"), 1, expected);
    double b = loss.compute(scattered, TOKENS, rows, frames, labels("1 2"), 1, found);

    assertThat(b).isEqualTo(a);
    for (int t = 0; t < frames; t++) {
      for (int k = 0; k < TOKENS; k++) {
        assertThat(found[rows[t] * TOKENS + k]).isEqualTo(expected[t * TOKENS + k]);
      }
    }
    assertThat(found[TOKENS]).isEqualTo(42);
  }

  @Test
  void aReusedInstanceGivesTheSameBits() {
    CtcLoss reused = new CtcLoss(0);
    for (int round = 0; round < 4; round++) {
      int frames = 30 - 7 * round;
      int[] labels = labels(round % 2 == 0 ? "1 2 3 3" : "2 1");
      float[] logProbs = logSoftmax(logits(frames, round));
      float[] a = new float[logProbs.length];
      float[] b = new float[logProbs.length];
      double first = reused.compute(logProbs, TOKENS, rows(frames), frames, labels, 1, a);
      double fresh = new CtcLoss(0).compute(logProbs, TOKENS, rows(frames), frames, labels, 1, b);
      assertThat(first).isEqualTo(fresh);
      assertThat(a).isEqualTo(b);
    }
  }

  @Test
  void longUtterancesDoNotUnderflow() {
    int frames = 3_000;
    float[] logProbs = new float[frames * TOKENS];
    Arrays.fill(logProbs, (float) Math.log(1.0 / TOKENS));
    int[] labels = new int[400];
    Arrays.setAll(labels, i -> 1 + i % 3);
    double loss =
        new CtcLoss(0)
            .compute(logProbs, TOKENS, rows(frames), frames, labels, 1, new float[logProbs.length]);
    // All paths are equally likely, so p = N / 4^T. Without equal neighbours N = C(T + L, T - L):
    // 2L + 1 states, of which the L labels are compulsory and the blanks free.
    double logCount = logChoose(frames + labels.length, frames - labels.length);
    assertThat(loss).isCloseTo(frames * Math.log(TOKENS) - logCount, within(1e-2));
  }

  @Test
  void tooFewFramesAreATypedCondition() {
    assertThat(CtcLoss.framesNeeded(labels("1 1 2 2 2"))).isEqualTo(8);
    assertThat(CtcLoss.framesNeeded(new int[0])).isZero();
    float[] logProbs = logSoftmax(logits(7, 1));
    assertThatThrownBy(
            () ->
                new CtcLoss(0)
                    .compute(
                        logProbs, TOKENS, rows(7), 7, labels("1 1 2 2 2"), 1, logProbs.clone()))
        .isInstanceOf(TooFewFramesException.class)
        .hasMessage("frames: 7 (expected: >= 8, for CTC to spell the labels)");
  }

  @Test
  void impossibleLabelsGiveAnInfiniteLossAndNoGradient() {
    float[] logProbs = logSoftmax(logits(4, 1));
    for (int t = 0; t < 4; t++) {
      logProbs[t * TOKENS + 2] = Float.NEGATIVE_INFINITY;
    }
    float[] gradient = new float[logProbs.length];
    Arrays.fill(gradient, 1);
    double loss = new CtcLoss(0).compute(logProbs, TOKENS, rows(4), 4, labels("2"), 1, gradient);
    assertThat(loss).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(gradient).containsOnly(0f);
  }

  @Test
  void namesALabelThatIsNoToken() {
    float[] logProbs = logSoftmax(logits(4, 1));
    assertThatThrownBy(
            () ->
                new CtcLoss(0)
                    .compute(logProbs, TOKENS, rows(4), 4, labels("1 4"), 1, logProbs.clone()))
        .hasMessage("labels[1]: 4 (expected: 0..3, not blank)");
  }

  private static double shifted(
      CtcLoss loss, double[] logits, int i, double step, int frames, int[] labels) {
    double[] moved = logits.clone();
    moved[i] += step;
    return loss.compute(
        logSoftmax(moved), TOKENS, rows(frames), frames, labels, 1, new float[moved.length]);
  }

  /** Sums p over the TOKENS^frames paths that collapse to the labels. */
  private static double bruteForce(float[] logProbs, int frames, int blank, int[] labels) {
    double sum = 0;
    int[] path = new int[frames];
    for (long code = 0; code < Math.round(Math.pow(TOKENS, frames)); code++) {
      long rest = code;
      double logP = 0;
      for (int t = 0; t < frames; t++) {
        path[t] = (int) (rest % TOKENS);
        rest /= TOKENS;
        logP += logProbs[t * TOKENS + path[t]];
      }
      if (Arrays.equals(collapse(path, blank), labels)) {
        sum += Math.exp(logP);
      }
    }
    return sum;
  }

  private static int[] collapse(int[] path, int blank) {
    int[] kept = new int[path.length];
    int n = 0;
    for (int t = 0; t < path.length; t++) {
      if (path[t] != blank && (t == 0 || path[t] != path[t - 1])) {
        kept[n++] = path[t];
      }
    }
    return Arrays.copyOf(kept, n);
  }

  private static double logChoose(int n, int k) {
    double sum = 0;
    for (int i = 1; i <= k; i++) {
      sum += Math.log(n - k + i) - Math.log(i);
    }
    return sum;
  }

  private static int[] labels(String text) {
    return text.isEmpty()
        ? new int[0]
        : Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray();
  }

  private static int[] rows(int frames) {
    int[] rows = new int[frames];
    Arrays.setAll(rows, t -> t);
    return rows;
  }

  private static double[] logits(int frames, long seed) {
    Random random = new Random(seed);
    return random.doubles((long) frames * TOKENS, -2, 2).toArray();
  }

  private static float[] logSoftmax(double[] logits) {
    float[] out = new float[logits.length];
    for (int row = 0; row < logits.length; row += TOKENS) {
      double sum = 0;
      for (int k = 0; k < TOKENS; k++) {
        sum += Math.exp(logits[row + k]);
      }
      for (int k = 0; k < TOKENS; k++) {
        out[row + k] = (float) (logits[row + k] - Math.log(sum));
      }
    }
    return out;
  }
}
