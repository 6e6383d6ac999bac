package org.auricle.acoustic.bilstm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.auricle.engine.nn.Parameter;
import org.auricle.engine.nn.SequenceLayout;

/**
 * Compares what a network's backward pass gives with finite differences of a loss: minus the sum of
 * the log-probabilities of arbitrary targets, whose gradient of the logits is softmax - target.
 */
final class NetworkGradients {
  private static final double STEP = 1e-2;

  private final BiLstmNetwork network;
  private final int tokens;
  private final SequenceLayout layout = SequenceLayout.of(4, 2);
  private final float[] x;

  private NetworkGradients(BiLstmNetwork network, BiLstmConfig config) {
    this.network = network;
    tokens = config.tokens();
    x = random(layout.rows() * config.inputDim(), 1);
  }

  /** Values between -1 and 1. */
  static float[] random(int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (2 * random.nextDouble() - 1);
    }
    return values;
  }

  /** Looks at every third weight, dropout included. */
  static void check(BiLstmNetwork network, double tolerance) {
    new NetworkGradients(network, network.config()).check(tolerance);
  }

  private void check(double tolerance) {
    float[] logProbs = forward();
    float[] dLogits = new float[layout.rows() * tokens];
    for (int i = 0; i < dLogits.length; i++) {
      dLogits[i] = (float) Math.exp(logProbs[i]) - (i % tokens == target(i / tokens) ? 1 : 0);
    }
    network.backward(dLogits);
    for (Parameter p : network.parameters()) {
      for (int i = 0; i < p.size(); i += 3) {
        float kept = p.value()[i];
        p.value()[i] = (float) (kept + STEP);
        double high = loss();
        p.value()[i] = (float) (kept - STEP);
        double low = loss();
        p.value()[i] = kept;
        double numeric = (high - low) / (2 * STEP);
        assertThat((double) p.grad()[i])
            .as("%s[%d]", p.name(), i)
            .isCloseTo(numeric, Offset.offset(tolerance + 1e-2 * Math.abs(numeric)));
      }
    }
  }

  private int target(int row) {
    return row % tokens;
  }

  private float[] forward() {
    return network.forward(x, layout, new SplittableRandom(5));
  }

  private double loss() {
    float[] logProbs = forward();
    double sum = 0;
    for (int r = 0; r < layout.rows(); r++) {
      sum -= logProbs[r * tokens + target(r)];
    }
    return sum;
  }
}
