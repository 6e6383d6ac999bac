package org.auricle.engine.nn;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The cells' equations as the papers have them, one utterance and one unit after the other, in
 * double precision: an oracle for values and, by differences, for gradients.
 */
final class ReferenceCell {
  private final CellOptions options;
  private final int hidden;
  private final boolean reverse;
  private final Map<String, double[]> weights = new HashMap<>();

  /** Copies one direction's weights. */
  ReferenceCell(CellOptions options, int hidden, boolean reverse, List<Parameter> parameters) {
    this.options = options;
    this.hidden = hidden;
    this.reverse = reverse;
    for (Parameter p : parameters) {
      String name = p.name().replaceAll("^lstm\\.|_l0(_reverse)?$", "");
      double[] values = new double[p.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = p.value()[i];
      }
      weights.put(name, values);
    }
  }

  /** To be changed for differences. */
  double[] weight(Parameter p) {
    return weights.get(p.name().replaceAll("^lstm\\.|_l0(_reverse)?$", ""));
  }

  /** h of each frame, in the frames' order. */
  double[][] run(double[][] x) {
    double[][] out = new double[x.length][];
    double[] h = new double[options.outputDim(hidden)];
    double[] c = new double[hidden];
    for (int s = 0; s < x.length; s++) {
      int t = reverse ? x.length - 1 - s : s;
      double[] fromInput = normed("norm_ih", product("weight_ih", x[t]));
      double[] fromPast = normed("norm_hh", product("weight_hh", h));
      for (int k = 0; k < fromInput.length; k++) {
        fromInput[k] += weights.get("bias_ih")[k];
      }
      h =
          options.type() == CellOptions.Type.GRU
              ? gru(fromInput, fromPast, h)
              : lstm(fromInput, fromPast, c);
      out[t] = h;
    }
    return out;
  }

  private double[] gru(double[] a, double[] b, double[] h) {
    double[] next = new double[hidden];
    for (int j = 0; j < hidden; j++) {
      double r = sigmoid(a[j] + b[j]);
      double z = sigmoid(a[hidden + j] + b[hidden + j]);
      int k = 2 * hidden + j;
      double n = Math.tanh(a[k] + r * (b[k] + weights.get("bias_hn")[j]));
      next[j] = (1 - z) * n + z * h[j];
    }
    return next;
  }

  private double[] lstm(double[] a, double[] b, double[] c) {
    double[] said = new double[hidden];
    int row = 0;
    int seen = 0;
    int in = row++;
    int seeIn = seen++;
    int forget = options.coupledGates() ? -1 : row++;
    int seeForget = options.coupledGates() ? -1 : seen++;
    int cell = row++;
    int out = row;
    for (int j = 0; j < hidden; j++) {
      double i = sigmoid(a[in * hidden + j] + b[in * hidden + j] + peep(seeIn, j) * c[j]);
      double f =
          options.coupledGates()
              ? 1 - i
              : sigmoid(
                  a[forget * hidden + j] + b[forget * hidden + j] + peep(seeForget, j) * c[j]);
      double g = Math.tanh(a[cell * hidden + j] + b[cell * hidden + j]);
      c[j] = f * c[j] + i * g;
      double o = sigmoid(a[out * hidden + j] + b[out * hidden + j] + peep(seen, j) * c[j]);
      said[j] = o * Math.tanh(c[j]);
    }
    return options.projection() > 0 ? product("weight_hr", said) : said;
  }

  private double peep(int gate, int unit) {
    return options.peepholes() ? weights.get("weight_peephole")[gate * hidden + unit] : 0;
  }

  private double[] product(String name, double[] x) {
    double[] w = weights.get(name);
    double[] y = new double[w.length / x.length];
    for (int r = 0; r < y.length; r++) {
      for (int i = 0; i < x.length; i++) {
        y[r] += w[r * x.length + i] * x[i];
      }
    }
    return y;
  }

  /** (x - mean) / sqrt(variance + epsilon) * gain, if the cell is normalised. */
  private double[] normed(String gain, double[] x) {
    if (!options.layerNorm()) {
      return x;
    }
    double mean = 0;
    for (double v : x) {
      mean += v / x.length;
    }
    double variance = 0;
    for (double v : x) {
      variance += (v - mean) * (v - mean) / x.length;
    }
    double[] y = new double[x.length];
    for (int k = 0; k < y.length; k++) {
      y[k] = (x[k] - mean) / Math.sqrt(variance + 1e-5) * weights.get(gain)[k];
    }
    return y;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
