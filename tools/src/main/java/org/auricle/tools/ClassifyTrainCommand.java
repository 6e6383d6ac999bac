package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.auricle.engine.training.ReportPage;
import org.auricle.models.classification.ClassifierEvaluation;
import org.auricle.models.classification.ClassifierFile;
import org.auricle.models.classification.ClassifierTrainer;
import org.auricle.models.classification.ClassifierTraining;
import org.auricle.models.classification.LabelledText;
import org.auricle.tools.report.ClassifierPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Labelled texts to a classifier. */
@Command(
    name = "train",
    description = {
      "Train a text classifier.",
      "",
      "The texts are JSON lines with the fields text and label, or a .csv or .tsv file with such"
          + " columns. Several networks learn, each without another tenth of the texts, by which"
          + " it stops; their probabilities are averaged. What --dev names is only measured, and"
          + " decides nothing. The folder receives checkpoint.bin, classifier.safetensors and"
          + " report.html. A run that was stopped, even by kill -9, goes on with --resume to the"
          + " same result. One processor core is used."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle classify train train.jsonl --dev dev.jsonl --out runs/sentiment",
      "  auricle classify train mails.csv --text body --label queue --out runs/mails"
    })
final class ClassifyTrainCommand implements Callable<Integer> {
  private static final ClassifierTraining D = ClassifierTraining.DEFAULT;

  @ParentCommand private ClassifyCommand parent;

  @Parameters(paramLabel = "FILE", description = "Texts to learn from.")
  private Path file;

  @Mixin private RunFolder folder;

  @Option(names = "--dev", paramLabel = "FILE", description = "Texts to measure in the end.")
  private Path dev;

  @Mixin private TextFields fields;

  @Option(
      names = "--members",
      paramLabel = "N",
      description = "Networks, at most 10 (default: ${DEFAULT-VALUE}).")
  private int members = D.members();

  @Option(
      names = "--embedding",
      paramLabel = "N",
      description = "Values of a word's vector (default: ${DEFAULT-VALUE}).")
  private int embedding = D.embedding();

  @Option(
      names = "--hidden",
      paramLabel = "N",
      description = "LSTM units of each direction (default: ${DEFAULT-VALUE}).")
  private int hidden = D.hidden();

  @Option(
      names = "--layers",
      paramLabel = "N",
      description = "Bidirectional LSTM layers (default: ${DEFAULT-VALUE}).")
  private int layers = D.layers();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Passes over the texts at most (default: ${DEFAULT-VALUE}).")
  private int epochs = D.epochs();

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = "Epochs without progress before a network stops (default: ${DEFAULT-VALUE}).")
  private int patience = D.patience();

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Texts in an update (default: ${DEFAULT-VALUE}).")
  private int batch = D.batch();

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description = "At its highest (default: ${DEFAULT-VALUE}).")
  private double learningRate = D.learningRate();

  @Option(
      names = "--dropout",
      paramLabel = "P",
      description = "Probability of dropping a value (default: ${DEFAULT-VALUE}).")
  private double dropout = D.dropout();

  @Option(
      names = "--word-dropout",
      paramLabel = "P",
      description = "Probability of hiding a word (default: ${DEFAULT-VALUE}).")
  private double wordDropout = D.wordDropout();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of parts, weights and order (default: ${DEFAULT-VALUE}).")
  private long seed = D.seed();

  @Override
  public Integer call() throws IOException {
    ClassifierTraining training = training();
    List<LabelledText> texts = fields.reader().read(TextFiles.notFolder(file));
    List<LabelledText> measured =
        dev == null ? List.of() : fields.reader().read(TextFiles.notFolder(dev));
    ClassifierTrainer.Result result = train(training, texts);
    Path model = folder.file(ClassifierFile.NAME);
    WholeFile.write(model, ClassifierFile.write(result.model()));
    StringBuilder page = new StringBuilder();
    page.append("<p class=\"lead\">").append(String.join(" · ", result.model().classes()));
    page.append("</p>\n");
    parent
        .console()
        .note(
            String.format(
                Locale.ROOT,
                "%s: %.2f %% right of what each network held out",
                model,
                result.heldOutAccuracy()));
    if (!measured.isEmpty()) {
      ClassifierEvaluation evaluation = ClassifierEvaluation.of(result.model(), measured);
      parent.console().note(dev + ": " + ClassifyEvalCommand.summary(evaluation));
      page.append(ClassifierPage.evaluation(evaluation, dev.getFileName().toString()));
    }
    page.append(ClassifierPage.training(result.epochs()));
    ReportPage.write(
        folder.file("report.html"), ReportPage.html("Text classifier", page.toString()));
    return 0;
  }

  private ClassifierTraining training() {
    try {
      return new ClassifierTraining(
          embedding,
          layers,
          hidden,
          members,
          D.parts(),
          epochs,
          patience,
          batch,
          learningRate,
          D.weightDecay(),
          dropout,
          wordDropout,
          D.labelSmoothing(),
          D.clip(),
          D.averageDecay(),
          D.rareWord(),
          D.mostFeatures(),
          D.mostWords(),
          D.checkpointSeconds(),
          seed);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  private ClassifierTrainer.Result train(ClassifierTraining training, List<LabelledText> texts)
      throws IOException {
    try (ClassifierTrainingDisplay display = new ClassifierTrainingDisplay(parent.console())) {
      ClassifierTrainer trainer = new ClassifierTrainer(training, display);
      return folder.train((out, resume) -> trainer.run(texts, out, resume));
    }
  }
}
