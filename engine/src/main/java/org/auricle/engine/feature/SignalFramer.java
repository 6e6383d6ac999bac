package org.auricle.engine.feature;

/**
 * Cuts a signal that arrives in pieces into overlapping frames. Not thread-safe.
 *
 * <p>Memory is bounded: one frame and {@value #BLOCK} samples, however long the stream and however
 * large the pieces.
 *
 * <p>Frame f starts at sample f * shift (snip_edges) or f * shift + shift / 2 - length / 2; samples
 * beyond the ends are mirrored (the first sample before the signal equals the signal's first).
 */
final class SignalFramer {
  /** Samples taken at a time beyond those that the next frame needs. */
  private static final int BLOCK = 4_096;

  /** Kaldi's features are defined on samples in the range of 16-bit integers. */
  private static final float SCALE = 32_768;

  /** Far above any real signal, and far below where the power of a frame overflows a float. */
  private static final float MAX_MAGNITUDE = 1e6f;

  private final int length;
  private final int shift;
  private final int firstStart;
  private final boolean snipEdges;
  private final float[] buffer; // samples base .. base + count - 1 of the stream, scaled
  private long base;
  private int count;
  private long frame; // the next to come out

  SignalFramer(FrameOptions options) {
    this(options, BLOCK);
  }

  /** With room for {@code block} samples beyond a frame, at least 1. */
  SignalFramer(FrameOptions options, int block) {
    length = options.frameLength();
    shift = options.frameShift();
    snipEdges = options.snipEdges();
    firstStart = snipEdges ? 0 : shift / 2 - length / 2;
    buffer = new float[length + block];
  }

  /**
   * Refuses samples that would poison the features of a whole utterance.
   *
   * @throws IllegalArgumentException naming the sample, counted from the start of the stream; the
   *     stream is unchanged
   */
  void check(float[] samples, int offset, int n) {
    for (int i = offset; i < offset + n; i++) {
      if (!(Math.abs(samples[i]) <= MAX_MAGNITUDE)) {
        throw new IllegalArgumentException(
            "sample "
                + (base + count + i - offset)
                + ": "
                + samples[i]
                + " (expected: finite, nominally -1..1)");
      }
    }
  }

  /** Frames that n more samples complete. */
  int framesAfter(int n) {
    long total = base + count + n;
    long complete = total < firstStart + length ? 0 : (total - firstStart - length) / shift + 1;
    return (int) (complete - frame);
  }

  /** Frames that the end of the signal completes. */
  int framesAtEnd() {
    // With snip_edges, each whole frame has come out already.
    return snipEdges ? 0 : (int) ((base + count + shift / 2) / shift - frame);
  }

  /** Takes samples as far as there is room, after which frames must be taken out; how many. */
  int fill(float[] samples, int offset, int n) {
    long needed = Math.max(0, start() - 1); // one more, which a mirrored end may reach
    int drop = (int) Math.min(needed - base, count);
    if (drop > 0 && count + n > buffer.length) {
      System.arraycopy(buffer, drop, buffer, 0, count - drop);
      base += drop;
      count -= drop;
    }
    if (count == 0 && needed > base) { // frames lie apart: skip the gap
      int skip = (int) Math.min(needed - base, n);
      base += skip;
      return skip;
    }
    int taken = Math.min(n, buffer.length - count);
    for (int i = 0; i < taken; i++) {
      buffer[count + i] = samples[offset + i] * SCALE;
    }
    count += taken;
    return taken;
  }

  /** Whether the next frame lies wholly within the samples so far. */
  boolean hasFrame() {
    return start() + length <= base + count;
  }

  /** Copies the next frame, [length], mirrored at the ends as far as need be. */
  void next(float[] out) {
    long start = start();
    if (start >= 0 && hasFrame()) {
      System.arraycopy(buffer, (int) (start - base), out, 0, length);
    } else {
      long end = base + count;
      for (int i = 0; i < length; i++) {
        long s = start + i;
        while (s < 0 || s >= end) { // more than once if the signal is shorter than a frame
          s = s < 0 ? -s - 1 : 2 * end - 1 - s;
        }
        out[i] = buffer[(int) (s - base)];
      }
    }
    frame++;
  }

  private long start() {
    return frame * shift + firstStart;
  }
}
