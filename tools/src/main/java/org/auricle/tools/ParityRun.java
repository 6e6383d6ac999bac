package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.auricle.acoustic.bilstm.BiLstmAcousticModel;
import org.auricle.acoustic.training.Manifest;
import org.auricle.decoder.ctc.GreedyDecoder;
import org.auricle.decoder.ctc.PrefixBeamSearch;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.AudioFormatException;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.audio.Resampler;
import org.auricle.engine.feature.FeaturePipeline;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.recognition.AcousticModel;
import org.auricle.engine.recognition.CtcDecoder;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.engine.recognition.TokenTable;
import org.auricle.models.BundleManifest;
import org.auricle.models.ExportedModel;
import org.auricle.models.ModelBundle;
import org.auricle.models.RuntimeOptions;
import org.auricle.tools.eval.Evaluation;

/**
 * Recognises the same recordings with a bundle's network as it runs natively, in 32-bit floats, and
 * with files that were exported from it.
 */
final class ParityRun implements AutoCloseable {
  private static final String NATIVE = "native";

  private final Console console;
  private final ModelBundle bundle;
  private final int threads;
  private final CtcDecoder greedy;
  private final CtcDecoder beam;
  private final List<Backend> backends = new ArrayList<>();
  private final List<AudioFormatException> failures = new ArrayList<>();
  private double audioSeconds;

  /** One way to compute. */
  private record Backend(FeaturePipeline features, AcousticModel acoustic, Agreement agreement) {
    LogPosteriors score(AudioClip clip) {
      long start = System.nanoTime();
      LogPosteriors posteriors = acoustic.score(features.extract(clip));
      agreement.addSeconds((System.nanoTime() - start) * 1e-9);
      return posteriors;
    }
  }

  /** With the native network alone, at first. */
  ParityRun(Console console, ModelBundle bundle, int threads) throws IOException {
    this.console = console;
    this.bundle = bundle;
    this.threads = threads;
    BundleManifest manifest = bundle.manifest();
    greedy = new GreedyDecoder(bundle.tokens());
    beam = new PrefixBeamSearch(bundle.tokens(), manifest.decoder());
    AcousticModel acoustic =
        new BiLstmAcousticModel(
            bundle.weights(),
            manifest.features().frameShiftSeconds(),
            manifest.streaming(),
            threads == 1 ? Parallel.single() : Parallel.of(Math.min(threads, 2)));
    backends.add(
        new Backend(new FeaturePipeline(manifest.features()), acoustic, new Agreement(NATIVE)));
  }

  /** Adds an exported file. */
  void addFile(String name, Path file) {
    ExportedModel model = ExportedModel.open(file, RuntimeOptions.DEFAULT.withThreads(threads));
    backends.add(new Backend(model.features(), model.acoustic(), new Agreement(name)));
  }

  /** Recognises the recordings; those that cannot be read are left out. */
  ParityReport over(Manifest recordings) throws IOException {
    List<Manifest.Entry> entries = recordings.entries();
    try (TaskProgress progress = TaskProgress.of(console, "parity", entries.size())) {
      int done = 0;
      for (Manifest.Entry entry : entries) {
        try {
          add(entry, AudioReader.read(entry.audio()));
        } catch (AudioFormatException e) {
          failures.add(e);
        }
        progress.update(++done, backends.get(0).agreement().evaluation().summary());
      }
    }
    return new ParityReport(
        bundle.manifest().name(),
        audioSeconds,
        failures.size(),
        backends.stream().map(Backend::agreement).toList());
  }

  private void add(Manifest.Entry entry, AudioClip raw) {
    AudioClip clip = Resampler.resample(raw, backends.get(0).features().sampleRateHz());
    audioSeconds += clip.durationSeconds();
    LogPosteriors reference = null;
    String referenceGreedy = "";
    String referenceText = "";
    for (Backend backend : backends) {
      LogPosteriors posteriors = backend.score(clip);
      String greedyText = text(greedy, posteriors);
      String text = text(beam, posteriors);
      Agreement agreement = backend.agreement();
      agreement
          .evaluation()
          .add(Evaluation.Source.of(entry.audio().toString()), entry.text(), text);
      if (reference == null) {
        reference = posteriors;
        referenceGreedy = greedyText;
        referenceText = text;
      }
      agreement.add(reference, posteriors);
      agreement.addTexts(greedyText.equals(referenceGreedy), text.equals(referenceText));
    }
  }

  private String text(CtcDecoder decoder, LogPosteriors posteriors) {
    TokenTable tokens = bundle.tokens();
    return tokens.text(decoder.decode(posteriors, 1).get(0).tokens());
  }

  /** Recordings that could not be read. */
  List<AudioFormatException> failures() {
    return List.copyOf(failures);
  }

  @Override
  public void close() {
    backends.forEach(b -> b.acoustic().close());
  }
}
