package org.auricle.decoder.lm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.stream.IntStream;
import org.auricle.decoder.lm.NgramTrainerOptions.Symbols;

/**
 * Makes models by interpolated modified Kneser-Ney smoothing (Chen and Goodman 1999), with the
 * treatment of sentence ends, unknown words and pruning that KenLM's lmplz has (Heafield et al.
 * 2013); the equations stand in {@code NgramEstimator}. Give it all sentences, then take the model.
 * Memory: about 40 bytes for each different n-gram of the text. Not thread-safe.
 */
public final class NgramTrainer {
  static final int UNKNOWN = 0;
  static final int BEGIN = 1;
  static final int END = 2;

  private static final Set<String> SPECIAL =
      Set.of(NgramTable.UNKNOWN, NgramTable.BEGIN, NgramTable.END);

  private final NgramTrainerOptions options;
  private final NgramCounts counts = new NgramCounts();
  private final List<String> words = new ArrayList<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private int[] sentence = new int[256];
  private long sentences;
  private long symbols;

  /**
   * What came of a text.
   *
   * @param model the model
   * @param orders what it has of each order, from 1
   */
  public record Result(NgramModel model, List<Order> orders) {}

  /**
   * The n-grams of an order.
   *
   * @param seen different ones in the text; single words include {@code <unk>}, {@code <s>} and
   *     {@code </s>}
   * @param kept those in the model
   * @param discounts what was taken off their counts
   */
  public record Order(long seen, long kept, Discounts discounts) {}

  /** A trainer without a text. */
  public NgramTrainer(NgramTrainerOptions options) {
    this.options = options;
    for (String word : List.of(NgramTable.UNKNOWN, NgramTable.BEGIN, NgramTable.END)) {
      counts.intern(NgramCounts.ROOT, id(word));
    }
  }

  private int id(String word) {
    Integer known = ids.putIfAbsent(word, words.size());
    if (known != null) {
      return known;
    }
    words.add(word);
    return words.size() - 1;
  }

  /**
   * Adds a sentence; one without symbols counts for nothing.
   *
   * @throws NgramTrainingException if a word is one of those that have a meaning: {@code <s>},
   *     {@code </s>}, {@code <unk>}
   */
  public void add(String text) {
    int length = 1;
    sentence[0] = BEGIN;
    StringTokenizer tokens = new StringTokenizer(text, " \t\r\n\0");
    while (tokens.hasMoreTokens()) {
      String word = tokens.nextToken();
      if (SPECIAL.contains(word)) {
        throw new NgramTrainingException(
            word + " in the text (expected: none; the trainer sets the ends of sentences itself)");
      }
      if (options.symbols() == Symbols.WORDS) {
        length = append(length, word);
        continue;
      }
      if (length > 1) {
        length = append(length, NgramTrainerOptions.SPACE);
      }
      for (int i = 0; i < word.length(); i += Character.charCount(word.codePointAt(i))) {
        length = append(length, Character.toString(word.codePointAt(i)));
      }
    }
    if (length > 1) {
      count(length);
    }
  }

  private int append(int length, String symbol) {
    if (length + 1 == sentence.length) { // one more for the end
      sentence = Arrays.copyOf(sentence, 2 * length);
    }
    sentence[length] = id(symbol);
    return length + 1;
  }

  /** Every n-gram that ends at a word, up to the one that begins with the sentence. */
  private void count(int length) {
    sentence[length] = END;
    for (int i = 1; i <= length; i++) {
      int entry = NgramCounts.ROOT;
      for (int j = i; j >= 0 && j > i - options.order(); j--) {
        entry = counts.intern(entry, sentence[j]);
        counts.see(entry);
      }
    }
    sentences++;
    symbols += length - 1;
  }

  /** Sentences so far. */
  public long sentences() {
    return sentences;
  }

  /** Words so far, or characters, without the ends of sentences. */
  public long symbols() {
    return symbols;
  }

  /**
   * Makes the model.
   *
   * @throws NgramTrainingException if there is no text, or too little to take discounts from
   * @throws NgramFormatException if the model is larger than a file of it can be
   */
  public Result train() throws NgramFormatException {
    if (sentences == 0) {
      throw new NgramTrainingException("no sentences (expected: some text)");
    }
    NgramEstimator estimator = new NgramEstimator(counts, words, droppedWords(), options);
    NgramTable table = estimator.estimate();
    return new Result(new NgramModel(NgramImage.of(table, "the model")), estimator.orders());
  }

  private BitSet droppedWords() {
    BitSet dropped = new BitSet();
    options
        .vocabulary()
        .ifPresent(
            kept ->
                IntStream.range(END + 1, words.size())
                    .filter(word -> !kept.contains(words.get(word)))
                    .forEach(dropped::set));
    if (options.vocabularySize() > 0) {
      IntStream.range(END + 1, words.size())
          .filter(word -> !dropped.get(word))
          .boxed()
          .sorted(
              Comparator.comparingInt(
                  (Integer word) -> -counts.count(counts.find(NgramCounts.ROOT, word))))
          .skip(options.vocabularySize())
          .toList()
          .forEach(dropped::set);
    }
    return dropped;
  }
}
