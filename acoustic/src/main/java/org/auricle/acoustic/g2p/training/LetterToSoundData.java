package org.auricle.acoustic.g2p.training;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32;
import org.auricle.acoustic.g2p.LetterTable;
import org.auricle.acoustic.g2p.LetterToSoundConfig;
import org.auricle.acoustic.g2p.PronunciationDictionary;
import org.auricle.acoustic.training.CtcLoss;
import org.auricle.engine.recognition.TokenTable;
import org.auricle.engine.training.TrainingException;

/**
 * A dictionary as the network is to learn it.
 *
 * @param config shape of the network
 * @param train what is learned
 * @param heldOut what is measured
 * @param leftOut words with a rare character, and pronunciations to learn that are too long for
 *     their letters, such as those of abbreviations
 * @param fingerprint changes with any of it
 */
public record LetterToSoundData(
    LetterToSoundConfig config,
    List<Example> train,
    List<Word> heldOut,
    int leftOut,
    String fingerprint) {

  /**
   * A way to say a word.
   *
   * @param letters ids
   * @param phones ids
   */
  record Example(int[] letters, int[] phones) {}

  /**
   * A word that is not learned.
   *
   * @param word as in the dictionary
   * @param pronunciations all of them; any is right
   */
  record Word(String word, List<List<String>> pronunciations) {}

  /**
   * Divides a dictionary.
   *
   * @throws TrainingException if there is too little of it
   */
  static LetterToSoundData of(PronunciationDictionary dictionary, LetterToSoundTraining training) {
    Map<String, List<List<String>>> all = dictionary.pronunciations();
    Set<String> letters = letters(all.keySet(), training.rareLetter());
    Set<String> phones = new TreeSet<>();
    all.values().forEach(ways -> ways.forEach(phones::addAll));
    if (letters.isEmpty()) {
      throw new TrainingException(
          "dictionary of %d words: no character that %d of them have (expected: some)"
              .formatted(all.size(), training.rareLetter()));
    }
    LetterToSoundConfig config = config(training, letters, phones);
    Collector collector = new Collector(config, training.heldOut());
    all.forEach(collector::add);
    if (collector.train.isEmpty() || collector.heldOut.isEmpty()) {
      throw new TrainingException(
          "dictionary of %d words: %d to learn, %d to measure (expected: some of each)"
              .formatted(all.size(), collector.train.size(), collector.heldOut.size()));
    }
    String fingerprint = Long.toHexString(collector.crc.getValue());
    return new LetterToSoundData(
        config, collector.train, collector.heldOut, collector.leftOut, fingerprint);
  }

  private static LetterToSoundConfig config(
      LetterToSoundTraining training, Set<String> letters, Set<String> phones) {
    try {
      LetterToSoundConfig config =
          new LetterToSoundConfig(
              List.copyOf(letters),
              List.copyOf(phones),
              training.frames(),
              training.layers(),
              training.hidden());
      config.network(); // checks the rest
      return config;
    } catch (IllegalArgumentException e) {
      throw new TrainingException(e.getMessage());
    }
  }

  private static Set<String> letters(Set<String> words, int rare) {
    Map<String, Integer> counts = new TreeMap<>();
    for (String word : words) {
      new HashSet<>(word.codePoints().mapToObj(Character::toString).toList())
          .forEach(letter -> counts.merge(letter, 1, Integer::sum));
    }
    counts.values().removeIf(count -> count < rare);
    return counts.keySet();
  }

  /** Sorts words into what is learned and what is measured. */
  private static final class Collector {
    final LetterTable letters;
    final TokenTable phones;
    final int frames;
    final double share;
    final List<Example> train = new ArrayList<>();
    final List<Word> heldOut = new ArrayList<>();
    final CRC32 crc = new CRC32();
    int leftOut;

    Collector(LetterToSoundConfig config, double share) {
      letters = config.letterTable();
      phones = config.phoneTable();
      frames = config.frames();
      this.share = share;
    }

    void add(String word, List<List<String>> pronunciations) {
      crc.update((word + pronunciations).getBytes(StandardCharsets.UTF_8));
      boolean strange =
          !word.codePoints()
              .mapToObj(Character::toString)
              .allMatch(letter -> letters.letters().contains(letter));
      if (strange) {
        leftOut++;
      } else if (isHeldOut(word)) {
        heldOut.add(new Word(word, List.copyOf(pronunciations)));
      } else {
        int[] spelled = letters.encode(word);
        for (List<String> pronunciation : pronunciations) {
          int[] said = pronunciation.stream().mapToInt(phones::id).toArray();
          if (CtcLoss.framesNeeded(said) <= frames * spelled.length) {
            train.add(new Example(spelled, said));
          } else {
            leftOut++;
          }
        }
      }
    }

    private boolean isHeldOut(String word) {
      CRC32 hash = new CRC32();
      hash.update(word.getBytes(StandardCharsets.UTF_8));
      return hash.getValue() < share * (1L << 32);
    }
  }
}
