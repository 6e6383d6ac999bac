package org.auricle.models.forecasting;

/** Hears how a training goes; called on the training's thread. */
public interface ForecastListener {

  /**
   * How the series is to be looked at was chosen.
   *
   * @param series that is learned from, the test part taken off
   * @param season length in steps, 1 for none
   * @param description of the representation, in words
   * @param weights of each network
   */
  default void onStart(TimeSeries series, int season, String description, long weights) {}

  /**
   * An epoch has ended.
   *
   * @param done epochs so far, of all networks
   * @param most epochs that there can be
   * @param loss mean of the epoch
   */
  default void onProgress(long done, long most, double loss) {}

  /** An epoch that was measured on the validation part has ended. */
  default void onEpoch(ForecastEpoch epoch) {}

  /** Something that need not end the run. */
  default void onWarning(String message) {}
}
