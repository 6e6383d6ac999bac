package org.auricle.acoustic.training;

/**
 * What the steps of an epoch add up to.
 *
 * @param loss sum of -ln p, natural log
 * @param labels tokens that it was summed over
 * @param audioSeconds seen
 * @param tooShort utterances left out because they have fewer frames than CTC needs
 * @param skippedSteps steps whose gradient was not finite
 * @param unreadable utterances left out because their recording could not be read
 */
record EpochTotals(
    double loss, long labels, double audioSeconds, int tooShort, int skippedSteps, int unreadable) {
  static final EpochTotals ZERO = new EpochTotals(0, 0, 0, 0, 0, 0);

  EpochTotals withStep(double stepLoss, int stepLabels, double seconds) {
    return new EpochTotals(
        loss + stepLoss,
        labels + stepLabels,
        audioSeconds + seconds,
        tooShort,
        skippedSteps,
        unreadable);
  }

  EpochTotals withSkippedStep(double seconds) {
    return new EpochTotals(
        loss, labels, audioSeconds + seconds, tooShort, skippedSteps + 1, unreadable);
  }

  EpochTotals withLeftOut(int moreTooShort, int moreUnreadable) {
    return new EpochTotals(
        loss,
        labels,
        audioSeconds,
        tooShort + moreTooShort,
        skippedSteps,
        unreadable + moreUnreadable);
  }

  double meanLoss() {
    return loss / Math.max(1, labels);
  }
}
