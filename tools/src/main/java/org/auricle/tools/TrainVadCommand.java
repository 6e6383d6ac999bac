package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.auricle.acoustic.vad.VoiceNetConfig;
import org.auricle.acoustic.vad.training.VoiceData;
import org.auricle.acoustic.vad.training.VoiceTrainer;
import org.auricle.acoustic.vad.training.VoiceTraining;
import org.auricle.models.BundleManifest;
import org.auricle.models.BundleWriter;
import org.auricle.models.ModelBundle;
import org.auricle.models.Models;
import org.auricle.models.TensorType;
import org.auricle.models.VoiceNetFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Clean speech and noise to a detector of speech. */
@Command(
    name = "vad",
    description = {
      "Train a detector of speech: a small network that hears the past only.",
      "",
      "It learns from scenes that are made up as it goes: clean recordings of speech, labelled by"
          + " their loudness, before recorded noise, synthetic noise and synthetic music of any"
          + " level, and those alone. The folder receives checkpoint.bin and at the end"
          + " vad.safetensors. A run that was stopped, even by kill -9, goes on with --resume to"
          + " the same result. One processor core is used."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle train vad an4/train.jsonl digits/train.jsonl --noise noise.jsonl --out runs/vad",
      "  auricle train vad speech.jsonl --noise noise.jsonl --leave-out rooster --out runs/vad"
          + " --resume",
      "  auricle train vad speech.jsonl --noise noise.jsonl --out runs/vad --into runs/first/model"
    })
final class TrainVadCommand implements Callable<Integer> {

  @ParentCommand private TrainCommand parent;

  @Parameters(
      paramLabel = "MANIFEST",
      arity = "1..*",
      description = "Clean speech, a corpus each; all are heard equally often.")
  private List<Path> speech;

  @Option(
      names = "--noise",
      paramLabel = "MANIFEST",
      description = "Recordings without speech; repeatable.")
  private List<Path> noise = List.of();

  @Option(
      names = "--leave-out",
      paramLabel = "REGEX",
      description = "Do not learn from recordings whose path it is found in.")
  private String leaveOut = "$^";

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description =
          "Most of a corpus to use, taken evenly from all of it (default: ${DEFAULT-VALUE}).")
  private double minutes = 45;

  @Mixin private RunFolder folder;

  @Option(
      names = "--init",
      paramLabel = "FILE",
      description = "Start from a vad.safetensors of as many units instead of from random weights.")
  private Path initial;

  @Option(
      names = "--into",
      paramLabel = "BUNDLE",
      description = "Put the detector into this model, too: a folder or a .zip.")
  private Path bundle;

  @Option(
      names = "--units",
      paramLabel = "N",
      description = "LSTM units (default: ${DEFAULT-VALUE}).")
  private int units = VoiceNetConfig.DEFAULT.hidden();

  @Option(
      names = "--updates",
      paramLabel = "N",
      description = "Updates of the weights (default: ${DEFAULT-VALUE}).")
  private int updates = VoiceTraining.DEFAULT.updates();

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Scenes in an update (default: ${DEFAULT-VALUE}).")
  private int batch = VoiceTraining.DEFAULT.batch();

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description = "At its highest (default: ${DEFAULT-VALUE}).")
  private double learningRate = VoiceTraining.DEFAULT.learningRate();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of weights and scenes (default: ${DEFAULT-VALUE}).")
  private long seed = VoiceTraining.DEFAULT.seed();

  @Override
  public Integer call() throws IOException {
    VoiceTraining training = training();
    if (!(minutes > 0)) {
      throw new InputException("--minutes: " + minutes + " (expected: > 0)");
    }
    VoiceData.Sources sources = new VoiceData.Sources(speech, noise, pattern(), minutes);
    VoiceTrainer.Result result = train(training, sources);
    Path file = folder.file(ModelBundle.VOICE_FILE);
    WholeFile.write(file, VoiceNetFile.write(result.weights(), TensorType.F16));
    if (bundle != null) {
      BundleManifest.Language language = Models.open(bundle.toString()).manifest().language();
      Map<String, Path> files = Map.of(ModelBundle.VOICE_FILE, file);
      BundleWriter.amend(bundle.toString(), language, files, bundle);
    }
    parent
        .console()
        .note(
            String.format(
                Locale.ROOT,
                "%s: %,d weights, dev loss %.4f, ROC area %.4f, of update %d",
                file,
                result.weights().count(),
                result.validation().devLoss(),
                result.validation().area(),
                result.validation().updates()));
    return 0;
  }

  private VoiceTraining training() {
    VoiceTraining d = VoiceTraining.DEFAULT;
    VoiceNetConfig n = d.network();
    try {
      return new VoiceTraining(
          new VoiceNetConfig(n.mels(), n.lowHz(), n.highHz(), n.stack(), units),
          updates,
          batch,
          d.sceneSeconds(),
          learningRate,
          d.clip(),
          Math.min(updates, d.validations()),
          d.devShare(),
          d.checkpointSeconds(),
          seed);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  private Pattern pattern() {
    try {
      return Pattern.compile(leaveOut);
    } catch (PatternSyntaxException e) {
      throw new InputException("--leave-out: " + e.getDescription() + ": " + leaveOut, e);
    }
  }

  private VoiceTrainer.Result train(VoiceTraining training, VoiceData.Sources sources)
      throws IOException {
    try (VoiceTrainingDisplay display = new VoiceTrainingDisplay(parent.console(), training)) {
      VoiceTrainer trainer = new VoiceTrainer(training, display);
      if (initial != null) {
        trainer.startFrom(VoiceNetFile.read(Files.readAllBytes(initial), initial.toString()));
      }
      return folder.train((out, resume) -> trainer.run(sources, out, resume));
    }
  }
}
