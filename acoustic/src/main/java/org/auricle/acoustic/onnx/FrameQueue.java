package org.auricle.acoustic.onnx;

import java.util.Arrays;
import org.auricle.engine.feature.FeatureMatrix;

/**
 * Frames that have come and are still needed. Not thread-safe.
 *
 * <p>Frames move only when room is made for more, so that a recording that comes at once and goes
 * chunk by chunk is not moved for every chunk.
 */
final class FrameQueue {
  private final int dim;
  private float[] data = new float[0]; // [capacity x dim]
  private long first; // number of the first frame kept, from the start of the stream
  private int start; // where that frame lies in data, frames
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
    System.arraycopy(frames.data(), 0, data, (start + count) * dim, frames.frames() * dim);
    count += frames.frames();
  }

  void addPadding(int frames, float value) {
    grow(frames);
    Arrays.fill(data, (start + count) * dim, (start + count + frames) * dim, value);
    count += frames;
  }

  private void grow(int more) {
    int needed = Math.multiplyExact(Math.addExact(count, more), dim);
    if ((long) start * dim + needed <= data.length) {
      return;
    }
    float[] target =
        needed <= data.length ? data : new float[Math.max(needed, data.length / 2 * 3)];
    System.arraycopy(data, start * dim, target, 0, count * dim);
    data = target;
    start = 0;
  }

  /** Frames [from, to), counted from the start of the stream, as a copy. */
  FeatureMatrix frames(long from, long to) {
    int at = start + Math.toIntExact(from - first);
    int length = Math.toIntExact(to - from);
    return new FeatureMatrix(Arrays.copyOfRange(data, at * dim, (at + length) * dim), length, dim);
  }

  /** Forgets what came before a frame. */
  void dropBefore(long frame) {
    int drop = (int) Math.min(count, frame - first);
    if (drop > 0) {
      first += drop;
      start += drop;
      count -= drop;
    }
  }
}
