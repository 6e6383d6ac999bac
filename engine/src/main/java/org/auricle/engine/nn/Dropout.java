package org.auricle.engine.nn;

import java.util.SplittableRandom;

/**
 * Inverted dropout (Srivastava et al. 2014): in training each value is zeroed with probability p
 * and the others grow by 1 / (1 - p), so that inference needs nothing. Not thread-safe.
 */
public final class Dropout {
  private static final int RESOLUTION = 1 << 16;

  private final int threshold;
  private final float scale;
  private float[] mask = new float[0]; // 0 or scale
  private float[] out = new float[0];

  /** Drops with probability in [0, 1), resolved to 1/65536. */
  public Dropout(double probability) {
    if (!(probability >= 0 && probability < 1)) {
      throw new IllegalArgumentException("probability: " + probability + " (expected: 0 <= p < 1)");
    }
    threshold = (int) Math.round(probability * RESOLUTION);
    scale = (float) RESOLUTION / (RESOLUTION - threshold);
  }

  /** Returns x [size] with some values dropped; owned by the layer, valid until the next call. */
  public float[] forward(float[] x, int size, SplittableRandom random) {
    draw(size, random);
    out = Buffers.ensure(out, size);
    for (int i = 0; i < size; i++) {
      out[i] = x[i] * mask[i];
    }
    return out;
  }

  /**
   * The same with one mask for all frames of an utterance (Gal and Ghahramani 2016).
   *
   * @param x [rows x dim]
   */
  public float[] forward(float[] x, SequenceLayout layout, int dim, SplittableRandom random) {
    draw(layout.batch() * dim, random);
    out = Buffers.ensure(out, layout.rows() * dim);
    System.arraycopy(x, 0, out, 0, layout.rows() * dim);
    backward(out, layout, dim);
    return out;
  }

  private void draw(int size, SplittableRandom random) {
    mask = Buffers.ensure(mask, size);
    for (int i = 0; i < size; i += 4) {
      long bits = random.nextLong();
      int end = Math.min(size, i + 4);
      for (int j = i; j < end; j++) {
        mask[j] = (bits & (RESOLUTION - 1)) < threshold ? 0f : scale;
        bits >>>= 16;
      }
    }
  }

  /** Multiplies the gradient by the mask of the last forward, in place. */
  public void backward(float[] dOut, int size) {
    for (int i = 0; i < size; i++) {
      dOut[i] *= mask[i];
    }
  }

  /** The same after a forward by utterances. */
  public void backward(float[] dOut, SequenceLayout layout, int dim) {
    for (int t = 0; t < layout.steps(); t++) {
      int from = layout.offset(t) * dim;
      int size = layout.batchSize(t) * dim;
      for (int i = 0; i < size; i++) {
        dOut[from + i] *= mask[i];
      }
    }
  }
}
