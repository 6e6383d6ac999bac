package org.auricle.tools;

import org.auricle.decoder.lm.lstm.LstmLmTraining;
import org.auricle.decoder.lm.lstm.SymbolTable;
import picocli.CommandLine.Option;

/** The options that say how a language model is trained. */
final class LmTrainingOptions {
  private static final LstmLmTraining DEFAULT = LstmLmTraining.DEFAULT;

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      description = "What the model predicts: ${COMPLETION-CANDIDATES} (default: WORD).")
  private SymbolTable.Level level = DEFAULT.level();

  @Option(
      names = "--vocab-size",
      paramLabel = "N",
      description = "Most frequent symbols that are known (default: ${DEFAULT-VALUE}).")
  private int vocabulary = DEFAULT.vocabulary();

  @Option(
      names = "--min-count",
      paramLabel = "N",
      description = "Rarer symbols are unknown (default: ${DEFAULT-VALUE}).")
  private int minimumCount = DEFAULT.minimumCount();

  @Option(
      names = "--embedding",
      paramLabel = "N",
      description = "Values that stand for a symbol (default: ${DEFAULT-VALUE}).")
  private int embedding = DEFAULT.embedding();

  @Option(
      names = "--layers",
      paramLabel = "N",
      description = "LSTM layers (default: ${DEFAULT-VALUE}).")
  private int layers = DEFAULT.layers();

  @Option(
      names = "--hidden",
      paramLabel = "N",
      description = "Units of a layer (default: ${DEFAULT-VALUE}).")
  private int hidden = DEFAULT.hidden();

  @Option(names = "--untied", description = "The output has weights other than the embeddings.")
  private boolean untied;

  @Option(
      names = "--dropout",
      paramLabel = "P",
      description = "Of layers' inputs and the output (default: ${DEFAULT-VALUE}).")
  private double dropout = DEFAULT.dropout();

  @Option(
      names = "--samples",
      paramLabel = "N",
      description =
          "Symbols that compete with the right one, on average; as many as are known for the full"
              + " softmax (default: ${DEFAULT-VALUE}).")
  private int samples = DEFAULT.samples();

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Streams side by side (default: 4 to 40, by the length of the text).")
  private int batch = DEFAULT.batch();

  @Option(
      names = "--bptt",
      paramLabel = "N",
      description = "Symbols that gradients go back (default: ${DEFAULT-VALUE}).")
  private int steps = DEFAULT.steps();

  @Option(
      names = "--epochs",
      paramLabel = "X",
      description = "Passes over the text, such as 2.5 (default: ${DEFAULT-VALUE}).")
  private double epochs = DEFAULT.epochs();

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description = "At its highest; it falls by a cosine (default: ${DEFAULT-VALUE}).")
  private double learningRate = DEFAULT.learningRate();

  @Option(
      names = "--clip",
      paramLabel = "X",
      description = "Limit of the gradient's norm (default: ${DEFAULT-VALUE}).")
  private double clip = DEFAULT.clip();

  @Option(
      names = "--validations",
      paramLabel = "N",
      description = "Looks at the dev text in each epoch (default: ${DEFAULT-VALUE}).")
  private int validations = DEFAULT.validations();

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = "End after so many looks without a better one; 0: never (default: 0).")
  private int patience = DEFAULT.patience();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of weights, order, dropout and samples (default: ${DEFAULT-VALUE}).")
  private long seed = DEFAULT.seed();

  LstmLmTraining training() {
    try {
      return new LstmLmTraining(
          level,
          vocabulary,
          minimumCount,
          embedding,
          layers,
          hidden,
          !untied,
          dropout,
          samples,
          batch,
          steps,
          epochs,
          learningRate,
          DEFAULT.warmup(),
          DEFAULT.floor(),
          DEFAULT.weightDecay(),
          clip,
          validations,
          patience,
          DEFAULT.checkpointSeconds(),
          seed);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }
}
