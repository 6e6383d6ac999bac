package org.auricle.engine.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.auricle.engine.math.Allocation;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.math.RecurrentMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds every cell to {@link ReferenceCell}: values, gradients, carried state, batches. */
class CellOptionsTest {
  private static final int INPUT = 3;
  private static final int HIDDEN = 5;
  private static final SequenceLayout LAYOUT = SequenceLayout.of(6, 4, 4, 1);
  private static final CellOptions.Type LSTM = CellOptions.Type.LSTM;
  private static final CellOptions.Type GRU = CellOptions.Type.GRU;

  static List<CellOptions> cells() {
    return List.of(
        CellOptions.DEFAULT,
        new CellOptions(LSTM, false, false, 2, false),
        new CellOptions(LSTM, false, true, 0, false),
        new CellOptions(LSTM, true, false, 0, false),
        new CellOptions(LSTM, true, true, 0, false),
        new CellOptions(LSTM, false, false, 0, true),
        new CellOptions(LSTM, true, true, 3, true),
        new CellOptions(GRU, false, false, 0, false),
        new CellOptions(GRU, false, false, 0, true));
  }

  private static CellLayer direction(CellOptions cell, boolean reverse, double recurrentDropout) {
    CellLayer layer = new CellLayer("lstm.", 0, INPUT, HIDDEN, reverse, cell, recurrentDropout);
    layer.initialize(new SplittableRandom(reverse ? 7 : 8));
    long seed = 20;
    for (Parameter p : layer.parameters()) { // so that nothing is 0 or the same
      float[] noise = GradientCheck.random(p.size(), seed++);
      for (int i = 0; i < noise.length; i++) {
        p.value()[i] += 0.5f * noise[i];
      }
    }
    return layer;
  }

  /** What utterances of the layout say by the equations, packed as the layer packs it. */
  private static double[] expected(ReferenceCell cell, double[] x) {
    double[] packed = new double[0];
    for (int b = 0; b < LAYOUT.batch(); b++) {
      double[][] utterance = new double[LAYOUT.length(b)][INPUT];
      for (int t = 0; t < utterance.length; t++) {
        System.arraycopy(x, LAYOUT.row(t, b) * INPUT, utterance[t], 0, INPUT);
      }
      double[][] out = cell.run(utterance);
      if (b == 0) {
        packed = new double[LAYOUT.rows() * out[0].length];
      }
      for (int t = 0; t < out.length; t++) {
        System.arraycopy(out[t], 0, packed, LAYOUT.row(t, b) * out[t].length, out[t].length);
      }
    }
    return packed;
  }

