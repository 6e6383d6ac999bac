package org.auricle.engine.audio;

import java.util.Arrays;

/** Collects a recording as one clip. Memory follows the audio that has really arrived. */
final class ClipSink implements AudioSink {
  /** The longest array that a JVM makes. */
  static final int MAX_SAMPLES = Integer.MAX_VALUE - 8;

  private static final int FIRST_CAPACITY = 1 << 14; // samples

  private final AudioInput in;
  private float[] mono = new float[FIRST_CAPACITY];
  private int length;
  private int sampleRate;

  /** A clip of what is read from {@code in}. */
  ClipSink(AudioInput in) {
    this.in = in;
  }

  /** Makes room, so that it need not be copied. */
  @Override
  public void expect(long samples) throws AudioFormatException {
    reserve(samples);
  }

  @Override
  public void accept(float[] samples, int count, int rate) throws AudioFormatException {
    sampleRate = rate;
    if (length + count > mono.length) {
      reserve(Math.max(2L * mono.length, (long) length + count));
    }
    System.arraycopy(samples, 0, mono, length, count);
    length += count;
  }

  /** The clip, of one sample at least. */
  AudioClip clip() {
    return new AudioClip(length == mono.length ? mono : Arrays.copyOf(mono, length), sampleRate);
  }

  private void reserve(long wanted) throws AudioFormatException {
    int capacity = (int) Math.min(MAX_SAMPLES, wanted);
    if (capacity <= mono.length) {
      return;
    }
    try {
      mono = Arrays.copyOf(mono, capacity);
    } catch (OutOfMemoryError e) {
      // One array that does not fit harms nobody else: the heap is as it was before.
      throw in.fail(
          in.position(), "audio does not fit into memory: " + capacity + " samples or more", e);
    }
  }
}
