package org.auricle.decoder.ctc;

import java.util.Arrays;

/**
 * The best k of any number of scored candidates, none of them further below the best than a margin:
 * a buffer that is cut back to k by quickselect (Hoare 1961) whenever it holds 2 k, which takes
 * constant time a candidate on average. Not thread-safe.
 */
final class Candidates {
  private static final int INITIAL_CAPACITY = 512;

  private final int keep;
  private final double margin; // nats
  private double floor; // the best less the margin
  private double threshold;
  private int size;
  private double[] score;
  private int[] item;

  Candidates(int keep, double margin) {
    this.keep = keep;
    this.margin = margin;
    int capacity = (int) Math.min(INITIAL_CAPACITY, 2L * keep);
    score = new double[capacity];
    item = new int[capacity];
  }

  /** Starts over, with a score that will be among those added. */
  void clear(double best) {
    size = 0;
    floor = best - margin;
    threshold = floor;
  }

  /** What a candidate must exceed to be worth adding; rises as better ones arrive. */
  double threshold() {
    return threshold;
  }

  /** Takes a candidate, whatever its number means. */
  void add(double candidateScore, int candidate) {
    if (candidateScore - margin > floor) {
      floor = candidateScore - margin;
      threshold = Math.max(threshold, floor);
    }
    if (size == score.length) {
      makeRoom();
    }
    score[size] = candidateScore;
    item[size] = candidate;
    size++;
  }

  private void makeRoom() {
    if (size / 2 >= keep) {
      cut();
    } else {
      int capacity = (int) Math.min(Integer.MAX_VALUE - 8L, 2L * size);
      score = Arrays.copyOf(score, capacity);
      item = Arrays.copyOf(item, capacity);
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

  /** The same, and drops all that are below the best by the margin or more. */
  void finish() {
    cut();
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (score[i] > floor) {
        score[kept] = score[i];
        item[kept++] = item[i];
      }
    }
    size = kept;
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
    int n = item[i];
    item[i] = item[j];
    item[j] = n;
  }

  int size() {
    return size;
  }

  double score(int i) {
    return score[i];
  }

  int item(int i) {
    return item[i];
  }
}
