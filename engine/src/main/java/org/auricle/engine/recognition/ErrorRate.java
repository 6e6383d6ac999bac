package org.auricle.engine.recognition;

import java.util.Arrays;
import java.util.List;

/**
 * Edit distance between a reference and a hypothesis (Levenshtein 1966), as NIST's sclite counts it
 * for error rates but with unit costs.
 *
 * @param substitutions tokens replaced
 * @param insertions tokens that only the hypothesis has
 * @param deletions tokens that only the reference has
 * @param referenceLength tokens in the reference
 */
public record ErrorRate(int substitutions, int insertions, int deletions, int referenceLength) {

  /** No reference, no errors. */
  public static final ErrorRate ZERO = new ErrorRate(0, 0, 0, 0);

  /** Errors over words: text split at blanks. */
  public static ErrorRate ofWords(String reference, String hypothesis) {
    return of(words(reference), words(hypothesis));
  }

  /** Errors over characters, blanks between words counted as one character each. */
  public static ErrorRate ofCharacters(String reference, String hypothesis) {
    return of(characters(reference), characters(hypothesis));
  }

  /** Errors over any tokens. */
  public static ErrorRate of(List<String> reference, List<String> hypothesis) {
    return traceBack(reference, hypothesis, new boolean[hypothesis.size()]);
  }

  /** Which tokens of the hypothesis the reference has in their place. */
  public static boolean[] matches(List<String> reference, List<String> hypothesis) {
    boolean[] matches = new boolean[hypothesis.size()];
    traceBack(reference, hypothesis, matches);
    return matches;
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

  private static ErrorRate traceBack(
      List<String> reference, List<String> hypothesis, boolean[] matches) {
    int[][] cost = costs(reference, hypothesis);
    int substitutions = 0;
    int insertions = 0;
    int deletions = 0;
    int i = reference.size();
    int j = hypothesis.size();
    while (i > 0 || j > 0) {
      boolean same = i > 0 && j > 0 && reference.get(i - 1).equals(hypothesis.get(j - 1));
      if (i > 0 && j > 0 && cost[i][j] == cost[i - 1][j - 1] + (same ? 0 : 1)) {
        substitutions += same ? 0 : 1;
        i--;
        matches[--j] = same;
      } else if (i > 0 && cost[i][j] == cost[i - 1][j] + 1) {
        deletions++;
        i--;
      } else {
        insertions++;
        j--;
      }
    }
    return new ErrorRate(substitutions, insertions, deletions, reference.size());
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : Arrays.asList(text.strip().split("\\s+"));
  }

  private static List<String> characters(String text) {
    return String.join(" ", words(text)).codePoints().mapToObj(Character::toString).toList();
  }

  /** Sum of two counts. */
  public ErrorRate plus(ErrorRate other) {
    return new ErrorRate(
        substitutions + other.substitutions,
        insertions + other.insertions,
        deletions + other.deletions,
        referenceLength + other.referenceLength);
  }

  /** All errors. */
  public int errors() {
    return substitutions + insertions + deletions;
  }

  /** Errors per hundred reference tokens; over an empty reference 0, or 100 with any error. */
  public double percent() {
    if (referenceLength == 0) {
      return errors() == 0 ? 0 : 100;
    }
    return 100.0 * errors() / referenceLength;
  }
}
