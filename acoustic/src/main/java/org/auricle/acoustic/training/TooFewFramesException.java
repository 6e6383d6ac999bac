package org.auricle.acoustic.training;

/** An utterance shorter than any CTC path that reads as its text. */
public final class TooFewFramesException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * Describes the shortage.
   *
   * @param frames what the utterance has
   * @param needed one frame a label and a blank between equal neighbours
   */
  public TooFewFramesException(int frames, int needed) {
    super("frames: " + frames + " (expected: >= " + needed + ", for CTC to spell the labels)");
  }
}
