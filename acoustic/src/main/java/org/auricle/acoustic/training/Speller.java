package org.auricle.acoustic.training;

import java.util.random.RandomGenerator;
import org.auricle.engine.recognition.UnspellableException;

/**
 * How texts become what a network learns to emit: letter by letter, piece by piece, or as a lexicon
 * says.
 */
public interface Speller {

  /**
   * The token ids of a text, no blanks.
   *
   * @throws UnspellableException naming the characters or words that have no tokens
   */
  int[] encode(String text);

  /**
   * What a text is to be learned as this time, where there are several ways.
   *
   * @param labels what {@link #encode} has made of it
   */
  default int[] vary(String text, int[] labels, RandomGenerator random) {
    return labels;
  }
}
