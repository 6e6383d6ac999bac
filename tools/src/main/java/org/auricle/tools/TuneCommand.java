package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.auricle.acoustic.training.Manifest;
import org.auricle.decoder.lm.NgramModel;
import org.auricle.engine.audio.AudioClip;
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
          + " the lexicon and the language models given, and the weights become a model of their own."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle tune dev.jsonl --lexicon words.txt --lm words.bin --out my-model",
      "  auricle eval test.jsonl --model my-model"
    })
final class TuneCommand implements Callable<Integer> {
  private static final int USUAL_TRIALS = 60; // for the progress bar

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
      BundleWriter.requireTarget(out); // not after all the tuning
    }
    ModelBundle bundle = model.bundle();
    if (bundle.language().isEmpty()) {
      throw new InputException(
          model.name()
              + ": neither lexicon nor language model (expected: --lexicon, --lm, --token-lm or"
              + " --rescorer, or a model that brings one)");
    }
    TuningSet set = score(bundle);
    Tuner tuner = new Tuner(bundle, set);
    BundleManifest.Language tuned;
    try (TaskProgress progress = TaskProgress.of(auricle.console(), "tune", USUAL_TRIALS)) {
      tuned = tuner.tune(progress);
    }
    if (out != null) {
      write(tuned);
    }
    TuningReport report = tuner.report(tuned);
    auricle.console().out().println(json ? report.json() : report.text());
    return 0;
  }

  /** Writes the model anew; language models in their binary form. */
  private void write(BundleManifest.Language language) throws IOException {
    Map<String, Path> files = model.language().files();
    Path temporary = Files.createTempDirectory("auricle-");
    try {
      for (String name : List.of(LanguageParts.WORDS_FILE, LanguageParts.TOKENS_FILE)) {
        if (files.containsKey(name)) {
          Path binary = temporary.resolve(name);
          NgramModel.open(files.get(name)).write(binary);
          files.put(name, binary);
        }
      }
      BundleWriter.amend(model.name(), language, files, model.language().keepsOwn(), out);
    } finally {
      for (String name : files.keySet()) {
        Files.deleteIfExists(temporary.resolve(name));
      }
      Files.delete(temporary);
    }
  }

  private TuningSet score(ModelBundle bundle) throws IOException {
    FeaturePipeline features = new FeaturePipeline(bundle.manifest().features());
    List<Manifest.Entry> entries = Manifest.read(manifest).entries();
    TuningSet set = new TuningSet(bundle.tokens());
    try (AcousticModel acoustic = RecognizerFactory.acousticModel(bundle, model.runtime());
        TaskProgress progress = TaskProgress.of(auricle.console(), "score", entries.size())) {
      for (Manifest.Entry entry : entries) {
        AudioClip clip = AudioReader.read(entry.audio());
        AudioClip resampled = Resampler.resample(clip, features.sampleRateHz());
        set.add(acoustic.score(features.extract(resampled)), entry.text());
        progress.update(set.size(), "");
      }
    }
    return set;
  }
}
