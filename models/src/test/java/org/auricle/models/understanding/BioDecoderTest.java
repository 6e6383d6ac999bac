package org.auricle.models.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BioDecoderTest {

  /** The best of all paths that a schoolbook's rule allows, by trying them. */
  private static double bruteForce(double[][] tags, int t, int before) {
    if (t == tags.length) {
      return 0;
    }
    double best = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < tags[t].length; k++) {
      boolean inside = k > 0 && k % 2 == 0;
      boolean allowed = !inside || before == k || before == k - 1;
      if (allowed) {
        best = Math.max(best, tags[t][k] + bruteForce(tags, t + 1, k));
      }
    }
    return best;
  }

  @Test
  void thePathIsTheBestThatIsAllowed() {
    SplittableRandom random = new SplittableRandom(4);
    for (int round = 0; round < 200; round++) {
      double[][] tags = new double[1 + random.nextInt(5)][5];
      for (double[] row : tags) {
        for (int k = 0; k < row.length; k++) {
          row[k] = -4 * random.nextDouble();
        }
      }
      int[] path = BioDecoder.decode(tags);
      double sum = 0;
      int before = 0;
      for (int t = 0; t < path.length; t++) {
        sum += tags[t][path[t]];
        assertThat(path[t] == 0 || path[t] % 2 == 1 || before == path[t] || before == path[t] - 1)
            .isTrue();
        before = path[t];
      }
      assertThat(sum).isCloseTo(bruteForce(tags, 0, 0), Offset.offset(1e-9));
    }
  }

  @Test
  void spansAreWhatBeginsAndGoesOn() {
    double[][] tags = new double[6][5];
    for (double[] row : tags) {
      java.util.Arrays.fill(row, Math.log(0.25));
    }
    tags[1][1] = Math.log(0.5);
    assertThat(BioDecoder.spans(tags, new int[] {0, 1, 2, 1, 3, 0}))
        .extracting(BioDecoder.Span::slot, BioDecoder.Span::first, BioDecoder.Span::words)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(0, 1, 2),
            org.assertj.core.groups.Tuple.tuple(0, 3, 1),
            org.assertj.core.groups.Tuple.tuple(1, 4, 1));
    assertThat(BioDecoder.spans(tags, new int[] {0, 1, 2, 0, 0, 0}).get(0).confidence())
        .isCloseTo(Math.sqrt(0.5 * 0.25), Offset.offset(1e-9));
    assertThat(BioDecoder.decode(new double[0][])).isEmpty();
  }
}
