package org.auricle.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.auricle.acoustic.g2p.LetterToSound;
import org.auricle.acoustic.g2p.PronunciationDictionary;
import org.auricle.acoustic.g2p.PronunciationException;
import org.auricle.decoder.ctc.BeamOptions;
import org.auricle.decoder.ctc.PrefixBeamSearch;
import org.auricle.engine.recognition.CtcDecoder;
import org.auricle.engine.recognition.Hypothesis;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.engine.recognition.TokenTable;

/**
 * Says how words are said: a dictionary's words as it has them, all others as a network from
 * letters to sounds reads them. Immutable and thread-safe.
 */
public final class Pronouncer {
  /** Words are short, and their letters seldom leave more than a few readings open. */
  private static final BeamOptions BEAM = new BeamOptions(16, 12, 12, -10);

  private final LetterToSound model;
  private final Optional<PronunciationDictionary> dictionary;
  private final CtcDecoder decoder;

  /**
   * A way to say a word.
   *
   * @param phones at least one
   * @param probability that the network gives it; 1 for a dictionary's
   */
  public record Pronunciation(List<String> phones, double probability) {}

  /** Reads all words by their letters. */
  public Pronouncer(LetterToSound model) {
    this(model, Optional.empty());
  }

  private Pronouncer(LetterToSound model, Optional<PronunciationDictionary> dictionary) {
    this.model = model;
    this.dictionary = dictionary;
    decoder = decoder(model.phones());
  }

  /**
   * Opens a network.
   *
   * @param nameOrPath a file that ends in .safetensors, or a bundle that has one, as for {@link
   *     Models#open}
   * @throws BundleException if there is none, or it cannot be used
   */
  public static Pronouncer open(String nameOrPath) throws IOException {
    if (nameOrPath.endsWith(".safetensors")) {
      try {
        byte[] file = Files.readAllBytes(Path.of(nameOrPath));
        return new Pronouncer(LetterToSoundFile.read(file, nameOrPath));
      } catch (NoSuchFileException e) {
        throw new BundleException(nameOrPath, "no such file");
      }
    }
    ModelBundle bundle = Models.open(nameOrPath);
    return bundle
        .language()
        .pronouncer()
        .orElseThrow(
            () ->
                new BundleException(
                    bundle.location(),
                    ModelBundle.MANIFEST_FILE,
                    "sha256: no " + LanguageParts.PRONOUNCER_FILE + " (expected: one)"));
  }

  /** The same with a dictionary, which is asked first. */
  public Pronouncer with(PronunciationDictionary words) {
    return new Pronouncer(model, Optional.of(words));
  }

  /**
   * This, if it speaks of a model's phones; the model need not have learned all of them.
   *
   * @param tokens the model's
   * @param source what stands for this in the message
   * @throws BundleException if most of its phones are no tokens
   */
  public Pronouncer requirePhonesOf(TokenTable tokens, String source) throws BundleException {
    List<String> phones = model.config().phones();
    List<String> missing = ModelPhones.missing(phones, tokens);
    if (2 * missing.size() > phones.size()) {
      throw new BundleException(
          source,
          "%d of %d phones are none of the model's tokens: %s (expected: the model's phones)"
              .formatted(missing.size(), phones.size(), String.join(" ", missing)));
    }
    return this;
  }

  /** The search that reads phones out of the network's posteriors. */
  public static CtcDecoder decoder(TokenTable phones) {
    return new PrefixBeamSearch(phones, BEAM);
  }

  /** The network. */
  public LetterToSound model() {
    return model;
  }

  /**
   * Says a word.
   *
   * @param nBest most pronunciations of a word that the dictionary does not have; of one that it
   *     has there are as many as there
   * @return the likeliest first, at least one
   * @throws PronunciationException if the word has something else than letters
   */
  public List<Pronunciation> pronounce(String word, int nBest) {
    return pronounce(List.of(word), nBest).get(0);
  }

  /**
   * Says words, many at once, which is faster.
   *
   * @throws PronunciationException naming the first word that has something else than letters
   */
  public List<List<Pronunciation>> pronounce(List<String> words, int nBest) {
    if (nBest < 1) {
      throw new IllegalArgumentException("nBest: " + nBest + " (expected: >= 1)");
    }
    List<String> unknown = words.stream().filter(word -> known(word).isEmpty()).toList();
    List<LogPosteriors> scores = model.score(unknown);
    List<List<Pronunciation>> pronunciations = new ArrayList<>(words.size());
    int next = 0;
    for (String word : words) {
      List<Pronunciation> known = known(word);
      pronunciations.add(known.isEmpty() ? read(word, scores.get(next++), nBest) : known);
    }
    return pronunciations;
  }

  /**
   * Whether a word can be said, by its letters; cheap.
   *
   * @throws PronunciationException if not, naming the first character that is no letter
   */
  public void check(String word) {
    if (known(word).isEmpty()) {
      model.letters().encode(word);
    }
  }

  private List<Pronunciation> known(String word) {
    return dictionary.map(words -> words.of(word)).orElse(List.of()).stream()
        .map(phones -> new Pronunciation(phones, 1))
        .toList();
  }

  private List<Pronunciation> read(String word, LogPosteriors score, int nBest) {
    List<Pronunciation> readings = new ArrayList<>();
    for (Hypothesis hypothesis : decoder.decode(score, nBest + 1)) { // one may be silence
      if (hypothesis.tokens().length > 0 && readings.size() < nBest) {
        List<String> phones =
            Arrays.stream(hypothesis.tokens()).mapToObj(model.phones()::symbol).toList();
        readings.add(new Pronunciation(phones, Math.exp(hypothesis.acousticScore())));
      }
    }
    if (readings.isEmpty()) { // a lone apostrophe, say
      throw new PronunciationException(
          "word \"" + word + "\": silent (expected: a word that can be said)");
    }
    return readings;
  }
}
