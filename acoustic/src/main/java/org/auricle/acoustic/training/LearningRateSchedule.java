package org.auricle.acoustic.training;

/**
 * Linear warm-up, then half a cosine down to the final rate (Loshchilov and Hutter 2017, eq. 5,
 * without restarts).
 *
 * @param peak reached after the warm-up
 * @param end reached with the last step
 * @param warmupSteps steps from 0 to the peak
 * @param totalSteps steps of the whole training
 */
record LearningRateSchedule(double peak, double end, long warmupSteps, long totalSteps) {

  /** The rate of a step, counted from 0. */
  double at(long step) {
    if (step < warmupSteps) {
      return peak * (step + 1) / warmupSteps;
    }
    double done = (double) (step - warmupSteps) / Math.max(1, totalSteps - warmupSteps);
    return end + (peak - end) * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, done)));
  }
}
