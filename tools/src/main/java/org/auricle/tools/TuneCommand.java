package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.auricle.acoustic.training.Manifest;
import org.auricle.acoustic.training.ManifestException;
import org.auricle.decoder.ctc.BeamOptions;
import org.auricle.decoder.lm.NgramModel;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.AudioFormatException;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.audio.Resampler;
import org.auricle.engine.feature.FeaturePipeline;
import org.auricle.engine.recognition.AcousticModel;
import org.auricle.models.BundleManifest;
import org.auricle.models.BundleWriter;
import org.auricle.models.LanguageParts;
import org.auricle.models.ModelBundle;
import org.auricle.models.RecognizerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Weights of language models, from recordings whose texts are known. */
@Command(
    name = "tune",
    description = {
      "Find the weights with which a model's lexicon and language models make the fewest errors on"
          + " a dev set.",
      "",
      "What is tuned here must not be reported: measure on other recordings. With --out the model,"
          + " the lexicon and the language models given, the beam and the weights become a model of"
          + " their own. A recording that cannot be read is named, left out, and makes the exit code"
          + " 2."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle tune dev.jsonl --lexicon words.txt --lm words.bin --out my-model",
      "  auricle eval test.jsonl --model my-model"
    })
final class TuneCommand implements Callable<Integer> {
  private static final int USUAL_TRIALS = 60; // for the progress bar
  private static final List<String> NGRAMS =
      List.of(LanguageParts.WORDS_FILE, LanguageParts.TOKENS_FILE);

  @ParentCommand private Auricle auricle;

  @Parameters(paramLabel = "MANIFEST", description = "Recordings and their texts, JSON lines.")
  private Path manifest;

  @Mixin private ModelOptions model;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "PATH",
      description = "Write the model with its language models and weights there, a folder or .zip.")
  private Path out;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (out != null) {
      requireWritable(); // not after all the tuning
    }
    ModelBundle bundle = model.bundle();
    if (bundle.language().isEmpty()) {
      throw new InputException(
          model.name()
              + ": neither lexicon nor language model (expected: --lexicon, --lm, --token-lm or"
              + " --rescorer, or a model that brings one)");
    }
    List<IOException> failures = new ArrayList<>();
    TuningSet set = score(bundle, failures);
    failures.forEach(auricle::onFailure); // not before: they would run into the progress bar
    if (set.size() == 0) {
      throw new InputException(manifest + ": no recording can be read (expected: at least one)");
    }
    Tuner tuner = new Tuner(bundle, set);
    BundleManifest.Language tuned;
    try (TaskProgress progress = TaskProgress.of(auricle.console(), "tune", USUAL_TRIALS)) {
      tuned = tuner.tune(progress);
    }
    if (out != null) {
      write(bundle.manifest().decoder(), tuned);
    }
    TuningReport report = tuner.report(tuned);
    auricle.console().out().println(json ? report.json() : report.text());
    return failures.isEmpty() ? 0 : Failures.INPUT;
  }

  /** A bundle brings n-gram models for the search, and an LSTM model beside it. */
  private void requireWritable() throws IOException {
    BundleWriter.requireTarget(out);
    Map<String, Path> files = model.language().files();
    for (String name : NGRAMS) {
      if (files.containsKey(name) && LanguageModels.isSafetensors(files.get(name))) {
        throw new InputException(
            "--out: %s is no n-gram model (expected: one, to be written as %s; --rescorer takes LSTM"
                    .formatted(files.get(name), name)
                + " models)");
      }
    }
  }

  /** Writes the model anew; language models in their binary form. */
  private void write(BeamOptions search, BundleManifest.Language language) throws IOException {
    Map<String, Path> files = model.language().files();
    Path temporary = Files.createTempDirectory("auricle-");
    try {
      for (String name : NGRAMS) {
        if (files.containsKey(name)) {
          Path binary = temporary.resolve(name);
          NgramModel.open(files.get(name)).write(binary);
          files.put(name, binary);
        }
      }
      BundleWriter.amend(
          model.name(),
          like -> like.withDecoder(search).withLanguage(language),
          files,
          model.keepsOwn(),
          out);
    } finally {
      for (String name : files.keySet()) {
        Files.deleteIfExists(temporary.resolve(name));
      }
      Files.delete(temporary);
    }
  }

  private TuningSet score(ModelBundle bundle, List<IOException> failures) throws IOException {
    FeaturePipeline features = new FeaturePipeline(bundle.manifest().features());
    List<Manifest.Entry> entries = Manifest.read(manifest).entries();
    TuningSet set = new TuningSet(bundle.tokens());
    try (AcousticModel acoustic = RecognizerFactory.acousticModel(bundle, model.runtime());
        TaskProgress progress = TaskProgress.of(auricle.console(), "score", entries.size())) {
      for (Manifest.Entry entry : entries) {
        try {
          AudioClip clip = AudioReader.read(entry.audio());
          AudioClip resampled = Resampler.resample(clip, features.sampleRateHz());
          set.add(acoustic.score(features.extract(resampled)), entry.text());
        } catch (AudioFormatException e) {
          failures.add(new ManifestException(manifest, entry.line(), e.getMessage()));
        }
        progress.update(set.size() + failures.size(), "");
      }
    }
    return set;
  }
}
