package org.auricle.decoder.grammar;

import java.util.Arrays;
import org.auricle.engine.recognition.DecodeRequestException;

/**
 * A graph whose paths from {@link #START} to {@link #FINAL} are sentences. Arcs carry a word, or
 * nothing, and a score that is never above 0. Not thread-safe.
 */
final class WordGraph {
  static final int START = 0;
  static final int FINAL = 1;

  /** What an arc carries that says nothing. */
  static final int NOTHING = 0;

  private static final int MAX_ARCS = 500_000;

  private int states = 2;
  private int arcs;
  private int[] from = new int[64];
  private int[] to = new int[64];
  private int[] word = new int[64];
  private float[] score = new float[64]; // natural log

  int newState() {
    return states++;
  }

  /** Adds an arc that costs nothing. */
  void add(int source, int target, int label) {
    add(source, target, label, 0);
  }

  void add(int source, int target, int label, float logWeight) {
    if (arcs == MAX_ARCS) {
      throw new DecodeRequestException(
          "grammar: more than " + MAX_ARCS + " transitions (expected: a smaller grammar)");
    }
    if (arcs == from.length) {
      from = Arrays.copyOf(from, 2 * arcs);
      to = Arrays.copyOf(to, 2 * arcs);
      word = Arrays.copyOf(word, 2 * arcs);
      score = Arrays.copyOf(score, 2 * arcs);
    }
    from[arcs] = source;
    to[arcs] = target;
    word[arcs] = label;
    score[arcs++] = logWeight;
  }

  int states() {
    return states;
  }

  int arcs() {
    return arcs;
  }

  int from(int arc) {
    return from[arc];
  }

  int to(int arc) {
    return to[arc];
  }

  int word(int arc) {
    return word[arc];
  }

  float score(int arc) {
    return score[arc];
  }
}
