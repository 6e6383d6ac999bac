package org.auricle.models.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearTest {

  private static double[] series(int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] y = new double[size];
    y[0] = 5;
    y[1] = 6;
    for (int t = 2; t < size; t++) {
      y[t] = 2 + 0.5 * y[t - 1] + 0.3 * y[t - 2] + random.nextGaussian();
    }
    return y;
  }

  /** Where the slope of sum (y - wx)^2 + lambda w^2 is 0 in every weight, by its definition. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 3})
  void theSlopeIsZeroAtTheSolution(double lambda) {
    SplittableRandom random = new SplittableRandom(1);
    int features = 5;
    double[][] x = new double[30][features];
    double[] y = new double[30];
    LeastSquares squares = new LeastSquares(features);
    double[] moments = new double[features];
    for (int r = 0; r < x.length; r++) {
      for (int i = 0; i < features; i++) {
        x[r][i] = i == features - 1 ? 1 : random.nextGaussian();
      }
      y[r] = random.nextGaussian();
      squares.add(x[r]);
      for (int i = 0; i < features; i++) {
        moments[i] += x[r][i] * y[r];
      }
    }
    double[] w = squares.solve(moments, lambda);
    for (int i = 0; i < features; i++) {
      double slope = i == features - 1 ? 0 : lambda * w[i]; // the constant is not held down
      for (int r = 0; r < x.length; r++) {
        slope -= (y[r] - LeastSquares.dot(w, x[r])) * x[r][i];
      }
      assertThat(slope).isCloseTo(0, within(1e-6));
    }
  }

  @Test
  void autoregressionFindsTheOrderAndTheWeights() {
    double[] y = series(20_000, 2);
    Autoregression regression = Autoregression.fit(y, y.length, 1, 2);
    assertThat(regression.lags()).containsExactly(1, 2);
    assertThat(regression.weights()[0][0]).isCloseTo(0.5, within(0.03));
    assertThat(regression.weights()[0][1]).isCloseTo(0.3, within(0.03));
    assertThat(regression.weights()[0][2]).isCloseTo(2, within(0.3));
    double next = regression.forecast(y, 99, 1);
    double[] w = regression.weights()[0];
    assertThat(next).isCloseTo(w[0] * y[99] + w[1] * y[98] + w[2], within(1e-9));
    // Two steps ahead of this process is one step applied twice.
    assertThat(regression.weights()[1][0]).isCloseTo(0.5 * 0.5 + 0.3, within(0.04));
  }

  /** A bare season is known exactly at any step ahead, by the value one or more seasons before. */
  @Test
  void autoregressionSeesTheSeasonOfTheValueToBeForecast() {
    double[] shape = {3, 1, 4, 1, 5, 9, 2, 6};
    double[] y = new double[160];
    for (int t = 0; t < y.length; t++) {
      y[t] = shape[t % shape.length];
    }
    Autoregression regression = Autoregression.fit(y, 120, shape.length, 20);
    for (int ahead = 1; ahead <= 20; ahead++) {
      assertThat(regression.forecast(y, 125, ahead)).isCloseTo(y[125 + ahead], within(1e-3));
    }
  }

  /** Its own residuals are orthogonal to what it sees: the normal equations. */
  @Test
  void autoregressionsResidualsAreOrthogonalToTheLags() {
    double[] y = series(300, 3);
    Autoregression regression = Autoregression.fit(y, 250, 12, 1);
    int[] lags = regression.lags();
    int start = regression.history();
    for (int lag : lags) {
      double product = 0;
      for (int t = start; t < 250; t++) {
        product += (y[t] - regression.forecast(y, t - 1, 1)) * y[t - lag];
      }
      assertThat(product).isCloseTo(0, within(1e-2));
    }
    assertThat(lags).contains(11, 12, 13);
    y[260] = 1e9; // not learned from
    assertThat(Autoregression.fit(y, 250, 12, 1).weights()).isDeepEqualTo(regression.weights());
  }
}
