package org.auricle.models.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SoundDistanceTest {

  /** All ways to align two words, tried one by one. */
  private static double bruteForce(String a, int i, String b, int j) {
    if (i == a.length() && j == b.length()) {
      return 0;
    }
    double best = Double.POSITIVE_INFINITY;
    if (i < a.length()) {
      best = SoundDistance.single(a, i) + bruteForce(a, i + 1, b, j);
    }
    if (j < b.length()) {
      best = Math.min(best, SoundDistance.single(b, j) + bruteForce(a, i, b, j + 1));
    }
    if (i < a.length() && j < b.length()) {
      double change = SoundDistance.change(a.charAt(i), b.charAt(j));
      best = Math.min(best, change + bruteForce(a, i + 1, b, j + 1));
    }
    return best;
  }

  @Test
  void theDistanceIsTheLeastOfAllAlignments() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 300; i++) {
      String a = word(random);
      String b = word(random);
      assertThat(SoundDistance.of(a, b))
          .as(a + " " + b)
          .isCloseTo(bruteForce(a, 0, b, 0), Offset.offset(1e-12))
          .isEqualTo(SoundDistance.of(b, a));
    }
  }

  private static String word(SplittableRandom random) {
    StringBuilder word = new StringBuilder();
    for (int n = random.nextInt(6); n > 0; n--) {
      word.append("aehtdbpkcs'é".charAt(random.nextInt(12)));
    }
    return word.toString();
  }

  @Test
  void soundsThatAreAlikeAreNear() {
    assertThat(SoundDistance.normalized("late", "latte")).isEqualTo(0.1);
    assertThat(SoundDistance.normalized("", "")).isZero();
    assertThat(SoundDistance.normalized("oat", "soy")).isGreaterThan(0.6);
    assertThat(SoundDistance.change('k', 'c')).isEqualTo(SoundDistance.change('s', 'c'));
    assertThat(SoundDistance.change('k', 's')).isEqualTo(1);
  }
}
