package org.auricle.decoder.ctc;

import java.util.Arrays;

/**
 * The best k of any number of scored candidates: a buffer that is cut back to k by quickselect
 * (Hoare 1961) whenever it holds 2 k, which takes constant time a candidate on average. Not
 * thread-safe.
 */
final class Candidates {
  private static final int INITIAL_CAPACITY = 512;

  private final int keep;
  private double threshold;
  private int size;
  private double[] score;
  private int[] node;
  private int[] token;

  Candidates(int keep) {
    this.keep = keep;
    int capacity = (int) Math.min(INITIAL_CAPACITY, 2L * keep);
    score = new double[capacity];
    node = new int[capacity];
    token = new int[capacity];
  }

  /** Starts over. Candidates below the threshold will not be taken. */
  void clear(double newThreshold) {
    size = 0;
    threshold = newThreshold;
  }

  /** What a candidate must reach to be worth adding; rises as better ones arrive. */
  double threshold() {
    return threshold;
  }

  /** Takes a prefix, or its extension by a token. */
  void add(double candidateScore, int candidateNode, int candidateToken) {
    if (size == score.length) {
      makeRoom();
    }
    score[size] = candidateScore;
    node[size] = candidateNode;
    token[size] = candidateToken;
    size++;
  }

  private void makeRoom() {
    if (size / 2 >= keep) {
      cut();
    } else {
      int capacity = (int) Math.min(Integer.MAX_VALUE - 8L, 2L * size);
      score = Arrays.copyOf(score, capacity);
      node = Arrays.copyOf(node, capacity);
      token = Arrays.copyOf(token, capacity);
    }
  }

  /** Drops all but the best k, in any order; with k or more, only better ones are taken then. */
  void cut() {
    if (size < keep) {
      return;
    }
    select();
    size = keep;
    double least = score[0];
    for (int i = 1; i < size; i++) {
      least = Math.min(least, score[i]);
    }
    threshold = Math.max(threshold, least);
  }

  /** Brings the best k to the front. */
  private void select() {
    int low = 0;
    int high = size - 1;
    while (low < high) {
      int split = partition(low, high);
      if (split == keep) {
        break;
      }
      if (split > keep) {
        high = split - 1;
      } else {
        low = split + 1;
      }
    }
  }

  /** Moves a pivot to its place in descending order, and returns the place. */
  private int partition(int low, int high) {
    swap((low + high) >>> 1, high);
    double pivot = score[high];
    int place = low;
    for (int i = low; i < high; i++) {
      if (score[i] > pivot) {
        swap(i, place++);
      }
    }
    swap(place, high);
    return place;
  }

  private void swap(int i, int j) {
    double s = score[i];
    score[i] = score[j];
    score[j] = s;
    int n = node[i];
    node[i] = node[j];
    node[j] = n;
    int t = token[i];
    token[i] = token[j];
    token[j] = t;
  }

  int size() {
    return size;
  }

  double score(int i) {
    return score[i];
  }

  int node(int i) {
    return node[i];
  }

  int token(int i) {
    return token[i];
  }
}
