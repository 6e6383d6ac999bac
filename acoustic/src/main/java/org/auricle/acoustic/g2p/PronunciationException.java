package org.auricle.acoustic.g2p;

/**
 * A word that cannot be said, or a dictionary that cannot be read. The message is one line that
 * names word and character, or file and line.
 */
public final class PronunciationException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** Says what was found and what was expected. */
  public PronunciationException(String problem) {
    super(problem.strip().replaceAll("\\s+", " "));
  }
}
