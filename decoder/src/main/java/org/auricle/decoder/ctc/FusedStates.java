package org.auricle.decoder.ctc;

import java.util.Arrays;

/** Where prefixes stand in what a search knows beside the posteriors: parallel arrays. */
final class FusedStates {
  int[] spelling; // state in the word graph
  int[] word; // state in the word model
  int[] token; // state in the token model
  int[] bias; // state in the token bias
  double[] earned; // what models, words and biases have added so far
  double[] ahead; // what the words that may come next can be expected to add

  FusedStates(int capacity) {
    spelling = new int[capacity];
    word = new int[capacity];
    token = new int[capacity];
    bias = new int[capacity];
    earned = new double[capacity];
    ahead = new double[capacity];
  }

  void grow(int capacity) {
    spelling = Arrays.copyOf(spelling, capacity);
    word = Arrays.copyOf(word, capacity);
    token = Arrays.copyOf(token, capacity);
    bias = Arrays.copyOf(bias, capacity);
    earned = Arrays.copyOf(earned, capacity);
    ahead = Arrays.copyOf(ahead, capacity);
  }

  int capacity() {
    return spelling.length;
  }

  void copy(FusedStates from, int i, int to) {
    spelling[to] = from.spelling[i];
    word[to] = from.word[i];
    token[to] = from.token[i];
    bias[to] = from.bias[i];
    earned[to] = from.earned[i];
    ahead[to] = from.ahead[i];
  }

  /** Whether two prefixes have the same future. */
  boolean same(int a, int b) {
    return spelling[a] == spelling[b]
        && word[a] == word[b]
        && token[a] == token[b]
        && bias[a] == bias[b];
  }

  int hash(int i) {
    int h = spelling[i] * 0x9E3779B9 + word[i];
    h = h * 0x85EBCA6B + token[i];
    return h * 0xC2B2AE35 + bias[i];
  }
}
