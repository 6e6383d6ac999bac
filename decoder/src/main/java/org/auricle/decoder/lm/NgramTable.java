package org.auricle.decoder.lm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The n-grams of a model on their way into its final form ({@link NgramImage}), as a trie: entry 0
 * is the empty context, entry w + 1 the unigram of word w, and then come the longer n-grams in the
 * order in which they were added, shorter before longer. An entry's context is the entry of all its
 * words but the last; its suffix is the longest entry that is made of its last words.
 *
 * <p>Not thread-safe.
 */
final class NgramTable {
  static final int EMPTY = 0;
  static final int NONE = -1;
  static final String UNKNOWN = "<unk>";
  static final String BEGIN = "<s>";
  static final String END = "</s>";

  /** What KenLM gives to unknown words when a model has no {@code <unk>}, log10. */
  static final float MISSING_UNKNOWN = -100;

  private static final int INITIAL = 1024;

  private final List<String> words = new ArrayList<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private final List<Integer> firstEntries = new ArrayList<>(); // by order, from 1
  private int size;
  private int[] contexts = new int[INITIAL];
  private int[] lastWords = new int[INITIAL];
  private int[] suffixes = new int[INITIAL];
  private float[] probs = new float[INITIAL]; // log10
  private float[] backoffs = new float[INITIAL]; // log10
  private boolean[] extended = new boolean[INITIAL];
  private int[] slots = new int[4 * INITIAL]; // open addressing; 0 = free: no n-gram is entry 0
  private boolean unknownGiven;

  /** A model without words but for the unknown. */
  NgramTable() {
    size = 1;
    firstEntries.add(0); // there is no order 0
    addWord(UNKNOWN, MISSING_UNKNOWN, 0);
  }

  /** Adds a unigram. Returns its entry, or {@link #NONE} if it is there already. */
  int addUnigram(String word, float prob, float backoff) {
    if (word.equals(UNKNOWN) && !unknownGiven) {
      unknownGiven = true;
      set(1, prob, backoff);
      return 1;
    }
    return ids.containsKey(word) ? NONE : addWord(word, prob, backoff);
  }

  private int addWord(String word, float prob, float backoff) {
    int id = words.size();
    words.add(word);
    ids.put(word, id);
    return append(EMPTY, id, EMPTY, prob, backoff, 1);
  }

  /**
   * Adds an n-gram of two words or more.
   *
   * @param context entry of all words but the last
   * @param word id of the last
   * @param order number of words
   * @return its entry, or {@link #NONE} if it is there already
   */
  int add(int context, int word, int order, float prob, float backoff) {
    if (find(context, word) != NONE) {
      return NONE;
    }
    int suffix = NONE;
    for (int s = context; suffix == NONE; ) {
      s = suffixes[s];
      suffix = find(s, word);
    }
    int entry = append(context, word, suffix, prob, backoff, order);
    extended[context] = true;
    insert(entry);
    return entry;
  }

  private int append(int context, int word, int suffix, float prob, float backoff, int order) {
    if (size == contexts.length) {
      int capacity = size + (size >> 1);
      contexts = Arrays.copyOf(contexts, capacity);
      lastWords = Arrays.copyOf(lastWords, capacity);
      suffixes = Arrays.copyOf(suffixes, capacity);
      probs = Arrays.copyOf(probs, capacity);
      backoffs = Arrays.copyOf(backoffs, capacity);
      extended = Arrays.copyOf(extended, capacity);
    }
    if (order == firstEntries.size()) {
      firstEntries.add(size);
    }
    contexts[size] = context;
    lastWords[size] = word;
    suffixes[size] = suffix;
    set(size, prob, backoff);
    return size++;
  }

  /** Replaces an entry's figures, log10. */
  void set(int entry, float prob, float backoff) {
    probs[entry] = prob;
    backoffs[entry] = backoff;
    extended[entry] |= backoff != 0;
  }

  /** The entry of a context and one word more, or {@link #NONE}. */
  int find(int context, int word) {
    if (context == EMPTY) {
      return word + 1;
    }
    int mask = slots.length - 1;
    for (int i = slot(context, word) & mask; ; i = (i + 1) & mask) {
      int entry = slots[i];
      if (entry == 0) {
        return NONE;
      }
      if (contexts[entry] == context && lastWords[entry] == word) {
        return entry;
      }
    }
  }

  private void insert(int entry) {
    if (2L * size > slots.length) {
      slots = new int[slots.length * 2];
      for (int e = words.size() + 1; e < entry; e++) {
        place(e);
      }
    }
    place(entry);
  }

  private void place(int entry) {
    int mask = slots.length - 1;
    int i = slot(contexts[entry], lastWords[entry]) & mask;
    while (slots[i] != 0) {
      i = (i + 1) & mask;
    }
    slots[i] = entry;
  }

  private static int slot(int context, int word) {
    long mixed = ((long) context << 32 ^ word) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32);
  }

  /** Entries, the empty context included. */
  int size() {
    return size;
  }

  /** Longest n-grams. */
  int order() {
    return firstEntries.size() - 1;
  }

  /** First entry of an order; of one beyond the longest, the number of entries. */
  int firstEntry(int order) {
    return order < firstEntries.size() ? firstEntries.get(order) : size;
  }

  /** N-grams of an order. */
  int count(int order) {
    return firstEntry(order + 1) - firstEntry(order);
  }

  /** All words, id = position. */
  List<String> words() {
    return words;
  }

  /** Id of a word, or {@link #NONE}. */
  int id(String word) {
    return ids.getOrDefault(word, NONE);
  }

  /** Whether the model itself says how probable unknown words are. */
  boolean isUnknownGiven() {
    return unknownGiven;
  }

  int context(int entry) {
    return contexts[entry];
  }

  int word(int entry) {
    return lastWords[entry];
  }

  int suffix(int entry) {
    return suffixes[entry];
  }

  float prob(int entry) {
    return probs[entry];
  }

  float backoff(int entry) {
    return backoffs[entry];
  }

  /** Whether a context can matter: some n-gram goes on from it, or its back-off weight counts. */
  boolean isExtended(int entry) {
    return extended[entry];
  }
}
