package org.auricle.acoustic.bilstm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.nn.GateTrace;
import org.junit.jupiter.api.Test;

/** Against a network in plain loops and double precision. */
class BiLstmTraceTest {
  private static final int INPUT = 3;
  private static final int HIDDEN = 11; // no multiple of what a vector holds
  private static final int FRAMES = 9;
  private static final BiLstmConfig CONFIG = new BiLstmConfig(INPUT, 2, HIDDEN, 4);

  private final BiLstmWeights weights = weights(5);
  private final FeatureMatrix features = features(8);

  @Test
  void gatesAndCellsAreThoseOfTheEquations() {
    try (BiLstmAcousticModel model = model()) {
      BiLstmTrace trace = model.trace(features);
      assertThat(trace.layers()).hasSize(2);
      double[][] x = new double[FRAMES][INPUT];
      for (int t = 0; t < FRAMES; t++) {
        for (int i = 0; i < INPUT; i++) {
          x[t][i] = features.data()[t * INPUT + i];
        }
      }
      for (int layer = 0; layer < 2; layer++) {
        Plain forward = new Plain(weights, layer, "", x, false);
        Plain backward = new Plain(weights, layer, "_reverse", x, true);
        forward.assertEqual(trace.layers().get(layer).forward());
        backward.assertEqual(trace.layers().get(layer).backward());
        x = new double[FRAMES][2 * HIDDEN];
        for (int t = 0; t < FRAMES; t++) {
          System.arraycopy(forward.h[t], 0, x[t], 0, HIDDEN);
          System.arraycopy(backward.h[t], 0, x[t], HIDDEN, HIDDEN);
        }
      }
    }
  }

  @Test
  void posteriorsAreThoseOfRecognition() {
    try (BiLstmAcousticModel model = model()) {
      assertThat(model.trace(features).posteriors().logProbs())
          .isEqualTo(model.score(features).logProbs());
      FeatureMatrix nothing = FeatureMatrix.empty(INPUT);
      assertThat(model.trace(nothing).posteriors().frames()).isZero();
      assertThat(model.trace(nothing).layers().get(1).backward().frames()).isZero();
      assertThatThrownBy(() -> model.trace(FeatureMatrix.empty(INPUT + 1)))
          .hasMessage("features' dim: 4 (expected: 3)");
    }
  }

  private BiLstmAcousticModel model() {
    return new BiLstmAcousticModel(weights, 0.01, ChunkOptions.DEFAULT, Parallel.single());
  }

  /** One direction of one layer. */
  private static final class Plain {
    private final double[][] i = new double[FRAMES][HIDDEN];
    private final double[][] f = new double[FRAMES][HIDDEN];
    private final double[][] g = new double[FRAMES][HIDDEN];
    private final double[][] o = new double[FRAMES][HIDDEN];
    private final double[][] c = new double[FRAMES][HIDDEN];
    private final double[][] h = new double[FRAMES][HIDDEN];

    Plain(BiLstmWeights weights, int layer, String direction, double[][] x, boolean reverse) {
      String suffix = "_l" + layer + direction;
      float[] wx = weights.get("lstm.weight_ih" + suffix);
      float[] wh = weights.get("lstm.weight_hh" + suffix);
      float[] b = weights.get("lstm.bias_ih" + suffix);
      double[] hBefore = new double[HIDDEN];
      double[] cBefore = new double[HIDDEN];
      for (int s = 0; s < FRAMES; s++) {
        int t = reverse ? FRAMES - 1 - s : s;
        for (int j = 0; j < HIDDEN; j++) {
          double[] sum = new double[4];
          for (int gate = 0; gate < 4; gate++) {
            int row = gate * HIDDEN + j;
            sum[gate] = b[row];
            for (int k = 0; k < x[t].length; k++) {
              sum[gate] += wx[row * x[t].length + k] * x[t][k];
            }
            for (int k = 0; k < HIDDEN; k++) {
              sum[gate] += wh[row * HIDDEN + k] * hBefore[k];
            }
          }
          i[t][j] = 1 / (1 + Math.exp(-sum[0]));
          f[t][j] = 1 / (1 + Math.exp(-sum[1]));
          g[t][j] = Math.tanh(sum[2]);
          o[t][j] = 1 / (1 + Math.exp(-sum[3]));
          c[t][j] = f[t][j] * cBefore[j] + i[t][j] * g[t][j];
          h[t][j] = o[t][j] * Math.tanh(c[t][j]);
        }
        hBefore = h[t];
        cBefore = c[t];
      }
    }

    void assertEqual(GateTrace found) {
      assertThat(found.frames()).isEqualTo(FRAMES);
      assertThat(found.hidden()).isEqualTo(HIDDEN);
      assertEqual("i", found.input(), i);
      assertEqual("f", found.forget(), f);
      assertEqual("g", found.candidate(), g);
      assertEqual("o", found.output(), o);
      assertEqual("c", found.cell(), c);
      assertEqual("h", found.h(), h);
    }

    private static void assertEqual(String name, float[] found, double[][] expected) {
      for (int t = 0; t < FRAMES; t++) {
        for (int j = 0; j < HIDDEN; j++) {
          assertThat((double) found[t * HIDDEN + j])
              .as("%s of frame %d, unit %d", name, t, j)
              .isEqualTo(expected[t][j], within(2e-6));
        }
      }
    }
  }

  private static BiLstmWeights weights(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, float[]> tensors = new LinkedHashMap<>();
    CONFIG
        .shapes()
        .forEach(
            (name, shape) -> {
              int size = 1;
              for (int d : shape) {
                size *= d;
              }
              float[] values = new float[size];
              for (int i = 0; i < size; i++) {
                values[i] = (float) (2 * random.nextDouble() - 1);
              }
              tensors.put(name, values);
            });
    return new BiLstmWeights(CONFIG, tensors);
  }

  private static FeatureMatrix features(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] data = new float[FRAMES * INPUT];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) (3 * random.nextDouble() - 1.5);
    }
    return new FeatureMatrix(data, FRAMES, INPUT);
  }
}
