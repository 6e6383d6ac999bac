package org.auricle.decoder.lm.lstm;

/** The equations written out, one sentence, in double precision. */
public final class ReferenceLm {
  private ReferenceLm() {}

  /** ln P of each symbol and of the end. */
  public static double[] logProbs(LstmLmWeights weights, int[] sentence) {
    LstmLmConfig config = weights.config();
    double[][] h = new double[config.layers()][config.hidden()];
    double[][] c = new double[config.layers()][config.hidden()];
    double[] result = new double[sentence.length + 1];
    for (int t = 0; t <= sentence.length; t++) {
      int before = t == 0 ? SymbolTable.BOUNDARY : sentence[t - 1];
      double[] x = new double[config.embedding()];
      for (int i = 0; i < x.length; i++) {
        x[i] = weights.embedding()[before * x.length + i];
      }
      for (int l = 0; l < config.layers(); l++) {
        x = step(weights.layers().get(l), x, h[l], c[l]);
      }
      if (config.hidden() != config.embedding()) {
        x = affine(weights.projection().weight(), weights.projection().bias(), x);
      }
      double[] logits = affine(weights.output().weight(), weights.output().bias(), x);
      double sum = 0;
      for (double logit : logits) {
        sum += Math.exp(logit);
      }
      int next = t < sentence.length ? sentence[t] : SymbolTable.BOUNDARY;
      result[t] = logits[next] - Math.log(sum);
    }
    return result;
  }

  private static double[] step(LstmLmWeights.Layer layer, double[] x, double[] h, double[] c) {
    double[] fromInput = affine(layer.weightIh(), layer.bias(), x);
    double[] fromState = affine(layer.weightHh(), new float[layer.bias().length], h);
    int n = h.length;
    for (int j = 0; j < n; j++) {
      double i = sigmoid(fromInput[j] + fromState[j]);
      double f = sigmoid(fromInput[n + j] + fromState[n + j]);
      double g = Math.tanh(fromInput[2 * n + j] + fromState[2 * n + j]);
      double o = sigmoid(fromInput[3 * n + j] + fromState[3 * n + j]);
      c[j] = f * c[j] + i * g;
      h[j] = o * Math.tanh(c[j]);
    }
    return h.clone();
  }

  private static double[] affine(float[] weight, float[] bias, double[] x) {
    double[] y = new double[bias.length];
    for (int r = 0; r < y.length; r++) {
      y[r] = bias[r];
      for (int i = 0; i < x.length; i++) {
        y[r] += weight[r * x.length + i] * x[i];
      }
    }
    return y;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
