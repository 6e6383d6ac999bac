package org.auricle.engine.feature;

/**
 * Cuts a signal that arrives in pieces into overlapping frames. Not thread-safe.
 *
 * <p>Memory is bounded: one frame and {@value #BLOCK} samples, however long the stream and however
 * large the pieces.
 *
 * <p>Frame f starts at sample f * shift + first start; what lies beyond the ends is as {@link
 * Framing.Edges} says (mirrored, the first sample before the signal equals the signal's first).
 */
final class SignalFramer {
  /** Samples taken at a time beyond those that the next frame needs. */
  private static final int BLOCK = 4_096;

  private final Framing framing;
  private final int length;
  private final int shift;
  private final float[] buffer; // samples base .. base + count - 1 of the stream
  private long base;
  private int count;
  private float previous; // the sample before the next one, scaled
  private long frame; // the next to come out

  SignalFramer(Framing framing) {
    this(framing, BLOCK);
  }

  /** With room for {@code block} samples beyond a frame, at least 1. */
  SignalFramer(Framing framing, int block) {
    this.framing = framing;
    length = framing.length();
    shift = framing.shift();
    buffer = new float[length + block];
  }

  /**
   * Refuses samples that would poison the features of a whole utterance.
   *
   * @throws IllegalArgumentException naming the sample, counted from the start of the stream; the
   *     stream is unchanged
   */
  void check(float[] samples, int offset, int n) {
    Samples.check(samples, offset, n, base + count);
  }

  /** Frames that n more samples complete. */
  int framesAfter(int n) {
    long total = base + count + n;
    long end = framing.firstStart() + length; // of the first frame
    long complete = total < end ? 0 : (total - end) / shift + 1;
    return (int) (complete - frame);
  }

  /** Frames that the end of the signal completes. */
  int framesAtEnd() {
    return (int) (framing.edges().frames(base + count, framing) - frame);
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
      previous = samples[offset + skip - 1] * framing.scale();
      return skip;
    }
    int taken = Math.min(n, buffer.length - count);
    for (int i = 0; i < taken; i++) {
      float sample = samples[offset + i] * framing.scale();
      buffer[count + i] = sample - framing.preEmphasis() * previous;
      previous = sample;
    }
    count += taken;
    return taken;
  }

  /** Whether the next frame lies wholly within the samples so far. */
  boolean hasFrame() {
    return start() + length <= base + count;
  }

  /** Copies the next frame, [length], made up beyond the ends as far as need be. */
  void next(float[] out) {
    long start = start();
    if (start >= 0 && hasFrame()) {
      System.arraycopy(buffer, (int) (start - base), out, 0, length);
    } else {
      long end = base + count;
      boolean mirror = framing.edges() == Framing.Edges.MIRROR;
      for (int i = 0; i < length; i++) {
        long s = start + i;
        if (!mirror && (s < 0 || s >= end)) {
          out[i] = 0;
          continue;
        }
        while (s < 0 || s >= end) { // more than once if the signal is shorter than a frame
          s = s < 0 ? -s - 1 : 2 * end - 1 - s;
        }
        out[i] = buffer[(int) (s - base)];
      }
    }
    frame++;
  }

  private long start() {
    return frame * shift + framing.firstStart();
  }
}
