package org.auricle.acoustic.training;

/** How texts become what a network learns to emit: letter by letter, or as a lexicon says. */
public interface Speller {

  /**
   * The token ids of a text, no blanks.
   *
   * @throws IllegalArgumentException naming the character or word that has no tokens
   */
  int[] encode(String text);
}
