package org.auricle.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.auricle.engine.feature.FeatureOptions.Normalization;
import org.junit.jupiter.api.Test;

class FeatureNormalizerTest {
  private static final int DIM = 4;

  /** Ordinary, a large offset with a small spread, exactly constant, constant but for rounding. */
  private static FeatureMatrix frames(int frames, long seed) {
    Random random = new Random(seed);
    float[] data = new float[frames * DIM];
    for (int row = 0; row < data.length; row += DIM) {
      data[row] = (float) (5 * random.nextGaussian() - 3);
      data[row + 1] = (float) (10_000 + 0.1 * random.nextGaussian());
      data[row + 2] = -15.942385f;
      data[row + 3] = 12.5f + (random.nextBoolean() ? Math.ulp(12.5f) : 0);
    }
    return new FeatureMatrix(data, frames, DIM);
  }

  /** Two passes in double precision. */
  private static double[] meanAndVariance(FeatureMatrix matrix, int d) {
    double mean = 0;
    for (int t = 0; t < matrix.frames(); t++) {
      mean += matrix.data()[t * DIM + d] / (double) matrix.frames();
    }
    double variance = 0;
    for (int t = 0; t < matrix.frames(); t++) {
      variance += Math.pow(matrix.data()[t * DIM + d] - mean, 2) / matrix.frames();
    }
    return new double[] {mean, variance};
  }

  @Test
  void statisticsAreThoseOfTwoPasses() {
    FeatureMatrix matrix = frames(1_000, 1);
    FeatureNormalizer normalizer = new FeatureNormalizer(DIM, Normalization.MEAN_VARIANCE);
    normalizer.accumulate(matrix);
    assertThat(normalizer.frames()).isEqualTo(1_000);
    for (int d = 0; d < DIM; d++) {
      double[] expected = meanAndVariance(matrix, d);
      assertThat(normalizer.mean(d)).isCloseTo(expected[0], within(1e-9));
      assertThat(normalizer.variance(d)).isCloseTo(expected[1], within(1e-9 * expected[1] + 1e-18));
    }
  }

  @Test
  void meanZeroVarianceOne() {
    FeatureMatrix out =
        FeatureNormalizer.normalizeUtterance(frames(1_000, 2), Normalization.MEAN_VARIANCE);
    assertThat(meanAndVariance(out, 0)[0]).isCloseTo(0, within(1e-6));
    assertThat(meanAndVariance(out, 0)[1]).isCloseTo(1, within(1e-5));
    // At 10 000 a float's steps are 1e-3: the mean can be subtracted no better than that.
    assertThat(meanAndVariance(out, 1)[0]).isCloseTo(0, within(1e-2));
    assertThat(meanAndVariance(out, 1)[1]).isCloseTo(1, within(1e-5));
  }

  @Test
  void constantDimensionsStaySmall() {
    FeatureMatrix out =
        FeatureNormalizer.normalizeUtterance(frames(100, 3), Normalization.MEAN_VARIANCE);
    for (int t = 0; t < out.frames(); t++) {
      assertThat(out.data()[t * DIM + 2]).isZero();
      assertThat(Math.abs(out.data()[t * DIM + 3])).isLessThan(2e-3f);
    }
    FeatureMatrix single =
        FeatureNormalizer.normalizeUtterance(frames(1, 4), Normalization.MEAN_VARIANCE);
    assertThat(single.data()).containsOnly(0);
  }

  @Test
  void meanOnlyKeepsTheSpread() {
    FeatureMatrix matrix = frames(500, 5);
    FeatureMatrix out = FeatureNormalizer.normalizeUtterance(matrix, Normalization.MEAN);
    assertThat(meanAndVariance(out, 0)[0]).isCloseTo(0, within(1e-6));
    assertThat(meanAndVariance(out, 0)[1]).isCloseTo(meanAndVariance(matrix, 0)[1], within(1e-4));
    assertThat(FeatureNormalizer.normalizeUtterance(matrix, Normalization.NONE)).isSameAs(matrix);
  }

  @Test
  void runningStatisticsHaveTheSameBitsInAnyPieces() {
    FeatureMatrix matrix = frames(100, 6);
    FeatureNormalizer running = new FeatureNormalizer(DIM, Normalization.MEAN_VARIANCE);
    for (int from = 0, size = 0; from < 100; from += size++) {
      int to = Math.min(100, from + size);
      running.accumulate(matrix.rows(from, to));
      if (to > 0) {
        FeatureMatrix soFar = matrix.rows(0, to);
        assertThat(running.normalize(soFar).data())
            .isEqualTo(
                FeatureNormalizer.normalizeUtterance(soFar, Normalization.MEAN_VARIANCE).data());
      }
    }
  }

  @Test
  void oneFrameAndSilenceStayFinite() {
    for (Normalization foreign :
        List.of(
            Normalization.NEMO_PER_FEATURE,
            Normalization.NEMO_ALL_FEATURES,
            Normalization.WAV2VEC2)) {
      FeatureMatrix silence = new FeatureMatrix(new float[DIM], 1, DIM);
      assertThat(FeatureNormalizer.normalizeUtterance(silence, foreign).data()).containsOnly(0);
    }
    FeatureMatrix single =
        FeatureNormalizer.normalizeUtterance(frames(1, 8), Normalization.NEMO_PER_FEATURE);
    assertThat(single.data()).containsOnly(0);
  }

  @Test
  void nothingToGoBy() {
    FeatureNormalizer normalizer = new FeatureNormalizer(DIM, Normalization.MEAN_VARIANCE);
    assertThat(normalizer.normalize(FeatureMatrix.empty(DIM)).frames()).isZero();
    assertThatIllegalStateException()
        .isThrownBy(() -> normalizer.normalize(frames(1, 7)))
        .withMessage("frames accumulated: 0 (expected: > 0)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> normalizer.accumulate(FeatureMatrix.empty(3)))
        .withMessage("dim: 3 (expected: 4)");
  }
}