  private static double[] doubles(float[] x) {
    double[] copy = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      copy[i] = x[i];
    }
    return copy;
  }

  @ParameterizedTest
  @MethodSource("cells")
  void valuesAndGradientsAreThoseOfTheEquations(CellOptions cell) {
    for (boolean reverse : new boolean[] {false, true}) {
      CellLayer layer = direction(cell, reverse, 0);
      int output = cell.outputDim(HIDDEN);
      int stride = output + 2;
      float[] x = GradientCheck.random(LAYOUT.rows() * INPUT, 1);
      float[] out = new float[LAYOUT.rows() * stride + 1];
      layer.forward(x, LAYOUT, out, 1, stride);

      ReferenceCell reference = new ReferenceCell(cell, HIDDEN, reverse, layer.parameters());
      double[] wanted = expected(reference, doubles(x));
      float[] slopes = GradientCheck.random(wanted.length, 2);
      float[] dOut = new float[out.length];
      for (int r = 0; r < LAYOUT.rows(); r++) {
        for (int j = 0; j < output; j++) {
          int i = r * output + j;
          assertThat((double) out[1 + r * stride + j])
              .as("reverse %s, row %d, value %d", reverse, r, j)
              .isCloseTo(wanted[i], Offset.offset(1e-5));
          dOut[1 + r * stride + j] = slopes[i];
        }
      }
      float[] dX = new float[x.length];
      layer.backward(x, LAYOUT, out, dOut, 1, stride);
      layer.inputGradient(LAYOUT, false, dX, Parallel.single());

      double[] at = doubles(x);
      assertSlopes("x", at, dX, reference, at, slopes);
      for (Parameter p : layer.parameters()) {
        assertSlopes(p.name(), reference.weight(p), p.grad(), reference, at, slopes);
      }
    }
  }

  /** Central differences of the equations in double precision. */
  private static void assertSlopes(
      String name, double[] values, float[] gradient, ReferenceCell cell, double[] x, float[] dH) {
    double step = 1e-5;
    for (int i = 0; i < values.length; i++) {
      double kept = values[i];
      values[i] = kept + step;
      double high = loss(expected(cell, x), dH);
      values[i] = kept - step;
      double low = loss(expected(cell, x), dH);
      values[i] = kept;
      double slope = (high - low) / (2 * step);
      assertThat((double) gradient[i])
          .as("%s[%d]", name, i)
          .isCloseTo(slope, Offset.offset(2e-5 * (1 + Math.abs(slope))));
    }
  }

  private static double loss(double[] values, float[] weights) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += values[i] * weights[i];
    }
    return sum;
  }

  private static RecurrentInference inference(CellOptions cell, CellLayer layer) {
    Function<String, float[]> weights =
        layer.parameters().stream()
                .collect(
                    Collectors.toMap(
                        p -> p.name().replaceAll("^lstm\\.|_l0(_reverse)?$", ""), Parameter::value))
            ::get;
    return RecurrentInference.of(cell, INPUT, HIDDEN, weights, RecurrentMatrix.Precision.FLOAT32);
  }

  @ParameterizedTest
  @MethodSource("cells")
  void inferenceEqualsTrainingAndCarriesItsState(CellOptions cell) {
    int frames = 600; // several blocks of the input projection
    int cut = 270;
    int output = cell.outputDim(HIDDEN);
    float[] x = GradientCheck.random(frames * INPUT, 6);
    for (boolean reverse : new boolean[] {false, true}) {
      CellLayer layer = direction(cell, reverse, 0);
      float[] expected = new float[frames * output];
      layer.forward(x, SequenceLayout.of(frames), expected, 0, output);

      RecurrentInference inference = inference(cell, layer);
      RecurrentInference.State state = inference.newState();
      float[] actual = new float[frames * output];
      int from = reverse ? cut : 0;
      int first = reverse ? frames - cut : cut;
      inference.run(x, from * INPUT, first, reverse, state, actual, from * output, output);
      RecurrentInference.State copy = inference.newState(3);
      copy.load(1, state);
      state.reset();
      copy.store(1, state);
      int rest = reverse ? 0 : cut;
      inference.run(x, rest * INPUT, frames - first, reverse, state, actual, rest * output, output);
      assertThat(actual).containsExactly(expected, Offset.offset(1e-5f));
    }
  }

  @ParameterizedTest
  @MethodSource("cells")
  void inferenceOfABatchHasTheBitsOfOneByOne(CellOptions cell) {
    SequenceLayout layout = SequenceLayout.of(301, 301, 90, 40, 7, 1);
    int output = cell.outputDim(HIDDEN);
    RecurrentInference inference = inference(cell, direction(cell, false, 0));
    float[] x = GradientCheck.random(layout.rows() * INPUT, 6);
    for (boolean reverse : new boolean[] {false, true}) {
      float[] out = new float[layout.rows() * output];
      inference.run(x, 0, layout, reverse, inference.newState(layout.batch()), out, 0, output);
      for (int b = 0; b < layout.batch(); b++) {
        int frames = layout.length(b);
        float[] alone = new float[frames * INPUT];
        float[] batched = new float[frames * output];
        for (int t = 0; t < frames; t++) {
          System.arraycopy(x, layout.row(t, b) * INPUT, alone, t * INPUT, INPUT);
          System.arraycopy(out, layout.row(t, b) * output, batched, t * output, output);
        }
        float[] expected = new float[batched.length];
        inference.run(alone, 0, frames, reverse, inference.newState(), expected, 0, output);
        assertThat(batched).as("utterance %d", b).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cells")
  void inferenceAllocatesNothingOnceItHasRun(CellOptions cell) {
    SequenceLayout layout = SequenceLayout.ofEqual(3, 8);
    RecurrentInference inference = inference(cell, direction(cell, false, 0));
    RecurrentInference.State state = inference.newState(3);
    float[] x = new float[layout.rows() * INPUT];
    float[] out = new float[layout.rows() * HIDDEN];
    boolean[] reverse = {false};
    long bytes =
        Allocation.least(
            () -> {
              inference.run(x, 0, layout, reverse[0], state, out, 0, HIDDEN);
              reverse[0] = !reverse[0];
            });
    assertThat(bytes).as("bytes in %d calls", Allocation.CALLS).isLessThan(Allocation.CALLS);
  }

  /** Which weights were dropped shows in their gradients; the rest must have grown to match. */
  @ParameterizedTest
  @MethodSource("cells")
  void recurrentDropoutIsAPassWithFewerAndLargerWeights(CellOptions cell) {
    int output = cell.outputDim(HIDDEN);
    float[] x = GradientCheck.random(LAYOUT.rows() * INPUT, 1);
    float[] dropped = new float[LAYOUT.rows() * output];
    float[] slopes = GradientCheck.random(dropped.length, 2);
    CellLayer layer = direction(cell, false, 0.25);
    layer.drop(new SplittableRandom(3));
    layer.forward(x, LAYOUT, dropped, 0, output);
    layer.backward(x, LAYOUT, dropped, slopes.clone(), 0, output);

    CellLayer masked = direction(cell, false, 0);
    Parameter recurrent = masked.parameters().get(1);
    float[] gradient = layer.parameters().get(1).grad();
    int kept = 0;
    for (int i = 0; i < gradient.length; i++) {
      kept += gradient[i] != 0 ? 1 : 0;
      recurrent.value()[i] *= gradient[i] != 0 ? 1 / 0.75f : 0;
    }
    assertThat((double) kept / gradient.length).isBetween(0.55, 0.95);
    float[] expected = new float[dropped.length];
    masked.forward(x, LAYOUT, expected, 0, output);
    assertThat(dropped).containsExactly(expected, Offset.offset(1e-5f));
    masked.backward(x, LAYOUT, expected, slopes.clone(), 0, output);
    for (int i = 0; i < gradient.length; i++) {
      float whole = gradient[i] == 0 ? 0 : recurrent.grad()[i] / 0.75f;
      assertThat(gradient[i]).isCloseTo(whole, Offset.offset(1e-4f));
    }

    layer.dropNothing();
    layer.forward(x, LAYOUT, dropped, 0, output);
    direction(cell, false, 0).forward(x, LAYOUT, expected, 0, output);
    assertThat(dropped).isEqualTo(expected);
  }

  /** The general layer must be the plain one where it is asked for nothing else. */
  @Test
  void withoutOptionsItIsTheLstm() {
    Lstm lstm = new Lstm("lstm.", 0, INPUT, HIDDEN, true);
    CellLayer layer = new CellLayer("lstm.", 0, INPUT, HIDDEN, true, CellOptions.DEFAULT, 0);
    lstm.initialize(new SplittableRandom(4));
    layer.initialize(new SplittableRandom(4));
    float[] x = GradientCheck.random(LAYOUT.rows() * INPUT, 1);
    float[] expected = new float[LAYOUT.rows() * HIDDEN];
    float[] actual = new float[expected.length];
    lstm.forward(x, LAYOUT, expected, 0, HIDDEN);
    layer.forward(x, LAYOUT, actual, 0, HIDDEN);
    assertThat(actual).containsExactly(expected, Offset.offset(2e-6f));
    assertThat(layer.parameters().stream().map(Parameter::name).toList())
        .isEqualTo(lstm.parameters().stream().map(Parameter::name).toList());
  }

  @Test
  void bidirectionalLayerPutsTheCellsSideBySide() {
    CellOptions cell = new CellOptions(LSTM, false, false, 2, false);
    BiLstm layer = new BiLstm("lstm.", 0, INPUT, HIDDEN, cell, 0, Parallel.single());
    layer.initialize(new SplittableRandom(9));
    float[] x = GradientCheck.random(LAYOUT.rows() * INPUT, 1);
    float[] out = layer.forward(x, LAYOUT);
    assertThat(layer.outputDim()).isEqualTo(4);
    List<Parameter> all = layer.parameters();
    int each = all.size() / 2;
    for (int d = 0; d < 2; d++) {
      ReferenceCell reference =
          new ReferenceCell(cell, HIDDEN, d == 1, all.subList(d * each, (d + 1) * each));
      double[] wanted = expected(reference, doubles(x));
      for (int i = 0; i < wanted.length; i++) {
        assertThat((double) out[i / 2 * 4 + d * 2 + i % 2])
            .isCloseTo(wanted[i], Offset.offset(1e-5));
      }
    }
  }

  @Test
  void refusesWhatDoesNotGoTogether() {
    assertThatThrownBy(() -> new CellOptions(GRU, false, false, 4, false))
        .hasMessage("cell: GRU with projection (expected: LSTM, or none of these)");
    assertThatThrownBy(() -> new CellOptions(GRU, true, false, 0, false))
        .hasMessageContaining("GRU with peepholes");
    assertThatThrownBy(() -> new CellOptions(GRU, false, true, 0, false))
        .hasMessageContaining("GRU with coupledGates");
    assertThatThrownBy(() -> new CellOptions(LSTM, false, false, -1, false))
        .hasMessage("projection: -1 (expected: >= 0)");
    assertThatThrownBy(() -> new CellOptions(LSTM, false, false, 8, false).requireUnits(8))
        .hasMessage("projection: 8 (expected: less than the 8 units)");
  }

  @Test
  void describesItself() {
    assertThat(CellOptions.DEFAULT.plain()).isTrue();
    assertThat(cells().stream().filter(CellOptions::plain)).hasSize(1);
    assertThat(CellOptions.DEFAULT.describe()).isEqualTo("LSTM");
    assertThat(new CellOptions(LSTM, true, true, 3, true).describe())
        .isEqualTo("LSTM with peepholes, coupled gates, projection to 3, layer normalisation");
  }
}
