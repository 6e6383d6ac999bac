package org.auricle.decoder.lm.lstm;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where a training stands, for what shows it and for checkpoints.
 *
 * @param updates made
 * @param updatesPerEpoch of the text
 * @param updatesInAll planned
 * @param lossSum cross-entropies since the last validation, in nats
 * @param lossCount predictions since the last validation
 * @param validations so far, oldest first
 */
public record LstmLmProgress(
    long updates,
    long updatesPerEpoch,
    long updatesInAll,
    double lossSum,
    long lossCount,
    List<Validation> validations) {

  /**
   * A look at the dev text.
   *
   * @param epoch passes over the training text until then
   * @param trainPerplexity of the sampled softmax, with dropout, since the validation before
   * @param devPerplexity over known symbols and ends of sentences
   * @param learningRate of the last update
   */
  public record Validation(
      double epoch, double trainPerplexity, double devPerplexity, double learningRate) {}

  /** Copies the list. */
  public LstmLmProgress {
    validations = List.copyOf(validations);
  }

  /** The best validation so far, the earliest of equals; -1 before the first. */
  public int best() {
    return IntStream.range(0, validations.size())
        .boxed()
        .min(Comparator.comparingDouble(i -> validations.get(i).devPerplexity())) // NaN comes last
        .orElse(-1);
  }

  /** Perplexity of the sampled softmax since the last validation. */
  public double trainPerplexity() {
    return lossCount == 0 ? Double.NaN : Math.exp(lossSum / lossCount);
  }
}
