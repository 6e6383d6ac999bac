package org.auricle.acoustic.training;

import org.auricle.engine.recognition.ErrorRate;

/**
 * What one epoch brought.
 *
 * @param epoch from 1
 * @param step steps made since training began
 * @param learningRate of its last step
 * @param trainLoss -ln p a token, natural log, with dropout and augmentation
 * @param devLoss the same on the dev set, without them and with averaged weights
 * @param words errors on the dev set
 * @param characters errors on the dev set
 * @param audioSeconds learned from
 * @param seconds that it took, validation included
 * @param tooShort utterances left out because they have fewer frames than CTC needs
 * @param skippedSteps steps whose gradient was not finite
 * @param unreadable utterances left out because their recording could not be read
 */
public record EpochResult(
    int epoch,
    long step,
    double learningRate,
    double trainLoss,
    double devLoss,
    ErrorRate words,
    ErrorRate characters,
    double audioSeconds,
    double seconds,
    int tooShort,
    int skippedSteps,
    int unreadable) {

  /** Whether it beats another: fewer word errors, then less loss. */
  boolean betterThan(EpochResult other) {
    int difference = Integer.compare(words.errors(), other.words.errors());
    return difference < 0 || (difference == 0 && devLoss < other.devLoss);
  }
}
