package org.auricle.engine.audio;

import java.util.Arrays;

/** The last samples of a stream, by their number from its start. Not thread-safe. */
public final class RecentAudio {
  private static final int LEAST = 1 << 14; // samples; no use in less
  private static final int MOST = Integer.MAX_VALUE - 8; // the longest array that a JVM makes
  private static final int ROOMY = 4; // times what is kept: then memory is given back

  private float[] samples = new float[0];
  private long first; // number of the first sample kept
  private int start; // where it lies
  private int count;

  /** Samples of the stream so far, those dropped included. */
  public long end() {
    return first + count;
  }

  /** Samples that are kept. */
  public int size() {
    return count;
  }

  /** Adds samples at the end. */
  public void append(float[] audio, int offset, int length) {
    int needed = Math.addExact(count, length);
    if (start + needed > samples.length) {
      float[] target =
          needed <= samples.length / 2
              ? samples
              : new float[(int) Math.max(LEAST, Math.min(MOST, needed + needed / 2L))];
      System.arraycopy(samples, start, target, 0, count);
      samples = target;
      start = 0;
    }
    System.arraycopy(audio, offset, samples, start + count, length);
    count = needed;
  }

  /** Where the samples lie, see {@link #at}; until the next append. */
  public float[] array() {
    return samples;
  }

  /** Where a sample lies. */
  public int at(long sample) {
    return start + Math.toIntExact(sample - first);
  }

  /** Samples [from, to). */
  public float[] copy(long from, long to) {
    return Arrays.copyOfRange(samples, at(from), at(to));
  }

  /** Forgets what came before a sample. */
  public void dropBefore(long sample) {
    int drop = (int) Math.max(0, Math.min(count, sample - first));
    first += drop;
    start += drop;
    count -= drop;
    if (samples.length > LEAST && samples.length / ROOMY > count) {
      samples = Arrays.copyOfRange(samples, start, start + Math.max(LEAST, 2 * count));
      start = 0;
    }
  }
}
