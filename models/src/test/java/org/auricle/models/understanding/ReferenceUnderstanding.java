package org.auricle.models.understanding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.auricle.engine.nn.Parameter;

/**
 * The network's equations as the papers have them, one sentence and one unit after the other, in
 * double precision: an oracle for values and, by differences, for gradients.
 */
final class ReferenceUnderstanding {
  private final UnderstandingConfig config;
  private final Map<String, double[]> weights = new HashMap<>();

  /** What it says: natural logs. */
  record Said(double[] intents, double[][] tags) {}

  ReferenceUnderstanding(UnderstandingConfig config, Iterable<Parameter> parameters) {
    this.config = config;
    for (Parameter p : parameters) {
      double[] values = new double[p.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = p.value()[i];
      }
      weights.put(p.name(), values);
    }
  }

  /** To be changed for differences. */
  double[] weight(String name) {
    return weights.get(name);
  }

  Said run(List<String> words) {
    WordFeatures features = new WordFeatures(config);
    List<double[]> x = new ArrayList<>();
    for (String word : words) {
      double[] vector = row("embedding.weight", features.entry(word));
      List<Integer> ngrams = features.ngrams(word);
      for (int id : ngrams) {
        add(vector, 1.0 / ngrams.size(), row("embedding.weight", id));
      }
      x.add(vector);
    }
    List<double[]> forward = lstm(x, "");
    List<double[]> reversed = new ArrayList<>(x);
    java.util.Collections.reverse(reversed);
    List<double[]> backward = lstm(reversed, "_reverse");
    java.util.Collections.reverse(backward);
    int h = config.hidden();
    double[][] tags = new double[words.size()][];
    double[] pooled = new double[2 * h];
    double total = 0;
    for (int t = 0; t < words.size(); t++) {
      double[] both = new double[2 * h];
      System.arraycopy(forward.get(t), 0, both, 0, h);
      System.arraycopy(backward.get(t), 0, both, h, h);
      tags[t] = logSoftmax(dense("tags.", both));
      double score = 0;
      for (int d = 0; d < 2 * h; d++) {
        score += weight("attention.query")[d] * Math.tanh(both[d]);
      }
      total += Math.exp(score);
      add(pooled, Math.exp(score), both);
    }
    for (int d = 0; d < 2 * h; d++) {
      pooled[d] /= total;
    }
    return new Said(logSoftmax(dense("intents.", pooled)), tags);
  }

  private double[] row(String name, int row) {
    double[] values = new double[config.embedding()];
    System.arraycopy(weight(name), row * values.length, values, 0, values.length);
    return values;
  }

  private static void add(double[] sum, double factor, double[] x) {
    for (int i = 0; i < x.length; i++) {
      sum[i] += factor * x[i];
    }
  }

  private List<double[]> lstm(List<double[]> x, String direction) {
    int hidden = config.hidden();
    double[] h = new double[hidden];
    double[] c = new double[hidden];
    List<double[]> out = new ArrayList<>();
    for (double[] input : x) {
      double[] a = product("lstm.weight_ih_l0" + direction, input);
      add(a, 1, product("lstm.weight_hh_l0" + direction, h));
      add(a, 1, weight("lstm.bias_ih_l0" + direction));
      h = new double[hidden];
      for (int j = 0; j < hidden; j++) {
        double i = sigmoid(a[j]);
        double f = sigmoid(a[hidden + j]);
        double g = Math.tanh(a[2 * hidden + j]);
        c[j] = f * c[j] + i * g;
        h[j] = sigmoid(a[3 * hidden + j]) * Math.tanh(c[j]);
      }
      out.add(h);
    }
    return out;
  }

  private double[] dense(String prefix, double[] x) {
    double[] y = product(prefix + "weight", x);
    add(y, 1, weight(prefix + "bias"));
    return y;
  }

  private double[] product(String name, double[] x) {
    double[] w = weight(name);
    double[] y = new double[w.length / x.length];
    for (int r = 0; r < y.length; r++) {
      for (int i = 0; i < x.length; i++) {
        y[r] += w[r * x.length + i] * x[i];
      }
    }
    return y;
  }

  private static double[] logSoftmax(double[] x) {
    double sum = 0;
    for (double v : x) {
      sum += Math.exp(v);
    }
    double[] y = new double[x.length];
    for (int k = 0; k < y.length; k++) {
      y[k] = x[k] - Math.log(sum);
    }
    return y;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
