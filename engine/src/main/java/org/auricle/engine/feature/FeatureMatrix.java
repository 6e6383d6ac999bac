package org.auricle.engine.feature;

import java.util.Arrays;
import java.util.Objects;

/**
 * Features of consecutive frames.
 *
 * @param data [frames x dim], row-major; shared, not copied: treat as immutable
 * @param frames number of rows
 * @param dim values a row
 */
public record FeatureMatrix(float[] data, int frames, int dim) {

  /** Requires that the array holds at least the rows announced. */
  public FeatureMatrix {
    Objects.requireNonNull(data, "data");
    if (frames < 0 || dim < 1 || (long) frames * dim > data.length) {
      throw new IllegalArgumentException(
          "frames x dim: "
              + frames
              + " x "
              + dim
              + " (expected: frames >= 0, dim >= 1, at most "
              + data.length
              + " values)");
    }
  }

  /** No rows of the given width. */
  public static FeatureMatrix empty(int dim) {
    return new FeatureMatrix(new float[0], 0, dim);
  }

  /** Rows [from, to) as a copy. */
  public FeatureMatrix rows(int from, int to) {
    Objects.checkFromToIndex(from, to, frames);
    return new FeatureMatrix(Arrays.copyOfRange(data, from * dim, to * dim), to - from, dim);
  }

  /** Refuses features of another width. */
  void requireDim(int expected) {
    if (dim != expected) {
      throw new IllegalArgumentException("dim: " + dim + " (expected: " + expected + ")");
    }
  }

  /** The rows of both, one after the other. */
  public FeatureMatrix then(FeatureMatrix next) {
    next.requireDim(dim);
    if (next.frames == 0) {
      return this;
    }
    if (frames == 0) {
      return next;
    }
    float[] all = Arrays.copyOf(data, (frames + next.frames) * dim);
    System.arraycopy(next.data, 0, all, frames * dim, next.frames * dim);
    return new FeatureMatrix(all, frames + next.frames, dim);
  }
}
