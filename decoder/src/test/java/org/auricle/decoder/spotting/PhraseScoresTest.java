package org.auricle.decoder.spotting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against all paths of all stretches, tried one by one. */
class PhraseScoresTest {
  private static final int TOKENS = 4;
  private static final int FRAMES = 7;
  private static final double[] LIMITS = {0.5, 0.75, 1, 0.25};

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void bestIsTheBestOfAllStretchesAndPaths(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] y = new float[FRAMES * TOKENS];
    for (int i = 0; i < y.length; i++) {
      y[i] = (float) Math.log(random.nextDouble());
    }
    List<int[]> sequences =
        List.of(new int[] {1, 2}, new int[] {3, 3}, new int[] {1, 2, 1}, new int[] {2});
    for (List<int[]> phrase :
        List.of(
            sequences,
            sequences.subList(0, 1),
            sequences.subList(1, 2),
            sequences.subList(2, 3),
            sequences.subList(3, 4))) {
      PhraseScores scores = new PhraseScores(phrase, LIMITS, 0);
      for (int t = 0; t < FRAMES; t++) {
        scores.step(y, t * TOKENS, t);
        Found expected = bruteForce(y, phrase, t);
        if (expected.margin == Double.NEGATIVE_INFINITY) {
          assertThat(scores.margin()).isEqualTo(Double.NEGATIVE_INFINITY);
        } else {
          assertThat(scores.margin()).isCloseTo(expected.margin, within(1e-6));
          assertThat(scores.perToken()).isCloseTo(expected.score, within(1e-6));
          assertThat(scores.start()).isEqualTo(expected.start);
        }
      }
    }
  }

  private record Found(double margin, double score, int start) {}

  private static Found bruteForce(float[] y, List<int[]> phrase, int end) {
    Found best = new Found(Double.NEGATIVE_INFINITY, 0, -1);
    for (int i = 0; i < phrase.size(); i++) {
      int[] sequence = phrase.get(i);
      for (int start = 0; start <= end; start++) {
        int length = end - start + 1;
        for (int code = 0; code < Math.pow(TOKENS, length); code++) {
          int[] path = path(code, length);
          if (reads(path, sequence)) {
            double score = 0;
            for (int t = start; t <= end; t++) {
              score += y[t * TOKENS + path[t - start]];
            }
            score /= sequence.length;
            double margin = score + LIMITS[i];
            best = margin > best.margin ? new Found(margin, score, start) : best;
          }
        }
      }
    }
    return best;
  }

  private static int[] path(int code, int length) {
    int[] path = new int[length];
    int rest = code;
    for (int i = 0; i < length; i++) {
      path[i] = rest % TOKENS;
      rest /= TOKENS;
    }
    return path;
  }

  /** Whether a path starts with the first token, ends with the last, and reads as all of them. */
  private static boolean reads(int[] path, int[] sequence) {
    if (path[0] != sequence[0] || path[path.length - 1] != sequence[sequence.length - 1]) {
      return false;
    }
    int n = 0;
    for (int t = 0; t < path.length; t++) {
      if (path[t] != 0 && (t == 0 || path[t] != path[t - 1])) {
        if (n == sequence.length || path[t] != sequence[n++]) {
          return false;
        }
      }
    }
    return n == sequence.length;
  }
}
