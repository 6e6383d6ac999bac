package org.auricle.models.understanding.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.auricle.models.Checksum;
import org.auricle.models.domain.Domain;
import org.auricle.models.domain.DomainSentences;
import org.auricle.models.domain.Intent;
import org.auricle.models.domain.LabelledSentence;
import org.auricle.models.understanding.ConfusableWords;
import org.auricle.models.understanding.UnderstandingConfig;

/** What a model learns from, and what it is measured on. Immutable and thread-safe. */
public final class UnderstandingData {
  private static final int SAMPLE = 5_000; // sentences that tell the domain's words
  private static final int DEV = 600;
  private static final int HELD_OUT_FROM = 20; // examples; fewer are all learned from
  private static final int MOST_OTHER_WORDS = 6_000;
  private static final long DEV_SEED = -1;

  private final Domain domain;
  private final UnderstandingTraining training;
  private final UnderstandingConfig config;
  private final SentenceNoise noise;
  private final OtherSentences others;
  private final List<LabelledSentence> examples = new ArrayList<>();
  private final List<LabelledSentence> dev = new ArrayList<>();
  private final String fingerprint;

  /**
   * What a user gives.
   *
   * @param examples files of {@link ExampleReader}
   * @param others files of one sentence a line that mean nothing to the domain
   */
  public record Sources(Domain domain, List<Path> examples, List<Path> others) {

    /** Copies the lists. */
    public Sources {
      examples = List.copyOf(examples);
      others = List.copyOf(others);
    }
  }

  private UnderstandingData(
      Domain domain,
      List<LabelledSentence> given,
      List<List<String>> otherSentences,
      UnderstandingTraining training) {
    this.domain = domain;
    this.training = training;
    Phrasebook phrases = Phrasebook.of(domain.settings().language().orElse("en"));
    Set<String> domainWords = new LinkedHashSet<>();
    for (LabelledSentence sentence : DomainSentences.sample(domain, SAMPLE, 0)) {
      domainWords.addAll(sentence.words());
    }
    OtherSentences all = OtherSentences.of(domain, otherSentences, phrases.others(), domainWords);
    others = all.heldOut(false);
    Set<String> words = new LinkedHashSet<>(domainWords);
    given.forEach(example -> words.addAll(example.words()));
    words.addAll(frequent(others.sentences()));
    words.addAll(phrases.words());
    noise = new SentenceNoise(phrases, new ConfusableWords(words));
    config =
        new UnderstandingConfig(
            List.copyOf(words),
            domain.intents().stream().map(Intent::name).toList(),
            List.copyOf(domain.valueNames()),
            training.buckets(),
            training.embedding(),
            training.hidden());
    holdOut(given, all.heldOut(true));
    fingerprint = fingerprint(given, otherSentences);
  }

  /** Every tenth example, if there are enough, and sentences as they are learned from. */
  private void holdOut(List<LabelledSentence> given, OtherSentences held) {
    boolean enough = given.size() >= HELD_OUT_FROM;
    for (int i = 0; i < given.size(); i++) {
      (enough && i % 10 == 9 ? dev : examples).add(given.get(i));
    }
    SplittableRandom random = new SplittableRandom(DEV_SEED);
    for (int i = 0; i < DEV; i++) {
      boolean other = random.nextDouble() < training.others();
      dev.add(noise.apply(other ? held.draw(random) : fromDomain(random), random));
    }
  }

  /**
   * Reads what is given.
   *
   * @throws org.auricle.engine.training.TrainingException naming file and line of what is wrong
   */
  public static UnderstandingData read(Sources sources, UnderstandingTraining training)
      throws IOException {
    List<LabelledSentence> examples = new ArrayList<>();
    for (Path file : sources.examples()) {
      examples.addAll(ExampleReader.read(file, sources.domain()));
    }
    List<List<String>> others = new ArrayList<>();
    for (Path file : sources.others()) {
      others.addAll(OtherSentences.read(file));
    }
    return new UnderstandingData(sources.domain(), examples, others, training);
  }

  /** Words that are there at least twice, the most frequent. */
  private static List<String> frequent(List<List<String>> sentences) {
    Map<String, Integer> counts = new TreeMap<>();
    sentences.forEach(words -> words.forEach(word -> counts.merge(word, 1, Integer::sum)));
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() >= 2)
        .sorted(Map.Entry.comparingByValue(Collections.reverseOrder()))
        .limit(MOST_OTHER_WORDS)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** A sentence to learn from, with errors. */
  LabelledSentence draw(SplittableRandom random) {
    double dice = random.nextDouble();
    if (dice < training.others()) {
      return noise.apply(others.draw(random), random);
    }
    boolean example = !examples.isEmpty() && random.nextDouble() < training.examples();
    return noise.apply(
        example ? examples.get(random.nextInt(examples.size())) : fromDomain(random), random);
  }

  private LabelledSentence fromDomain(SplittableRandom random) {
    return DomainSentences.sample(domain, 1, random.nextLong()).get(0);
  }

  /** Shape of the network. */
  public UnderstandingConfig config() {
    return config;
  }

  /** Examples that are learned from. */
  public int examples() {
    return examples.size();
  }

  /** Sentences of other things that are learned from. */
  public int others() {
    return others.sentences().size();
  }

  /** Sentences that are not learned from; the same whatever the seed. */
  List<LabelledSentence> dev() {
    return dev;
  }

  /** What all this depends on, so that a training goes on with the same only. */
  String fingerprint() {
    return fingerprint;
  }

  private String fingerprint(List<LabelledSentence> given, List<List<String>> otherSentences) {
    StringBuilder all = new StringBuilder(config.toString()).append(domain.grammar());
    given.forEach(example -> all.append(example).append('\n'));
    otherSentences.forEach(words -> all.append(String.join(" ", words)).append('\n'));
    return Checksum.sha256(all.toString().getBytes(StandardCharsets.UTF_8));
  }
}
