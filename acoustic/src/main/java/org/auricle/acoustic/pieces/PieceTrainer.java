package org.auricle.acoustic.pieces;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds word pieces in texts as Kudo (2018, arXiv 1804.10959, section 3.2) does: all frequent
 * strings within words to begin with, then in turns their probabilities by EM and a quarter of them
 * pruned, those whose loss the likelihood feels least, until as many remain as are wanted. Every
 * character is a piece, and so is the start of a word. The same texts give the same pieces. Not
 * thread-safe.
 */
public final class PieceTrainer {
  /** Strings to begin with, those that spell most first: more do not change which remain. */
  private static final int MOST_SEEDS = 100_000;

  /** A seed has been seen so often. */
  private static final double LEAST_SEEN = 2;

  private static final int ROUNDS = 2; // of EM before each pruning, as Kudo has it
  private static final int LAST_ROUNDS = 10;
  private static final double REMAINS = 0.75; // of the pieces after a pruning

  private final PieceOptions options;
  private final TreeMap<String, Double> words = new TreeMap<>(); // with the mark of their start
  private final TreeSet<String> characters = new TreeSet<>();

  /** A trainer that has seen no text. */
  public PieceTrainer(PieceOptions options) {
    this.options = options;
    characters.add(String.valueOf(PieceModel.WORD_START));
  }

  /**
   * Adds a text.
   *
   * @param weight how often it counts, more than 0
   * @throws IllegalArgumentException if it has U+2581
   */
  public void add(String text, double weight) {
    if (text.indexOf(PieceModel.WORD_START) >= 0) {
      throw new IllegalArgumentException(
          "U+2581 in \"" + text + "\" (expected: none, it marks where words start)");
    }
    for (String word : Words.of(text)) {
      words.merge(PieceModel.WORD_START + word, weight, Double::sum);
      addCharacters(word);
    }
  }

  /** Adds characters that are pieces whether or not they occur in a text; blanks are none. */
  public void addCharacters(String text) {
    Words.of(text).forEach(word -> word.codePoints().forEach(c -> characters.add(character(c))));
  }

  private static String character(int codePoint) {
    return Character.toString(codePoint);
  }

  /** Different words seen. */
  public int words() {
    return words.size();
  }

  /**
   * Finds the pieces.
   *
   * @throws IllegalArgumentException if there are more characters than pieces wanted
   */
  public PieceModel train() {
    if (options.count() < characters.size()) {
      throw new IllegalArgumentException(
          "count: %d (expected: >= %d, a piece for each character and for the start of a word)"
              .formatted(options.count(), characters.size()));
    }
    UnigramEstimator estimator = new UnigramEstimator(seeds(), words);
    rounds(estimator, ROUNDS);
    while (estimator.size() > options.count()) {
      int remain = Math.max(options.count(), (int) (REMAINS * estimator.size()));
      estimator = new UnigramEstimator(estimator.prune(remain), words);
      rounds(estimator, ROUNDS);
    }
    rounds(estimator, LAST_ROUNDS);
    return PieceModel.of(estimator.result());
  }

  private static void rounds(UnigramEstimator estimator, int rounds) {
    for (int i = 0; i < rounds; i++) {
      estimator.iterate();
    }
  }

  /** Strings within words, and how often each occurs; all characters are among them. */
  private TreeMap<String, Double> seeds() {
    TreeMap<String, Double> all = new TreeMap<>();
    words.forEach((word, weight) -> count(word, weight, all));
    TreeMap<String, Double> seeds = new TreeMap<>();
    characters.forEach(c -> seeds.put(c, all.getOrDefault(c, 0.0)));
    Stream<Map.Entry<String, Double>> frequent =
        all.entrySet().stream()
            .filter(e -> e.getValue() >= LEAST_SEEN && !PieceModel.isSpecial(e.getKey()))
            .sorted(Comparator.comparingDouble(e -> -e.getValue() * e.getKey().length()));
    frequent.limit(MOST_SEEDS).forEach(e -> seeds.put(e.getKey(), e.getValue()));
    return seeds;
  }

  private void count(String word, double weight, Map<String, Double> all) {
    int[] characters = word.codePoints().toArray();
    for (int from = 0; from < characters.length; from++) {
      int most = options.longest() + (from == 0 ? 1 : 0); // the mark does not count
      for (int n = 1; n <= Math.min(most, characters.length - from); n++) {
        all.merge(new String(characters, from, n), weight, Double::sum);
      }
    }
  }
}
