package org.auricle.engine.feature;

import java.util.Objects;
import org.auricle.engine.feature.FeatureOptions.Normalization;

/**
 * Brings each dimension to mean 0 and, if asked, variance 1 (or as {@link Normalization} says
 * otherwise), by the statistics of the frames accumulated so far. Not thread-safe: statistics
 * belong to one stream.
 *
 * <p>An utterance at once: {@link #normalizeUtterance}. A live stream: {@link #accumulate} each
 * piece as it arrives, then {@link #normalize} it (or all pieces again).
 *
 * <p>Sums are in double precision and of distances from the first frame, so that a large common
 * offset costs no digits; the same frames in any pieces give the same bits.
 */
public final class FeatureNormalizer {
  /**
   * Least variance divided by. Log-mel energies and cepstra are natural logs that agree with
   * Kaldi's to about 1e-3 (here, a standard deviation of 1e-3): what varies less is constant but
   * for rounding, and must not be blown up to speech's size.
   */
  public static final double VARIANCE_FLOOR = 1e-6;

  /** Added to a standard deviation by NeMo. */
  private static final double NEMO_EPSILON = 1e-5;

  /** Added to a variance by Hugging Face's feature extractor of wav2vec 2.0. */
  private static final double WAV2VEC2_EPSILON = 1e-7;

  private final int dim;
  private final Normalization normalization;
  private final double[] origin; // [dim] the first frame
  private final double[] sum; // [dim] of x - origin
  private final double[] sumOfSquares; // [dim] of (x - origin)^2
  private final float[] shift; // [dim] scratch: mean
  private final float[] scale; // [dim] scratch: 1 / standard deviation or so
  private long frames;

  /** No statistics yet, for frames of {@code dim} values. */
  public FeatureNormalizer(int dim, Normalization normalization) {
    if (dim < 1) {
      throw new IllegalArgumentException("dim: " + dim + " (expected: >= 1)");
    }
    this.dim = dim;
    this.normalization = Objects.requireNonNull(normalization, "normalization");
    this.origin = new double[dim];
    this.sum = new double[dim];
    this.sumOfSquares = new double[dim];
    this.shift = new float[dim];
    this.scale = new float[dim];
  }

  /** Normalises an utterance by its own statistics. */
  public static FeatureMatrix normalizeUtterance(
      FeatureMatrix utterance, Normalization normalization) {
    FeatureNormalizer normalizer = new FeatureNormalizer(utterance.dim(), normalization);
    normalizer.accumulate(utterance);
    return normalizer.normalize(utterance);
  }

  /**
   * Adds frames to the statistics.
   *
   * @param matrix [frames x dim]
   * @throws IllegalArgumentException if the width is another
   */
  public void accumulate(FeatureMatrix matrix) {
    matrix.requireDim(dim);
    float[] data = matrix.data();
    for (int t = 0; t < matrix.frames(); t++) {
      int row = t * dim;
      if (frames == 0) {
        for (int d = 0; d < dim; d++) {
          origin[d] = data[row + d];
        }
      }
      for (int d = 0; d < dim; d++) {
        double x = data[row + d] - origin[d];
        sum[d] += x;
        sumOfSquares[d] += x * x;
      }
      frames++;
    }
  }

  /**
   * Normalises frames by the statistics so far; the statistics stay as they are.
   *
   * @param matrix [frames x dim]
   * @return [frames x dim]; the same object with {@link Normalization#NONE}
   * @throws IllegalArgumentException if the width is another
   * @throws IllegalStateException if there are frames to normalise but none were accumulated
   */
  public FeatureMatrix normalize(FeatureMatrix matrix) {
    matrix.requireDim(dim);
    if (normalization == Normalization.NONE || matrix.frames() == 0) {
      return matrix;
    }
    if (frames == 0) {
      throw new IllegalStateException("frames accumulated: 0 (expected: > 0)");
    }
    prepare();
    float[] data = matrix.data();
    float[] out = new float[matrix.frames() * dim];
    for (int row = 0; row < out.length; row += dim) {
      for (int d = 0; d < dim; d++) {
        out[row + d] = (data[row + d] - shift[d]) * scale[d];
      }
    }
    return new FeatureMatrix(out, matrix.frames(), dim);
  }

  /** Works out what is subtracted and multiplied by. */
  private void prepare() {
    double pooledMean = 0;
    for (int d = 0; d < dim; d++) {
      pooledMean += mean(d) / dim;
    }
    double pooledScale = 1 / (deviation(pooledSquares(pooledMean), frames * dim) + NEMO_EPSILON);
    boolean pooled = normalization == Normalization.NEMO_ALL_FEATURES;
    for (int d = 0; d < dim; d++) {
      shift[d] = (float) (pooled ? pooledMean : mean(d));
      scale[d] = (float) (pooled ? pooledScale : scale(variance(d)));
    }
  }

  private double scale(double variance) {
    return switch (normalization) {
      case NONE, MEAN, NEMO_ALL_FEATURES -> 1;
      case MEAN_VARIANCE -> 1 / Math.sqrt(Math.max(variance, VARIANCE_FLOOR));
      case NEMO_PER_FEATURE -> 1 / (deviation(variance * frames, frames) + NEMO_EPSILON);
      case WAV2VEC2 -> 1 / Math.sqrt(variance + WAV2VEC2_EPSILON);
    };
  }

  /** Squared distances of all values from one mean. */
  private double pooledSquares(double pooledMean) {
    double squares = 0;
    for (int d = 0; d < dim; d++) {
      double distance = mean(d) - pooledMean;
      squares += frames * (variance(d) + distance * distance);
    }
    return squares;
  }

  /** The unbiased estimate of the standard deviation; 0 for a single value, as NeMo has it. */
  private static double deviation(double sumOfSquares, long count) {
    return count < 2 ? 0 : Math.sqrt(sumOfSquares / (count - 1));
  }

  /** Frames accumulated so far. */
  public long frames() {
    return frames;
  }

  /** Mean of a dimension; NaN before the first frame. */
  public double mean(int d) {
    return origin[d] + sum[d] / frames;
  }

  /** Variance of a dimension (divided by the number of frames); NaN before the first frame. */
  public double variance(int d) {
    double meanDistance = sum[d] / frames;
    return Math.max(0, sumOfSquares[d] / frames - meanDistance * meanDistance);
  }
}
