package org.auricle.engine.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.math.RecurrentMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BiLstmTest {
  private static final int INPUT = 3;
  private static final int HIDDEN = 4;
  private static final SequenceLayout LAYOUT = SequenceLayout.of(5, 3, 3, 1);

  private static BiLstm layer(Parallel parallel) {
    BiLstm layer = new BiLstm("lstm.", 0, INPUT, HIDDEN, parallel);
    layer.initialize(new SplittableRandom(7));
    return layer;
  }

  @Test
  void gradientsAreTheSlopesOfTheLoss() {
    BiLstm layer = layer(Parallel.single());
    float[] x = GradientCheck.random(LAYOUT.rows() * INPUT, 1);
    float[] weights = GradientCheck.random(LAYOUT.rows() * layer.outputDim(), 2);
    float[] dX = new float[x.length];
    layer.forward(x, LAYOUT);
    layer.backward(weights.clone(), dX);

    GradientCheck.check(
        "x", x, dX, () -> GradientCheck.weighted(layer.forward(x, LAYOUT), weights));
    for (Parameter p : layer.parameters()) {
      GradientCheck.check(
          p.name(),
          p.value(),
          p.grad(),
          () -> GradientCheck.weighted(layer.forward(x, LAYOUT), weights));
    }
  }

  /** An independent forward pass: the equations of the Javadoc, one utterance, double precision. */
  private static double[][] reference(Lstm lstm, double[][] x, boolean reverse) {
    float[] ih = lstm.parameters().get(0).value();
    float[] hh = lstm.parameters().get(1).value();
    float[] bias = lstm.parameters().get(2).value();
    double[][] out = new double[x.length][];
    double[] h = new double[HIDDEN];
    double[] c = new double[HIDDEN];
    for (int s = 0; s < x.length; s++) {
      int t = reverse ? x.length - 1 - s : s;
      double[] z = new double[4 * HIDDEN];
      for (int k = 0; k < z.length; k++) {
        z[k] = bias[k];
        for (int i = 0; i < INPUT; i++) {
          z[k] += ih[k * INPUT + i] * x[t][i];
        }
        for (int i = 0; i < HIDDEN; i++) {
          z[k] += hh[k * HIDDEN + i] * h[i];
        }
      }
      h = h.clone();
      for (int j = 0; j < HIDDEN; j++) {
        double i = 1 / (1 + Math.exp(-z[j]));
        double f = 1 / (1 + Math.exp(-z[HIDDEN + j]));
        double o = 1 / (1 + Math.exp(-z[3 * HIDDEN + j]));
        c[j] = f * c[j] + i * Math.tanh(z[2 * HIDDEN + j]);
        h[j] = o * Math.tanh(c[j]);
      }
      out[t] = h;
    }
    return out;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void forwardFollowsTheEquationsForEveryUtteranceOfABatch(boolean reverse) {
    Lstm lstm = new Lstm("", 0, INPUT, HIDDEN, reverse);
    lstm.initialize(new SplittableRandom(3));
    float[] x = GradientCheck.random(LAYOUT.rows() * INPUT, 4);
    int stride = HIDDEN + 2;
    float[] out = new float[LAYOUT.rows() * stride + 1];
    lstm.forward(x, LAYOUT, out, 1, stride);

    for (int b = 0; b < LAYOUT.batch(); b++) {
      double[][] utterance = new double[LAYOUT.length(b)][INPUT];
      for (int t = 0; t < utterance.length; t++) {
        for (int i = 0; i < INPUT; i++) {
          utterance[t][i] = x[LAYOUT.row(t, b) * INPUT + i];
        }
      }
      double[][] expected = reference(lstm, utterance, reverse);
      for (int t = 0; t < utterance.length; t++) {
        for (int j = 0; j < HIDDEN; j++) {
          assertThat((double) out[1 + LAYOUT.row(t, b) * stride + j])
              .as("utterance %d, frame %d, unit %d", b, t, j)
              .isCloseTo(expected[t][j], Offset.offset(1e-5));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void inferenceEqualsTrainingAndCarriesItsState(boolean reverse) {
    Lstm lstm = new Lstm("", 0, INPUT, HIDDEN, reverse);
    lstm.initialize(new SplittableRandom(5));
    int frames = 600; // several blocks of the input projection
    float[] x = GradientCheck.random(frames * INPUT, 6);
    float[] expected = new float[frames * HIDDEN];
    lstm.forward(x, SequenceLayout.of(frames), expected, 0, HIDDEN);

    LstmInference inference = inference(lstm, RecurrentMatrix.Precision.FLOAT32);
    LstmInference.State state = inference.newState();
    float[] actual = new float[frames * HIDDEN];
    int cut = 270;
    if (reverse) {
      inference.run(x, cut * INPUT, frames - cut, true, state, actual, cut * HIDDEN, HIDDEN);
      inference.run(x, 0, cut, true, state, actual, 0, HIDDEN);
    } else {
      inference.run(x, 0, cut, false, state, actual, 0, HIDDEN);
      inference.run(x, cut * INPUT, frames - cut, false, state, actual, cut * HIDDEN, HIDDEN);
    }
    assertThat(actual).containsExactly(expected, Offset.offset(1e-5f));
  }

  @ParameterizedTest
  @EnumSource
  void inferenceOfABatchHasTheBitsOfOneByOne(RecurrentMatrix.Precision precision) {
    SequenceLayout layout = SequenceLayout.of(301, 301, 90, 40, 7, 1);
    Lstm lstm = new Lstm("", 0, INPUT, HIDDEN, false);
    lstm.initialize(new SplittableRandom(5));
    LstmInference inference = inference(lstm, precision);
    float[] x = GradientCheck.random(layout.rows() * INPUT, 6);
    for (boolean reverse : new boolean[] {false, true}) {
      float[] out = new float[layout.rows() * HIDDEN];
      inference.run(x, 0, layout, reverse, inference.newState(layout.batch()), out, 0, HIDDEN);
      for (int b = 0; b < layout.batch(); b++) {
        float[] alone = new float[layout.length(b) * INPUT];
        float[] batched = new float[layout.length(b) * HIDDEN];
        for (int t = 0; t < layout.length(b); t++) {
          System.arraycopy(x, layout.row(t, b) * INPUT, alone, t * INPUT, INPUT);
          System.arraycopy(out, layout.row(t, b) * HIDDEN, batched, t * HIDDEN, HIDDEN);
        }
        float[] expected = new float[batched.length];
        inference.run(
            alone, 0, layout.length(b), reverse, inference.newState(), expected, 0, HIDDEN);
        assertThat(batched).as("utterance %d", b).isEqualTo(expected);
      }
    }
  }

  @Test
  void stateOfAnotherBatchIsRefused() {
    Lstm lstm = new Lstm("", 0, INPUT, HIDDEN, false);
    LstmInference inference = inference(lstm, RecurrentMatrix.Precision.FLOAT32);
    assertThatThrownBy(
            () ->
                inference.run(
                    new float[2 * INPUT],
                    0,
                    SequenceLayout.of(1, 1),
                    false,
                    inference.newState(),
                    new float[2 * HIDDEN],
                    0,
                    HIDDEN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("state: of 1 sequences (expected: 2)");
  }

  private static LstmInference inference(Lstm lstm, RecurrentMatrix.Precision precision) {
    return new LstmInference(
        INPUT,
        HIDDEN,
        lstm.parameters().get(0).value(),
        lstm.parameters().get(1).value(),
        lstm.parameters().get(2).value(),
        precision);
  }

  @Test
  void twoThreadsGiveTheSameBitsAsOne() {
    float[] x = GradientCheck.random(LAYOUT.rows() * INPUT, 8);
    float[] dOut = GradientCheck.random(LAYOUT.rows() * 2 * HIDDEN, 9);
    try (Parallel two = Parallel.of(2)) {
      BiLstm one = layer(Parallel.single());
      BiLstm both = layer(two);
      float[] dX1 = new float[x.length];
      float[] dX2 = new float[x.length];
      float[] first = Arrays.copyOf(one.forward(x, LAYOUT), dOut.length);
      assertThat(Arrays.copyOf(both.forward(x, LAYOUT), dOut.length)).isEqualTo(first);
      one.backward(dOut.clone(), dX1);
      both.backward(dOut.clone(), dX2);
      assertThat(dX2).isEqualTo(dX1);
      for (int i = 0; i < one.parameters().size(); i++) {
        assertThat(both.parameters().get(i).grad()).isEqualTo(one.parameters().get(i).grad());
      }
    }
  }
}
