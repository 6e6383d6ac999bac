package org.auricle.acoustic.training;

import java.util.Comparator;
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

  /** Best first: fewer word errors, then less loss. */
  static final Comparator<EpochResult> BY_WORDS =
      Comparator.comparingInt((EpochResult r) -> r.words.errors())
          .thenComparingDouble(EpochResult::devLoss);

  /** Best first where words are spelled by sound, and which of two that sound alike is chance. */
  static final Comparator<EpochResult> BY_LOSS = Comparator.comparingDouble(EpochResult::devLoss);
}
