package org.auricle.decoder.ctc;

/**
 * Where words begin and end in a token sequence: a graph whose arcs are tokens and may complete a
 * word. The state {@link SpellingTree#ROOT} is between words. Immutable.
 */
interface WordGraph {
  /** The arc completes no word. */
  int NO_WORD = -1;

  /**
   * The arcs of a state by a token.
   *
   * @param arcs receives what {@link #pack} packs
   * @return how many there are
   */
  int arcs(int state, int token, long[] arcs);

  /**
   * The words that are complete if the utterance ends in a state, as arcs to the root; none if it
   * may not end there.
   */
  int ends(int state, long[] arcs);

  /** Most arcs of any state by one token. */
  int mostArcs();

  static long pack(int state, int word) {
    return (long) state << 32 | word & 0xffff_ffffL;
  }

  static int state(long arc) {
    return (int) (arc >>> 32);
  }

  static int word(long arc) {
    return (int) arc;
  }
}
