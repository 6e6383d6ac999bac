package org.auricle.tools;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A layer over time with weights from a seed: as ONNX wants them, and computed by hand.
 *
 * @param weights [out x in x taps], row-major
 * @param bias [out]
 */
record Convolution(int out, int in, int taps, int stride, int pad, float[] weights, float[] bias) {

  /** Weights that sum up to 0 over the inputs, so that what all inputs share does not matter. */
  static Convolution random(
      long seed, int out, int in, int taps, int stride, int pad, double gain) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] weights = new float[out * in * taps];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (gain * (2 * random.nextDouble() - 1));
    }
    for (int o = 0; o < out && in > 1; o++) {
      for (int k = 0; k < taps; k++) {
        float mean = 0;
        for (int d = 0; d < in; d++) {
          mean += weights[(o * in + d) * taps + k] / in;
        }
        for (int d = 0; d < in; d++) {
          weights[(o * in + d) * taps + k] -= mean;
        }
      }
    }
    float[] bias = new float[out];
    for (int o = 0; o < out; o++) {
      bias[o] = (float) (2 * random.nextDouble() - 1);
    }
    return new Convolution(out, in, taps, stride, pad, weights, bias);
  }

  /** The same with an output that wins where the input says nothing. */
  Convolution preferring(int output) {
    float[] higher = bias.clone();
    higher[output] += 6;
    return new Convolution(out, in, taps, stride, pad, weights, higher);
  }

  /** [frames][in] to [rows][out]. */
  double[][] apply(double[][] x) {
    int rows = Math.max(0, (x.length + 2 * pad - taps) / stride + 1);
    double[][] y = new double[rows][out];
    for (int t = 0; t < rows; t++) {
      for (int o = 0; o < out; o++) {
        double sum = bias[o];
        for (int k = 0; k < taps; k++) {
          int from = t * stride - pad + k;
          for (int d = 0; d < in && from >= 0 && from < x.length; d++) {
            sum += weights[(o * in + d) * taps + k] * x[from][d];
          }
        }
        y[t][o] = sum;
      }
    }
    return y;
  }

  /** Adds it to a graph: [N, in, T] to [N, out, T']. */
  void addTo(OnnxGraph graph, String input, String output) {
    graph.weights(output + ".weight", weights, out, in, taps);
    graph.weights(output + ".bias", bias, out);
    graph.node(
        "Conv",
        output,
        List.of(input, output + ".weight", output + ".bias"),
        Map.of("strides", new int[] {stride}, "pads", new int[] {pad, pad}));
  }
}
