package org.auricle.decoder.ctc;

import java.util.Arrays;
import java.util.Comparator;

/**
 * A token sequence and the word it spells.
 *
 * @param tokens [n]
 * @param word position in a list of words
 */
record Spelling(int[] tokens, int word) {
  /** By tokens, a beginning before what goes on; then by word. */
  static final Comparator<Spelling> ORDER =
      Comparator.comparing(Spelling::tokens, Arrays::compare).thenComparingInt(Spelling::word);
}
