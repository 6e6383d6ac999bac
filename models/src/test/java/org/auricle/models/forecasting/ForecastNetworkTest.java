package org.auricle.models.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.auricle.engine.nn.Parameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForecastNetworkTest {
  private static final int WINDOWS = 3;
  private static final int WINDOW = 4;
  private static final double STEP = 5e-3;

  private static float[] random(int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.4})
  void gradientsAreTheSlopesOfTheLoss(double dropout) {
    ForecastNetwork network = new ForecastNetwork(2, 2, 3, 2, dropout, 1);
    network
        .parameters()
        .forEach(p -> System.arraycopy(random(p.size(), 7), 0, p.value(), 0, p.size()));
    float[] x = random(WINDOWS * WINDOW * 2, 2);
    double[] targets = new double[WINDOWS * 2];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = i == 1 ? Double.NaN : i == 2 ? 9 : 0.3 * i; // one far away, one not there
    }
    float[] y = network.forward(x, WINDOWS, WINDOW, new SplittableRandom(3));
    float[] dY = new float[y.length];
    ForecastMember.huber(y, targets, dY);
    network.parameters().zeroGradients();
    network.backward(dY);
    for (Parameter p : network.parameters()) {
      for (int i = 0; i < p.size(); i++) {
        float kept = p.value()[i];
        p.value()[i] = (float) (kept + STEP);
        double high = loss(network, x, targets);
        p.value()[i] = (float) (kept - STEP);
        double low = loss(network, x, targets);
        p.value()[i] = kept;
        double slope = (high - low) / (2 * STEP);
        assertThat((double) p.grad()[i])
            .as("%s[%d]", p.name(), i)
            .isCloseTo(slope, within(1e-3 + 0.01 * Math.abs(slope)));
      }
    }
  }

  private static double loss(ForecastNetwork network, float[] x, double[] targets) {
    float[] y = network.forward(x, WINDOWS, WINDOW, new SplittableRandom(3));
    return ForecastMember.huber(y, targets, new float[y.length]);
  }

  @Test
  void beginsByLeavingTheLinearPartAlone() {
    ForecastNetwork network = new ForecastNetwork(2, 1, 3, 2, 0.5, 1);
    assertThat(network.forward(random(WINDOWS * WINDOW * 2, 2), WINDOWS, WINDOW)).containsOnly(0);
  }
}
