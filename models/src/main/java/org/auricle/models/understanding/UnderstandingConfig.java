package org.auricle.models.understanding;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.auricle.engine.nn.CellOptions;
import org.auricle.models.domain.LabelledSentence;

/**
 * Shape of a network that understands: a vector for each word from the word itself and its n-grams
 * of letters, one bidirectional LSTM layer, a softmax over BIO tags for each word, and one over
 * intents for the sentence, from a mean with attention (Liu and Lane 2016, arXiv 1609.01454).
 *
 * @param words that have vectors of their own, in lower case; all others share one
 * @param intents at least one; class 0 is none of them, class i + 1 the i-th
 * @param slots in the order of the tags
 * @param buckets that n-grams of letters are hashed into
 * @param embedding values of a word's vector, E
 * @param hidden LSTM units of each direction, H
 */
public record UnderstandingConfig(
    List<String> words,
    List<String> intents,
    List<String> slots,
    int buckets,
    int embedding,
    int hidden) {

  /** Tag 0: a word outside of all slots. */
  public static final int OUTSIDE = 0;

  /** Intent class 0: none of the intents. */
  public static final int NONE = 0;

  static final String EMBEDDING = "embedding.";
  static final String LSTM = "lstm.";
  static final String ATTENTION = "attention.";
  static final String TAGS = "tags.";
  static final String INTENTS = "intents.";

  /** Validates ranges, and that names differ. */
  public UnderstandingConfig {
    words = List.copyOf(words);
    intents = List.copyOf(intents);
    slots = List.copyOf(slots);
    requireDifferent("words", words);
    requireDifferent("intents", intents);
    requireDifferent("slots", slots);
    require(!intents.isEmpty(), "intents", intents.size(), ">= 1");
    require(buckets >= 1 && buckets <= 1 << 20, "buckets", buckets, "1..1048576");
    require(embedding >= 1 && embedding <= 1024, "embedding", embedding, "1..1024");
    require(hidden >= 1 && hidden <= 1024, "hidden", hidden, "1..1024");
  }

  /** Classes of the softmax over intents. */
  public int intentClasses() {
    return intents.size() + 1;
  }

  /** Classes of the softmax over tags: outside, then B and I of each slot. */
  public int tags() {
    return 1 + 2 * slots.size();
  }

  /** The class of an intent's name, empty for none; -1 if there is no such intent. */
  public int intentClass(String intent) {
    int index = intents.indexOf(intent);
    return intent.isEmpty() ? NONE : index < 0 ? -1 : index + 1;
  }

  /** The class of a tag such as {@code B-size}; -1 if there is no such tag. */
  public int tag(String tag) {
    if (tag.equals(LabelledSentence.OUTSIDE)) {
      return OUTSIDE;
    }
    boolean begin = tag.startsWith(LabelledSentence.BEGIN);
    if (!begin && !tag.startsWith(LabelledSentence.INSIDE)) {
      return -1;
    }
    int slot = slots.indexOf(tag.substring(LabelledSentence.BEGIN.length()));
    return slot < 0 ? -1 : 1 + 2 * slot + (begin ? 0 : 1);
  }

  /** Whether a tag is the first word of a slot. */
  static boolean isBegin(int tag) {
    return tag > 0 && tag % 2 == 1;
  }

  /** Whether a tag is a further word of a slot. */
  static boolean isInside(int tag) {
    return tag > 0 && tag % 2 == 0;
  }

  /** The slot of a tag that is not outside. */
  static int slot(int tag) {
    return (tag - 1) / 2;
  }

  /** Whether a tag may follow another: a slot goes on only where it has begun. */
  static boolean mayFollow(int before, int tag) {
    return !isInside(tag) || (before > 0 && slot(before) == slot(tag));
  }

  /** Entries of the table of vectors: the unknown word, the words, the buckets. */
  int entries() {
    return 1 + words.size() + buckets;
  }

  /** Names and shapes of the tensors, named as PyTorch would. */
  public Map<String, int[]> shapes() {
    Map<String, int[]> shapes = new LinkedHashMap<>();
    shapes.put(EMBEDDING + "weight", new int[] {entries(), embedding});
    for (String direction : List.of("_l0", "_l0_reverse")) {
      CellOptions.DEFAULT
          .shapes(embedding, hidden)
          .forEach((name, shape) -> shapes.put(LSTM + name + direction, shape));
    }
    shapes.put(ATTENTION + "query", new int[] {2 * hidden});
    shapes.put(TAGS + "weight", new int[] {tags(), 2 * hidden});
    shapes.put(TAGS + "bias", new int[] {tags()});
    shapes.put(INTENTS + "weight", new int[] {intentClasses(), 2 * hidden});
    shapes.put(INTENTS + "bias", new int[] {intentClasses()});
    return shapes;
  }

  private static void requireDifferent(String name, List<String> values) {
    TreeSet<String> seen = new TreeSet<>();
    for (String value : values) {
      if (value.isEmpty() || !seen.add(value)) {
        throw new IllegalArgumentException(
            name
                + ": \""
                + value
                + "\" "
                + (value.isEmpty() ? "" : "twice ")
                + "(expected: names)");
      }
    }
  }

  private static void require(boolean valid, String name, int value, String expected) {
    if (!valid) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
  }
}
