package org.auricle.models.forecasting;

/**
 * How a forecaster is trained.
 *
 * @param horizon steps ahead that are forecast at once
 * @param window values that are seen; 0 to find out
 * @param season length in steps, 1 for none; 0 to find out
 * @param layers LSTM layers
 * @param hidden units
 * @param members networks whose answers are averaged
 * @param epochs over the windows at most
 * @param patience epochs without a better error on the validation part, after which a network stops
 * @param batch windows in an update
 * @param learningRate of AdamW
 * @param weightDecay of AdamW
 * @param dropout probability of dropping an output of the last layer
 * @param clip limit of the gradient's norm
 * @param averageDecay of the weights' moving average, which is what is measured and kept
 * @param test share of the series, at its end, that is only measured; 0 to learn from all of it
 * @param validation share of what is before, at its end, by which everything is chosen
 * @param seed of weights and order
 */
public record ForecastTraining(
    int horizon,
    int window,
    int season,
    int layers,
    int hidden,
    int members,
    int epochs,
    int patience,
    int batch,
    double learningRate,
    double weightDecay,
    double dropout,
    double clip,
    double averageDecay,
    double test,
    double validation,
    long seed) {

  /** For a hundred to some ten thousand values. */
  public static final ForecastTraining DEFAULT =
      new ForecastTraining(12, 0, 0, 1, 16, 5, 60, 12, 64, 4e-3, 0.01, 0.3, 1, 0.98, 0.2, 0.2, 1);

  /** Validates ranges. */
  public ForecastTraining {
    require(horizon >= 1 && horizon <= 1000, "horizon", horizon, "1..1000");
    require(window >= 0, "window", window, ">= 0");
    require(season >= 0, "season", season, ">= 0");
    require(layers >= 1, "layers", layers, ">= 1");
    require(hidden >= 1, "hidden", hidden, ">= 1");
    require(members >= 1, "members", members, ">= 1");
    require(epochs >= 1, "epochs", epochs, ">= 1");
    require(patience >= 1, "patience", patience, ">= 1");
    require(batch >= 1, "batch", batch, ">= 1");
    require(learningRate > 0 && learningRate < 1, "learningRate", learningRate, "within 0..1");
    require(weightDecay >= 0, "weightDecay", weightDecay, ">= 0");
    require(dropout >= 0 && dropout < 1, "dropout", dropout, "0 or more, less than 1");
    require(clip > 0, "clip", clip, "> 0");
    require(averageDecay >= 0 && averageDecay < 1, "averageDecay", averageDecay, "0..1");
    require(test >= 0 && test < 0.9, "test", test, "0 or more, less than 0.9");
    require(validation > 0 && validation < 0.9, "validation", validation, "0..0.9");
  }

  private static void require(boolean valid, String name, Number value, String expected) {
    if (!valid) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
  }

  /** The first value, of so many, that is only measured. */
  int testFrom(int length) {
    return (int) Math.floor(length * (1 - test));
  }

  /** The first value, of those that are learned from, by which everything is chosen. */
  int validationFrom(int learned) {
    return (int) Math.floor(learned * (1 - validation));
  }
}
