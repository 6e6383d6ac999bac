package org.auricle.acoustic.onnx;

import java.util.Arrays;
import org.auricle.engine.feature.FeatureMatrix;

/** Frames that have come and are still needed. Not thread-safe. */
final class FrameQueue {
  private final int dim;
  private float[] data = new float[0]; // [capacity x dim]
  private long first; // number of the first frame kept, from the start of the stream
  private int count;

  FrameQueue(int dim) {
    this.dim = dim;
  }

  /** Frames that have come, those dropped included. */
  long end() {
    return first + count;
  }

  void add(FeatureMatrix frames) {
    if (frames.dim() != dim) {
      throw new IllegalArgumentException(
          "features' dim: " + frames.dim() + " (expected: " + dim + ")");
    }
    grow(frames.frames());
    System.arraycopy(frames.data(), 0, data, count * dim, frames.frames() * dim);
    count += frames.frames();
  }

  void addPadding(int frames, float value) {
    grow(frames);
    Arrays.fill(data, count * dim, (count + frames) * dim, value);
    count += frames;
  }

  private void grow(int more) {
    int needed = Math.multiplyExact(Math.addExact(count, more), dim);
    if (needed > data.length) {
      data = Arrays.copyOf(data, Math.max(needed, data.length / 2 * 3));
    }
  }

  /** Frames [from, to), counted from the start of the stream, as a copy. */
  FeatureMatrix frames(long from, long to) {
    int at = Math.toIntExact(from - first);
    int length = Math.toIntExact(to - from);
    return new FeatureMatrix(Arrays.copyOfRange(data, at * dim, (at + length) * dim), length, dim);
  }

  /** Forgets what came before a frame. */
  void dropBefore(long frame) {
    int drop = (int) Math.min(count, frame - first);
    if (drop > 0) {
      System.arraycopy(data, drop * dim, data, 0, (count - drop) * dim);
      first += drop;
      count -= drop;
    }
  }
}
