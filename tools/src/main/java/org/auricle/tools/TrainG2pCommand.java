package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.auricle.acoustic.g2p.training.LetterToSoundTrainer;
import org.auricle.acoustic.g2p.training.LetterToSoundTraining;
import org.auricle.acoustic.g2p.training.LetterToSoundValidation;
import org.auricle.models.BundleWriter;
import org.auricle.models.LanguageParts;
import org.auricle.models.LetterToSoundFile;
import org.auricle.models.ModelBundle;
import org.auricle.models.Models;
import org.auricle.models.Pronouncer;
import org.auricle.models.TensorType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** A pronunciation dictionary to a network that says words which it lacks. */
@Command(
    name = "g2p",
    description = {
      "Train a network from letters to phones on a pronunciation dictionary.",
      "",
      "A dictionary has a word and its phones on each line; a word on several lines, or numbered as"
          + " in the(2), is said in several ways. Some of its words, chosen by a hash, are not"
          + " learned but measured after each epoch. The folder receives checkpoint.bin and at the"
          + " end g2p.safetensors. A run that was stopped, even by kill -9, goes on with --resume"
          + " to the same result. One processor core is used."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle train g2p cmudict-en-us.dict --out runs/g2p",
      "  auricle train g2p cmudict-en-us.dict --out runs/g2p --resume",
      "  auricle g2p runs/g2p/g2p.safetensors auricle"
    })
final class TrainG2pCommand implements Callable<Integer> {

  @ParentCommand private TrainCommand parent;

  @Parameters(paramLabel = "DICTIONARY", description = "UTF-8, such as CMUdict.")
  private Path dictionary;

  @Mixin private RunFolder folder;

  @Option(
      names = "--into",
      paramLabel = "BUNDLE",
      description = "Put the network into this model of phones, too: a folder or a .zip.")
  private Path bundle;

  @Option(
      names = "--hidden",
      paramLabel = "N",
      description = "LSTM units of each direction (default: ${DEFAULT-VALUE}).")
  private int hidden = LetterToSoundTraining.DEFAULT.hidden();

  @Option(
      names = "--layers",
      paramLabel = "N",
      description = "Bidirectional LSTM layers (default: ${DEFAULT-VALUE}).")
  private int layers = LetterToSoundTraining.DEFAULT.layers();

  @Option(
      names = "--frames",
      paramLabel = "N",
      description = "Most phones that a letter stands for, on average (default: ${DEFAULT-VALUE}).")
  private int frames = LetterToSoundTraining.DEFAULT.frames();

  @Option(
      names = "--dropout",
      paramLabel = "P",
      description = "Probability of dropping a layer's output (default: ${DEFAULT-VALUE}).")
  private double dropout = LetterToSoundTraining.DEFAULT.dropout();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Passes over the dictionary (default: ${DEFAULT-VALUE}).")
  private int epochs = LetterToSoundTraining.DEFAULT.epochs();

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Words in an update (default: ${DEFAULT-VALUE}).")
  private int batch = LetterToSoundTraining.DEFAULT.batch();

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description = "At its highest (default: ${DEFAULT-VALUE}).")
  private double learningRate = LetterToSoundTraining.DEFAULT.learningRate();

  @Option(
      names = "--held-out",
      paramLabel = "X",
      description = "Share of the words to measure (default: ${DEFAULT-VALUE}).")
  private double heldOut = LetterToSoundTraining.DEFAULT.heldOut();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of weights and order (default: ${DEFAULT-VALUE}).")
  private long seed = LetterToSoundTraining.DEFAULT.seed();

  @Option(
      names = "--weights",
      paramLabel = "TYPE",
      defaultValue = "F16",
      description = "How the file stores them: ${COMPLETION-CANDIDATES} (default: F16).")
  private TensorType type;

  @Override
  public Integer call() throws IOException {
    LetterToSoundTraining training = training();
    ModelBundle into = bundle == null ? null : Models.open(bundle.toString());
    LetterToSoundTrainer.Result result = train(training);
    Path file = folder.file(LanguageParts.PRONOUNCER_FILE);
    WholeFile.write(file, LetterToSoundFile.write(result.model(), type));
    if (into != null) {
      new Pronouncer(result.model()).requirePhonesOf(into.tokens(), file.toString());
      Map<String, Path> files = Map.of(LanguageParts.PRONOUNCER_FILE, file);
      BundleWriter.amend(bundle.toString(), into.manifest().language(), files, bundle);
    }
    LetterToSoundValidation last = result.validations().get(result.validations().size() - 1);
    parent
        .console()
        .note(
            String.format(
                Locale.ROOT,
                "%s: of %,d words not learned %.2f %% wrong (%.2f %% in the three best), phones"
                    + " %.2f %%",
                file,
                last.words(),
                last.wordErrors(),
                last.wordErrorsOfThree(),
                last.phoneErrors()));
    return 0;
  }

  private LetterToSoundTraining training() {
    LetterToSoundTraining d = LetterToSoundTraining.DEFAULT;
    try {
      return new LetterToSoundTraining(
          layers,
          hidden,
          frames,
          dropout,
          epochs,
          batch,
          learningRate,
          d.clip(),
          d.averageDecay(),
          heldOut,
          d.rareLetter(),
          d.checkpointSeconds(),
          seed);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  private LetterToSoundTrainer.Result train(LetterToSoundTraining training) throws IOException {
    try (G2pTrainingDisplay display = new G2pTrainingDisplay(parent.console())) {
      LetterToSoundTrainer trainer =
          new LetterToSoundTrainer(training, display, Pronouncer::decoder);
      Path words = TextFiles.notFolder(dictionary);
      return folder.train((out, resume) -> trainer.run(words, out, resume));
    }
  }
}
