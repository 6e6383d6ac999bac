package org.auricle.models.classification;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The words of the training texts, and the pairs of neighbouring words. Ids go by frequency, the
 * most frequent first, ties in alphabetical order; 0 stands for what is not in here, 1 for the
 * place before a text.
 */
final class TextVocabulary {
  /** Id of words and of pairs that are not in here. */
  static final int UNKNOWN = 0;

  private static final int START = 1;
  private static final List<String> SPECIAL = List.of("", "<s>");

  private final List<String> words;
  private final int[] pairs; // [P x 2] word ids, the first pair stands for unknown ones
  private final int mostWords;
  private final Map<String, Integer> wordIds = new HashMap<>();
  private final Map<Long, Integer> pairIds = new HashMap<>();

  /**
   * A vocabulary as it was written.
   *
   * @param words by id, the special ones first
   * @param pairs [P x 2] word ids, those of pair 0 of no account
   * @param mostWords of a text that are looked at
   */
  TextVocabulary(List<String> words, int[] pairs, int mostWords) {
    this.words = List.copyOf(words);
    this.pairs = pairs;
    this.mostWords = mostWords;
    if (words.size() < SPECIAL.size() || !words.subList(0, SPECIAL.size()).equals(SPECIAL)) {
      throw new IllegalArgumentException("words: do not begin with " + SPECIAL + " (expected: so)");
    }
    if (mostWords < 1) {
      throw new IllegalArgumentException("mostWords: " + mostWords + " (expected: >= 1)");
    }
    for (int i = 0; i < words.size(); i++) {
      if (wordIds.put(words.get(i), i) != null) {
        throw new IllegalArgumentException(
            "words: " + words.get(i) + " twice (expected: each once)");
      }
    }
    for (int p = 1; p < pairs.length / 2; p++) {
      int left = pairs[2 * p];
      int right = pairs[2 * p + 1];
      if (Math.min(left, right) < START || Math.max(left, right) >= words.size()) {
        throw new IllegalArgumentException(
            "pair %d: words %d, %d (expected: 1..%d)".formatted(p, left, right, words.size() - 1));
      }
      pairIds.put(key(left, right), p);
    }
  }

  /**
   * Counts the words of texts.
   *
   * @param texts as words
   * @param mostPairs kept, the most frequent
   * @param mostWords of a text that are looked at
   */
  static TextVocabulary of(Collection<List<String>> texts, int mostPairs, int mostWords) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    texts.forEach(text -> text.forEach(word -> counts.merge(word, 1, Integer::sum)));
    SPECIAL.forEach(counts::remove);
    List<String> words = new ArrayList<>(SPECIAL);
    counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(entry -> words.add(entry.getKey()));
    TextVocabulary unpaired = new TextVocabulary(words, new int[2], mostWords);
    return new TextVocabulary(words, unpaired.frequentPairs(texts, mostPairs), mostWords);
  }

  private int[] frequentPairs(Collection<List<String>> texts, int mostPairs) {
    Map<Long, Integer> counts = new HashMap<>();
    for (List<String> text : texts) {
      int before = START;
      for (int word : wordIds(text)) {
        counts.merge(key(before, word), 1, Integer::sum);
        before = word;
      }
    }
    List<Map.Entry<Long, Integer>> kept =
        counts.entrySet().stream()
            .sorted(
                Comparator.<Map.Entry<Long, Integer>>comparingInt(Map.Entry::getValue)
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(mostPairs)
            .toList();
    int[] pairs = new int[2 * (kept.size() + 1)];
    for (int p = 0; p < kept.size(); p++) {
      long key = kept.get(p).getKey();
      pairs[2 * p + 2] = (int) (key >>> 32);
      pairs[2 * p + 3] = (int) key;
    }
    return pairs;
  }

  private static long key(int left, int right) {
    return (long) left << 32 | right;
  }

  private int[] wordIds(List<String> text) {
    return text.stream()
        .limit(mostWords)
        .mapToInt(word -> wordIds.getOrDefault(word, UNKNOWN))
        .toArray();
  }

  /** A text's ids; a text without words is one unknown word. */
  EncodedText encode(List<String> text) {
    int[] ids = wordIds(text.isEmpty() ? List.of("") : text);
    int[] pairsOfText = new int[ids.length];
    int before = START;
    for (int t = 0; t < ids.length; t++) {
      pairsOfText[t] =
          ids[t] == UNKNOWN ? UNKNOWN : pairIds.getOrDefault(key(before, ids[t]), UNKNOWN);
      before = ids[t];
    }
    return new EncodedText(ids, pairsOfText);
  }

  List<String> words() {
    return words;
  }

  int size() {
    return words.size();
  }

  /** [P x 2] word ids. */
  int[] pairs() {
    return pairs;
  }

  int pairCount() {
    return pairs.length / 2;
  }

  int mostWords() {
    return mostWords;
  }
}
