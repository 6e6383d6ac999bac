package org.auricle.decoder.grammar;

import org.auricle.engine.math.LogMath;

/**
 * The sentences of a grammar: in every state a word leads to one state at most, and from every
 * state some sentence can be completed. State 0 is the start. Immutable.
 *
 * @param firstArc [states + 1] arcs of state s: firstArc[s] .. firstArc[s + 1] - 1, by word
 * @param word [arcs] number of the word, from 1
 * @param target [arcs] state
 * @param score [arcs] natural log
 * @param end [states] score of a sentence that ends there, natural log; negative infinity if none
 *     may
 */
record WordAutomaton(int[] firstArc, int[] word, int[] target, float[] score, float[] end) {
  static final int START = 0;

  /** No such arc. */
  static final int NONE = -1;

  int states() {
    return end.length;
  }

  /** The arc of a state by a word, or {@link #NONE}. */
  int arc(int state, int wanted) {
    int low = firstArc[state];
    int high = firstArc[state + 1] - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (word[middle] == wanted) {
        return middle;
      }
      if (word[middle] < wanted) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return NONE;
  }

  /** Whether a sentence may be empty. */
  boolean acceptsNothing() {
    return end[START] > LogMath.ZERO;
  }
}
