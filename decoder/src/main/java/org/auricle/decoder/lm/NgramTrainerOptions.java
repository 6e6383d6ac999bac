package org.auricle.decoder.lm;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What kind of model to make.
 *
 * @param order most words of an n-gram, 1..32
 * @param prune for each order, n-grams seen at most so often are left out; the last holds for all
 *     longer ones, none means 0; never decreasing, 0 for single words
 * @param vocabulary words to keep; n-grams of others are left out, and what they had goes to what
 *     is backed off to, in the end to {@code <unk>}
 * @param vocabularySize most words to keep, the most frequent ones; 0 for all
 * @param fallback discounts for orders whose counts do not tell any
 * @param symbols what a text is made of
 */
public record NgramTrainerOptions(
    int order,
    List<Integer> prune,
    Optional<Set<String>> vocabulary,
    int vocabularySize,
    Optional<Discounts> fallback,
    Symbols symbols) {

  /** What stands for blanks between words where the symbols are characters. */
  public static final String SPACE = "<space>";

  /** Word trigrams, everything kept, as lmplz does by default but for its order. */
  public static final NgramTrainerOptions DEFAULT =
      new NgramTrainerOptions(3, List.of(), Optional.empty(), 0, Optional.empty(), Symbols.WORDS);

  private static final int MAX_ORDER = NgramLayout.MAX_ORDER;

  /** What a text is made of. */
  public enum Symbols {
    /** What blanks separate. */
    WORDS,
    /** Code points, with {@link #SPACE} for a run of blanks between words. */
    CHARACTERS
  }

  /** Validates. */
  public NgramTrainerOptions {
    if (order < 1 || order > MAX_ORDER) {
      throw new IllegalArgumentException("order: " + order + " (expected: 1.." + MAX_ORDER + ")");
    }
    prune = List.copyOf(prune);
    if (prune.size() > order) {
      throw new IllegalArgumentException(
          "prune: " + prune + " (expected: at most " + order + ", one an order)");
    }
    int before = 0;
    for (int i = 0; i < prune.size(); i++) {
      if (prune.get(i) < before || i == 0 && prune.get(0) != 0) {
        throw new IllegalArgumentException(
            "prune: " + prune + " (expected: 0 for single words, then never less than before)");
      }
      before = prune.get(i);
    }
    vocabulary = vocabulary.map(Set::copyOf);
    if (vocabularySize < 0) {
      throw new IllegalArgumentException("vocabularySize: " + vocabularySize + " (expected: >= 0)");
    }
  }

  /** Largest count at which n-grams of an order, from 1, are left out. */
  int threshold(int n) {
    return prune.isEmpty() ? 0 : prune.get(Math.min(n, prune.size()) - 1);
  }
}
