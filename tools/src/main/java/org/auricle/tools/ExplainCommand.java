package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.auricle.acoustic.bilstm.BiLstmAcousticModel;
import org.auricle.acoustic.bilstm.BiLstmTrace;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.recognition.AcousticModel;
import org.auricle.engine.recognition.CtcDecoder;
import org.auricle.engine.recognition.Hypothesis;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.Transcript;
import org.auricle.engine.training.ReportPage;
import org.auricle.models.ModelBundle;
import org.auricle.models.RecognizerFactory;
import org.auricle.tools.explain.ExplainPage;
import org.auricle.tools.picture.TimeStrip;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One recording on its way through a model, as pictures. */
@Command(
    name = "explain",
    description = {
      "Draw what a model makes of a recording.",
      "",
      "Writes one HTML page that needs nothing else: the recording to play, waveform, spectrogram,"
          + " the network's posteriors, tokens and words over time, and what the gates and cells of"
          + " every layer do, each with a sentence on how to read it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle explain speech.wav -o speech.html",
      "  auricle explain speech.wav --model en-small -o speech.html"
    })
final class ExplainCommand implements Callable<Integer> {

  @Mixin private ModelOptions model;
  @Mixin private AudioOptions audio;

  @Parameters(paramLabel = "FILE", description = "A recording of a minute at most.")
  private String file;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "HTML",
      required = true,
      description = "The page to write.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    AudioClip clip = audio.read(file);
    if (clip.durationSeconds() > TimeStrip.MOST_SECONDS) {
      throw new InputException(
          "%s: %.2f s (expected: at most %.0f s)"
              .formatted(file, clip.durationSeconds(), TimeStrip.MOST_SECONDS));
    }
    ModelBundle bundle = model.bundle();
    try (Recognizer recognizer = RecognizerFactory.create(bundle, model.runtime())) {
      BiLstmTrace trace = trace(recognizer.acoustic(), recognizer.features(clip));
      Transcript transcript = recognizer.recognize(clip);
      Hypothesis best = decoder(bundle).decode(trace.posteriors(), 1).get(0);
      String name = Path.of(file).getFileName().toString();
      String page =
          new ExplainPage(model.name(), bundle.tokens()).html(name, clip, trace, best, transcript);
      ReportPage.write(out, page);
    }
    return 0;
  }

  private static BiLstmTrace trace(AcousticModel acoustic, FeatureMatrix features) {
    return acoustic instanceof BiLstmAcousticModel network
        ? network.trace(features)
        : new BiLstmTrace(acoustic.score(features), List.of());
  }

  private static CtcDecoder decoder(ModelBundle bundle) {
    return bundle
        .language()
        .decoder(bundle.tokens(), bundle.manifest().decoder(), bundle.manifest().language());
  }
}
