package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.auricle.models.domain.Domain;
import org.auricle.models.domain.DomainException;
import org.auricle.models.domain.DomainReader;
import org.auricle.models.understanding.UnderstandingFile;
import org.auricle.models.understanding.training.UnderstandingData;
import org.auricle.models.understanding.training.UnderstandingTrainer;
import org.auricle.models.understanding.training.UnderstandingTraining;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** A domain file to a model that understands orders in other words. */
@Command(
    name = "domain",
    description = {
      "Train a model that understands a domain in other words than its expressions.",
      "",
      "It learns from sentences that the domain file allows, with errors as recognition makes them"
          + " and words as people put around them, from examples, and from sentences of other"
          + " things, which it is to tell apart. The folder receives checkpoint.bin and at the end"
          + " understanding.safetensors. A run that was stopped, even by kill -9, goes on with"
          + " --resume to the same result. One processor core is used, for a minute or two."
    },
    footerHeading = "%nAn example is a line of JSON; a slot is told by its words or its value:%n",
    footer = {
      "  {\"text\": \"a big latte for me\", \"intent\": \"order\", \"slots\": {\"size\":"
          + " \"large\"}}",
      "",
      "Examples:",
      "  auricle train domain coffee.yaml --out runs/coffee",
      "  auricle train domain coffee.yaml --examples said.jsonl --other talk.txt --out runs/coffee"
    })
final class TrainDomainCommand implements Callable<Integer> {

  @ParentCommand private TrainCommand parent;

  @Parameters(paramLabel = "DOMAIN", description = "The domain file (YAML).")
  private Path domainFile;

  @Option(
      names = "--examples",
      paramLabel = "FILE",
      description =
          "Sentences with intent and slots, JSON lines; no intent: none of the domain's."
              + " Repeatable.")
  private List<Path> examples = List.of();

  @Option(
      names = "--other",
      paramLabel = "FILE",
      description = "Sentences that mean nothing to the domain, one a line. Repeatable.")
  private List<Path> others = List.of();

  @Mixin private RunFolder folder;

  @Option(
      names = "--units",
      paramLabel = "N",
      description = "LSTM units of each direction (default: ${DEFAULT-VALUE}).")
  private int units = UnderstandingTraining.DEFAULT.hidden();

  @Option(
      names = "--sentences",
      paramLabel = "N",
      description = "Sentences in an epoch (default: ${DEFAULT-VALUE}).")
  private int sentences = UnderstandingTraining.DEFAULT.sentences();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description =
          "Epochs at most; it ends earlier where held-out sentences no longer get better (default:"
              + " ${DEFAULT-VALUE}).")
  private int epochs = UnderstandingTraining.DEFAULT.epochs();

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description = "At its highest (default: ${DEFAULT-VALUE}).")
  private double learningRate = UnderstandingTraining.DEFAULT.learningRate();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of weights, sentences and errors (default: ${DEFAULT-VALUE}).")
  private long seed = UnderstandingTraining.DEFAULT.seed();

  @Override
  public Integer call() throws IOException, DomainException {
    UnderstandingTraining training = training();
    Domain domain = DomainReader.read(TextFiles.notFolder(domainFile));
    UnderstandingTrainer.Result result =
        train(training, new UnderstandingData.Sources(domain, examples, others));
    Path file = folder.file(UnderstandingFile.NAME);
    WholeFile.write(file, UnderstandingFile.write(result.model()));
    parent
        .console()
        .note(
            String.format(
                Locale.ROOT,
                "%s: epoch %d; of held-out sentences %.1f %% intents right, %.1f %% orders whole",
                file,
                result.best().epoch(),
                result.best().intents(),
                result.best().whole()));
    return 0;
  }

  private UnderstandingTraining training() {
    UnderstandingTraining d = UnderstandingTraining.DEFAULT;
    if (units < 1 || units > 1024) {
      throw new InputException("--units: " + units + " (expected: 1..1024)");
    }
    try {
      return new UnderstandingTraining(
          d.embedding(),
          units,
          d.buckets(),
          d.dropout(),
          d.unknown(),
          sentences,
          d.others(),
          d.examples(),
          epochs,
          d.patience(),
          d.batch(),
          learningRate,
          d.clip(),
          d.checkpointSeconds(),
          seed);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  private UnderstandingTrainer.Result train(
      UnderstandingTraining training, UnderstandingData.Sources sources) throws IOException {
    try (UnderstandingDisplay display = new UnderstandingDisplay(parent.console(), training)) {
      UnderstandingTrainer trainer = new UnderstandingTrainer(training, display);
      return folder.train((out, resume) -> trainer.run(sources, out, resume));
    }
  }
}
