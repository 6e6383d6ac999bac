package org.auricle.acoustic.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.auricle.engine.recognition.TokenTable;

/**
 * What a recipe learns from, as its manifests name it; no recording is opened yet.
 *
 * @param tokens of the texts
 * @param train what is learned from
 * @param dev what is validated on
 * @param noises recordings of noise; empty for none
 */
record TrainingData(TokenTable tokens, UtteranceSet train, UtteranceSet dev, List<Path> noises) {

  TrainingData {
    noises = List.copyOf(noises);
  }

  /**
   * Reads the manifests.
   *
   * @throws ManifestException naming file and line of what cannot be used
   */
  static TrainingData read(TrainingConfig config, Function<TokenTable, Speller> spellers)
      throws IOException {
    TokenTable tokens = new TokenTable(config.text().tokens(), 0);
    Speller speller = spellers.apply(tokens);
    List<Path> corpora = config.train().stream().map(TrainingConfig.Corpus::manifest).toList();
    Optional<Path> noise = config.augmentation().noise().manifest();
    return new TrainingData(
        tokens,
        UtteranceSet.read(corpora, speller, config.text()),
        UtteranceSet.read(List.of(config.dev()), speller, config.text()),
        noise.isEmpty()
            ? List.of()
            : Manifest.read(noise.get()).entries().stream().map(Manifest.Entry::audio).toList());
  }

  /** What will be done with it. */
  TrainingListener.Plan plan(TrainingConfig config, long weights) {
    return new TrainingListener.Plan(
        train.utterances().size(),
        train.totalSeconds(),
        dev.utterances().size(),
        dev.totalSeconds(),
        train.unspellable() + dev.unspellable(),
        train.tooLong() + dev.tooLong(),
        weights,
        config.schedule().epochs(),
        EpochPlan.expectedBatches(config, train.utterances()));
  }
}
