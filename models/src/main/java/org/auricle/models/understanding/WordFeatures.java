package org.auricle.models.understanding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the network sees of a word: its own entry of the table, or that of unknown words, and the
 * mean of those of its n-grams of letters, by which words that sound or are written alike are
 * alike. Immutable and thread-safe.
 */
final class WordFeatures {
  private static final int SHORTEST = 2; // letters of an n-gram, the word's edges included
  private static final int LONGEST = 4;
  private static final int UNKNOWN = 0;
  private static final int FNV_OFFSET = 0x811c9dc5;
  private static final int FNV_PRIME = 0x01000193;

  private final Map<String, Integer> entries = new HashMap<>();
  private final int firstBucket;
  private final int buckets;

  WordFeatures(UnderstandingConfig config) {
    for (String word : config.words()) {
      entries.put(word, entries.size() + 1);
    }
    firstBucket = 1 + config.words().size();
    buckets = config.buckets();
  }

  /** The word's own entry. */
  int entry(String word) {
    return entries.getOrDefault(word, UNKNOWN);
  }

  /** The entry of words that have none. */
  static int unknown() {
    return UNKNOWN;
  }

  /** The entries of its n-grams, of 2 to 4 characters of {@code <word>}. */
  List<Integer> ngrams(String word) {
    String bounded = "<" + word + ">";
    List<Integer> ids = new ArrayList<>();
    for (int from = 0; from < bounded.length(); from++) {
      for (int n = SHORTEST; n <= LONGEST && from + n <= bounded.length(); n++) {
        ids.add(firstBucket + Math.floorMod(hash(bounded, from, from + n), buckets));
      }
    }
    return ids;
  }

  /** FNV-1a of UTF-16: the same everywhere and always, since files depend on it. */
  private static int hash(String text, int from, int to) {
    int hash = FNV_OFFSET;
    for (int i = from; i < to; i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return hash ^ (hash >>> 15);
  }
}
