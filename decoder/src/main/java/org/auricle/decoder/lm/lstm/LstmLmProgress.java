package org.auricle.decoder.lm.lstm;

import java.util.List;

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
    int best = -1;
    for (int i = 0; i < validations.size(); i++) {
      if (best < 0 || validations.get(i).devPerplexity() < validations.get(best).devPerplexity()) {
        best = i;
      }
    }
    return best;
  }

  /** Perplexity of the sampled softmax since the last validation. */
  public double trainPerplexity() {
    return lossCount == 0 ? Double.NaN : Math.exp(lossSum / lossCount);
  }
}
