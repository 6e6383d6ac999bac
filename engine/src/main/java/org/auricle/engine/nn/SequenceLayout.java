package org.auricle.engine.nn;

import java.util.Arrays;

/**
 * How the frames of a mini-batch lie in one [rows x dim] array: time-major, and at each time only
 * the utterances that still last (cuDNN's and PyTorch's packed sequence). Nothing is padded, so
 * nothing need be masked: a layer that maps rows to rows sees real frames only.
 *
 * <p>Row {@code offset(t) + b} is frame t of utterance b, for b in [0, batchSize(t)).
 */
public final class SequenceLayout {
  private final int[] lengths;
  private final int[] batchSizes;
  private final int[] offsets;

  private SequenceLayout(int[] lengths) {
    this.lengths = lengths;
    int steps = lengths[0];
    batchSizes = new int[steps];
    offsets = new int[steps + 1];
    int active = lengths.length;
    for (int t = 0; t < steps; t++) {
      while (lengths[active - 1] <= t) {
        active--;
      }
      batchSizes[t] = active;
      offsets[t + 1] = Math.addExact(offsets[t], active);
    }
  }

  /**
   * Lays out utterances.
   *
   * @param lengths frames of each utterance, longest first, each at least 1
   */
  public static SequenceLayout of(int... lengths) {
    if (lengths.length == 0) {
      throw new IllegalArgumentException("lengths: none (expected: at least one utterance)");
    }
    for (int i = 0; i < lengths.length; i++) {
      if (lengths[i] < 1 || (i > 0 && lengths[i] > lengths[i - 1])) {
        throw new IllegalArgumentException(
            "lengths[" + i + "]: " + lengths[i] + " (expected: >= 1, longest first)");
      }
    }
    return new SequenceLayout(lengths.clone());
  }

  /**
   * Lays out utterances of one length.
   *
   * @param batch utterances, at least 1
   * @param length frames of each, at least 1
   */
  public static SequenceLayout ofEqual(int batch, int length) {
    int[] lengths = new int[batch];
    Arrays.fill(lengths, length);
    return of(lengths);
  }

  /** All frames of all utterances. */
  public int rows() {
    return offsets[offsets.length - 1];
  }

  /** Frames of the longest utterance. */
  public int steps() {
    return batchSizes.length;
  }

  /** Number of utterances. */
  public int batch() {
    return lengths.length;
  }

  /** Utterances that last beyond time t. */
  public int batchSize(int t) {
    return batchSizes[t];
  }

  /** First row of time t. */
  public int offset(int t) {
    return offsets[t];
  }

  /** Row of frame t of utterance b. */
  public int row(int t, int b) {
    return offsets[t] + b;
  }

  /** Frames of utterance b. */
  public int length(int b) {
    return lengths[b];
  }
}
