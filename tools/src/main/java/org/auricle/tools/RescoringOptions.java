package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.auricle.decoder.lm.lstm.NBestRescorer;
import org.auricle.decoder.lm.lstm.RescoringWeights;
import org.auricle.engine.recognition.LanguageModel;
import org.auricle.engine.recognition.Rescorer;
import picocli.CommandLine.Option;

/** A second opinion on what a search finds. */
final class RescoringOptions {
  /** Readings to rescore: enough to hold most of what the search knows. */
  static final int N_BEST = 100;

  private static final int WEIGHTS = 4;

  @Option(
      names = "--rescore",
      paramLabel = "FILE",
      description = "Rescore the n-best by an LSTM language model.")
  private Path file;

  @Option(
      names = "--rescore-weights",
      paramLabel = "A,B,U,C",
      split = ",",
      description =
          "a (ln P_lstm + u |unknown words|) + b |words| + c ln P of the search's model of words"
              + " (default: 0.5,0.5,-8,-0.2).")
  private List<Double> weights;

  boolean present() {
    return file != null;
  }

  /** Opens the model; {@code first} is the search's. */
  Optional<Rescorer> open(Optional<LanguageModel> first) throws IOException {
    if (file == null) {
      if (weights != null) {
        throw new InputException(
            "--rescore-weights: "
                + weights
                + ", but there is nothing to weigh (expected: --rescore)");
      }
      return Optional.empty();
    }
    return Optional.of(
        new NBestRescorer(LanguageModels.openLstm(file, "--rescore"), first, weights()));
  }

  private RescoringWeights weights() {
    if (weights == null) {
      return RescoringWeights.DEFAULT;
    }
    if (weights.size() != WEIGHTS) {
      throw new InputException("--rescore-weights: " + weights + " (expected: four numbers)");
    }
    try {
      return new RescoringWeights(weights.get(0), weights.get(1), weights.get(2), weights.get(3));
    } catch (IllegalArgumentException e) {
      throw new InputException("--rescore-weights: " + e.getMessage(), e);
    }
  }
}
