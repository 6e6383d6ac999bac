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
    return Alignment.of(reference, hypothesis).errors();
  }

  /** Which tokens of the hypothesis the reference has in their place. */
  public static boolean[] matches(List<String> reference, List<String> hypothesis) {
    boolean[] matches = new boolean[hypothesis.size()];
    int at = 0;
    for (Alignment.Pair pair : Alignment.of(reference, hypothesis).pairs()) {
      if (pair.kind() != Alignment.Kind.DELETED) {
        matches[at++] = pair.kind() == Alignment.Kind.SAME;
      }
    }
    return matches;
  }

  static List<String> words(String text) {
    return text.isBlank() ? List.of() : Arrays.asList(text.strip().split("\\s+"));
  }

  static List<String> characters(String text) {
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
