package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.auricle.decoder.lm.lstm.LstmLmResult;
import org.auricle.decoder.lm.lstm.LstmLmTrainer;
import org.auricle.models.LstmLmFile;
import org.auricle.models.TensorType;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Text to an LSTM language model. */
@Command(
    name = "lm",
    description = {
      "Train an LSTM language model from text, one sentence a line.",
      "",
      "The folder receives checkpoint.bin after each look at the dev text and every few minutes,"
          + " report.html with the curves, and at the end lm-lstm.safetensors, the model that did"
          + " best on the dev text. A run that was stopped, even by kill -9, goes on with --resume"
          + " to the same result."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle train lm books.txt --dev dev.txt --out runs/lm --epochs 3 --dropout 0",
      "  auricle train lm books.txt --dev dev.txt --out runs/lm --epochs 3 --dropout 0 --resume",
      "  auricle train lm small.txt --dev dev.txt --out runs/small --hidden 128 --embedding 128"
          + " --dropout 0.5 --epochs 60 --patience 8"
    })
final class TrainLmCommand implements Callable<Integer> {
  private static final String MODEL = "lm-lstm.safetensors";

  @ParentCommand private TrainCommand parent;

  @Parameters(paramLabel = "TEXT", arity = "1..*", description = "UTF-8, one sentence a line.")
  private List<Path> text;

  @Option(
      names = "--dev",
      paramLabel = "TEXT",
      required = true,
      description = "Text that decides which weights are kept; repeatable.")
  private List<Path> dev;

  @Mixin private RunFolder folder;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads to use; they do not change the result (default: all processors).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--weights",
      paramLabel = "TYPE",
      defaultValue = "F16",
      description = "How the model stores them: ${COMPLETION-CANDIDATES} (default: F16).")
  private TensorType type;

  @ArgGroup(exclusive = false, heading = "%nNetwork and schedule:%n")
  private LmTrainingOptions options = new LmTrainingOptions();

  @Override
  public Integer call() throws IOException {
    if (threads < 1) {
      throw new InputException("--threads: " + threads + " (expected: 1 or more)");
    }
    LstmLmResult result = train();
    WholeFile.write(folder.file(MODEL), LstmLmFile.write(result.model(), type));
    parent
        .console()
        .note(
            String.format(
                Locale.ROOT,
                "%s: %,d weights, dev perplexity %.2f",
                folder.file(MODEL),
                result.model().weights().count(),
                result.progress().validations().get(result.progress().best()).devPerplexity()));
    return 0;
  }

  private LstmLmResult train() throws IOException {
    try (LmTrainingDisplay display = new LmTrainingDisplay(parent.console())) {
      LstmLmTrainer trainer = new LstmLmTrainer(options.training(), threads, display);
      return folder.train((out, resume) -> trainer.run(text, dev, out, resume));
    }
  }
}
