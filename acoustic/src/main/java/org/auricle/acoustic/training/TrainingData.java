package org.auricle.acoustic.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a recipe learns from, as its manifests name it, all of it checked.
 *
 * @param spelling of the texts
 * @param train what is learned from
 * @param dev what is validated on
 * @param noises recordings of noise; empty for none
 */
record TrainingData(Spelling spelling, UtteranceSet train, UtteranceSet dev, List<Path> noises) {

  /** How texts are spelled. */
  interface Spellings {

    /**
     * A spelling.
     *
     * @param corpora in the recipe's order
     */
    Spelling of(List<Manifest> corpora) throws IOException;
  }

  TrainingData {
    noises = List.copyOf(noises);
  }

  /**
   * Reads the manifests and checks them and their recordings.
   *
   * @param spellings how texts are spelled, once the corpora are known
   * @param warnings hears what does not stop training, yet should be known
   * @throws ManifestException with file and line of everything that cannot be used
   */
  static TrainingData read(
      TrainingConfig config, Spellings spellings, RecordingCheck check, TrainingListener warnings)
      throws IOException {
    ManifestFaults faults = new ManifestFaults();
    List<Manifest> corpora = new ArrayList<>();
    for (TrainingConfig.Corpus corpus : config.train()) {
      corpora.add(Manifest.read(corpus.manifest(), faults));
    }
    List<Manifest> speech = new ArrayList<>(corpora);
    Manifest dev = Manifest.read(config.dev(), faults);
    speech.add(dev);
    List<Manifest> noise = new ArrayList<>();
    Optional<Path> noiseManifest = config.augmentation().noise().manifest();
    if (noiseManifest.isPresent()) {
      noise.add(Manifest.read(noiseManifest.get(), faults));
    }
    Spelling spelling = spellings.of(corpora);
    Speller speller = spelling.speller();
    TrainingData data =
        new TrainingData(
            spelling,
            UtteranceSet.of(
                corpora, c -> config.train().get(c).speech(), speller, config.text(), faults),
            UtteranceSet.of(List.of(dev), c -> true, speller, config.text(), faults),
            noise.stream().flatMap(m -> m.entries().stream().map(Manifest.Entry::audio)).toList());
    speech.forEach(manifest -> check.add(manifest, config.text().maxUtteranceSeconds()));
    noise.forEach(manifest -> check.add(manifest, Double.POSITIVE_INFINITY));
    check.run(faults);
    faults.throwIfAny();
    data.warn(warnings);
    return data;
  }

  private void warn(TrainingListener warnings) {
    int lowered = train.lowered() + dev.lowered();
    if (lowered > 0) {
      warnings.onWarning(
          lowered + " texts taken in lower case: as they stand, they cannot be spelled");
    }
    Set<Path> learned = new HashSet<>();
    train.utterances().forEach(u -> learned.add(u.entry().audio()));
    List<Path> both =
        dev.utterances().stream().map(u -> u.entry().audio()).filter(learned::contains).toList();
    if (!both.isEmpty()) {
      warnings.onWarning(
          both.size()
              + " recordings of dev are learned from, too, such as "
              + both.get(0)
              + " (expected: recordings that training has not heard)");
    }
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
