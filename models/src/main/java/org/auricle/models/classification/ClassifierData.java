package org.auricle.models.classification;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * Texts as the networks are to learn them.
 *
 * @param classes names, in alphabetical order
 * @param vectors words that have a vector of their own, the unknown word's included
 * @param labels [texts] class of each
 * @param part [texts] part of each
 * @param fingerprint changes with any of it
 */
record ClassifierData(
    List<String> classes,
    TextVocabulary vocabulary,
    int vectors,
    List<EncodedText> texts,
    int[] labels,
    int[] part,
    EvidenceCounts counts,
    String fingerprint) {
  private static final int FEWEST = 2; // texts a part
  private static final int MOST_RATIOS = 4_000_000; // features times classes

  /**
   * Prepares texts.
   *
   * @throws ClassificationException if there is too little to learn from
   */
  static ClassifierData of(List<LabelledText> given, ClassifierTraining training) {
    CRC32 crc = new CRC32();
    TreeMap<String, Integer> classIds = new TreeMap<>();
    List<List<String>> words = new ArrayList<>();
    for (LabelledText text : given) {
      words.add(TextTokenizer.words(text.text()));
      classIds.put(text.label(), 0);
      crc.update((text.label() + "\n" + text.text() + "\n").getBytes(StandardCharsets.UTF_8));
    }
    List<String> classes = List.copyOf(classIds.keySet());
    if (classes.size() < 2 || given.size() < FEWEST * training.parts()) {
      throw new ClassificationException(
          "%d texts of %d classes (expected: at least %d of 2 or more)"
              .formatted(given.size(), classes.size(), FEWEST * training.parts()));
    }
    int features = Math.min(training.mostFeatures(), MOST_RATIOS / classes.size());
    TextVocabulary vocabulary = TextVocabulary.of(words, features, training.mostWords());
    List<EncodedText> texts = words.stream().map(vocabulary::encode).toList();
    int[] labels = given.stream().mapToInt(text -> classes.indexOf(text.label())).toArray();
    int[] part = parts(given.size(), training.parts(), training.seed());
    return new ClassifierData(
        classes,
        vocabulary,
        vectors(texts, vocabulary.size(), training.rareWord()),
        texts,
        labels,
        part,
        new EvidenceCounts(vocabulary, texts, labels, classes.size(), part, training.parts()),
        Long.toHexString(crc.getValue()));
  }

  /** Parts of the same size, to one text, at random. */
  private static int[] parts(int texts, int parts, long seed) {
    int[] part = new int[texts];
    Arrays.setAll(part, i -> i % parts);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = texts - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = part[i];
      part[i] = part[j];
      part[j] = swap;
    }
    return part;
  }

  /** Ids go by frequency, so those of frequent words come first. */
  private static int vectors(List<EncodedText> texts, int words, int rare) {
    int[] counts = new int[words];
    texts.forEach(text -> Arrays.stream(text.words()).forEach(word -> counts[word]++));
    int vectors = 2; // of the special words
    while (vectors < words && counts[vectors] >= rare) {
      vectors++;
    }
    return vectors;
  }

  ClassifierConfig config(ClassifierTraining training) {
    try {
      return new ClassifierConfig(
          vectors, training.embedding(), training.layers(), training.hidden(), classes.size());
    } catch (IllegalArgumentException e) {
      throw new ClassificationException(e.getMessage());
    }
  }

  /** All texts, each with evidence that knows neither its own part nor the one held out. */
  List<TextBatch.Item> items(int heldOut, int parts) {
    WordEvidence[] evidence = new WordEvidence[parts];
    for (int k = 0; k < parts; k++) {
      evidence[k] = counts.without(k, heldOut);
    }
    List<TextBatch.Item> items = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      items.add(new TextBatch.Item(texts.get(i), evidence[part[i]]));
    }
    return items;
  }

  /** Texts of a part, or of all others. */
  int[] indices(int ofPart, boolean inside) {
    int[] chosen = new int[texts.size()];
    int n = 0;
    for (int i = 0; i < chosen.length; i++) {
      if ((part[i] == ofPart) == inside) {
        chosen[n++] = i;
      }
    }
    return Arrays.copyOf(chosen, n);
  }
}
