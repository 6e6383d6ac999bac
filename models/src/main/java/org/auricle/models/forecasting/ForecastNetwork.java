package org.auricle.models.forecasting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.nn.Dense;
import org.auricle.engine.nn.Dropout;
import org.auricle.engine.nn.Lstm;
import org.auricle.engine.nn.Parameter;
import org.auricle.engine.nn.ParameterSet;
import org.auricle.engine.nn.SequenceLayout;

/**
 * LSTM layers over a window, and an affine layer that sees the last one's last output: [windows x W
 * x I] -> [windows x H]. It starts by answering 0, which is to leave the linear part alone. Not
 * thread-safe.
 */
final class ForecastNetwork {
  private final int hidden;
  private final int horizon;
  private final List<Lstm> layers = new ArrayList<>();
  private final Dense output;
  private final Dropout dropout;
  private final boolean dropping;
  private final ParameterSet parameters;

  private SequenceLayout layout;
  private boolean dropped;
  private final List<float[]> values = new ArrayList<>(); // what each layer takes, then the output
  private float[] last; // [windows x hidden]

  /** A network with random weights, but for the output's, which are 0. */
  ForecastNetwork(int inputs, int layers, int hidden, int horizon, double dropout, long seed) {
    this.hidden = hidden;
    this.horizon = horizon;
    this.dropout = new Dropout(dropout);
    dropping = dropout > 0;
    SplittableRandom random = new SplittableRandom(seed);
    List<Parameter> all = new ArrayList<>();
    for (int l = 0; l < layers; l++) {
      Lstm layer = new Lstm("lstm.", l, l == 0 ? inputs : hidden, hidden, false);
      layer.initialize(random);
      this.layers.add(layer);
      all.addAll(layer.parameters());
    }
    output = new Dense("output.", hidden, horizon, Parallel.single());
    all.addAll(output.parameters());
    parameters = new ParameterSet(all);
  }

  ParameterSet parameters() {
    return parameters;
  }

  /**
   * Answers with all weights.
   *
   * @param x [W x windows x I]
   * @return [windows x H]
   */
  float[] forward(float[] x, int windows, int window) {
    return run(x, windows, window, new SplittableRandom(0), false);
  }

  /** The same in training. */
  float[] forward(float[] x, int windows, int window, SplittableRandom random) {
    return run(x, windows, window, random, dropping);
  }

  private float[] run(float[] x, int windows, int window, SplittableRandom random, boolean drop) {
    layout = SequenceLayout.ofEqual(windows, window);
    dropped = drop;
    values.clear();
    values.add(x);
    for (Lstm layer : layers) {
      float[] out = new float[layout.rows() * hidden];
      layer.forward(values.get(values.size() - 1), layout, out, 0, hidden);
      values.add(out);
    }
    float[] top = values.get(values.size() - 1);
    int from = layout.offset(window - 1) * hidden;
    last = Arrays.copyOfRange(top, from, from + windows * hidden);
    if (drop) {
      last = Arrays.copyOf(dropout.forward(last, last.length, random), last.length);
    }
    float[] y = new float[windows * horizon];
    output.forward(last, windows, y);
    return y;
  }

  /** Adds to the parameters' gradients. */
  void backward(float[] dY) {
    int windows = layout.batch();
    float[] dLast = new float[windows * hidden];
    output.backward(last, windows, dY, dLast);
    if (dropped) {
      dropout.backward(dLast, dLast.length);
    }
    float[] dOut = new float[layout.rows() * hidden];
    System.arraycopy(dLast, 0, dOut, layout.offset(layout.steps() - 1) * hidden, dLast.length);
    for (int l = layers.size() - 1; l >= 0; l--) {
      layers.get(l).backward(values.get(l), layout, values.get(l + 1), dOut, 0, hidden);
      if (l > 0) {
        float[] dX = new float[layout.rows() * hidden];
        layers.get(l).inputGradient(layout, false, dX, Parallel.single());
        dOut = dX;
      }
    }
  }

  int layers() {
    return layers.size();
  }

  int hidden() {
    return hidden;
  }
}
