package org.auricle.engine.recognition;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Which token of a hypothesis stands for which of the reference, with as few errors as possible
 * (Levenshtein 1966). Of several such alignments it is the one that, read from the end, has tokens
 * side by side first, then those that only the reference has.
 *
 * @param pairs in the order of both
 */
public record Alignment(List<Pair> pairs) {

  /** What has become of a token. */
  public enum Kind {
    /** Both have it. */
    SAME,
    /** The hypothesis has another one. */
    SUBSTITUTED,
    /** Only the hypothesis has it. */
    INSERTED,
    /** Only the reference has it. */
    DELETED
  }

  /**
   * Tokens side by side.
   *
   * @param reference empty if inserted
   * @param hypothesis empty if deleted
   */
  public record Pair(Kind kind, String reference, String hypothesis) {}

  /** Copies the list. */
  public Alignment {
    pairs = List.copyOf(pairs);
  }

  /** Aligns words: texts split at blanks. */
  public static Alignment ofWords(String reference, String hypothesis) {
    return of(ErrorRate.words(reference), ErrorRate.words(hypothesis));
  }

  /** Aligns characters, blanks between words being one character each. */
  public static Alignment ofCharacters(String reference, String hypothesis) {
    return of(ErrorRate.characters(reference), ErrorRate.characters(hypothesis));
  }

  /** Aligns any tokens. */
  public static Alignment of(List<String> reference, List<String> hypothesis) {
    int[][] cost = costs(reference, hypothesis);
    List<Pair> pairs = new ArrayList<>();
    int i = reference.size();
    int j = hypothesis.size();
    while (i > 0 || j > 0) {
      boolean same = i > 0 && j > 0 && reference.get(i - 1).equals(hypothesis.get(j - 1));
      if (i > 0 && j > 0 && cost[i][j] == cost[i - 1][j - 1] + (same ? 0 : 1)) {
        Kind kind = same ? Kind.SAME : Kind.SUBSTITUTED;
        pairs.add(new Pair(kind, reference.get(--i), hypothesis.get(--j)));
      } else if (i > 0 && cost[i][j] == cost[i - 1][j] + 1) {
        pairs.add(new Pair(Kind.DELETED, reference.get(--i), ""));
      } else {
        pairs.add(new Pair(Kind.INSERTED, "", hypothesis.get(--j)));
      }
    }
    Collections.reverse(pairs);
    return new Alignment(pairs);
  }

  /** Distances of all beginnings, [reference + 1][hypothesis + 1]. */
  private static int[][] costs(List<String> reference, List<String> hypothesis) {
    int n = reference.size();
    int m = hypothesis.size();
    int[][] cost = new int[n + 1][m + 1];
    for (int i = 0; i <= n; i++) {
      cost[i][0] = i;
    }
    for (int j = 0; j <= m; j++) {
      cost[0][j] = j;
    }
    for (int i = 1; i <= n; i++) {
      for (int j = 1; j <= m; j++) {
        int diagonal =
            cost[i - 1][j - 1] + (reference.get(i - 1).equals(hypothesis.get(j - 1)) ? 0 : 1);
        cost[i][j] = Math.min(diagonal, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
      }
    }
    return cost;
  }

  /** How many there are of a kind. */
  public int count(Kind kind) {
    return (int) pairs.stream().filter(pair -> pair.kind() == kind).count();
  }

  /** The errors. */
  public ErrorRate errors() {
    int inserted = count(Kind.INSERTED);
    return new ErrorRate(
        count(Kind.SUBSTITUTED), inserted, count(Kind.DELETED), pairs.size() - inserted);
  }
}
