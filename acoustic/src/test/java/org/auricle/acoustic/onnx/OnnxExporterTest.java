package org.auricle.acoustic.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.auricle.acoustic.bilstm.BiLstmConfig;
import org.auricle.acoustic.bilstm.BiLstmNetwork;
import org.auricle.acoustic.bilstm.BiLstmWeights;
import org.auricle.acoustic.onnx.proto.ModelProto;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.feature.FbankOptions;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.feature.FeatureOptions;
import org.auricle.engine.feature.FeaturePipeline;
import org.auricle.engine.feature.FrameOptions;
import org.auricle.engine.feature.MelOptions;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.nn.CellOptions;
import org.auricle.engine.nn.SequenceLayout;
import org.auricle.engine.recognition.TokenTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds exported networks to our own, ONNX Runtime being the judge. */
class OnnxExporterTest {
  private static final int DIM = 6;
  private static final int TOKENS = 5;
  private static final FeatureOptions RECIPE =
      new FeatureOptions(
          new FbankOptions(FrameOptions.DEFAULT, new MelOptions(3, 20, -400)),
          0,
          2,
          FeatureOptions.Normalization.MEAN_VARIANCE,
          2,
          2);

  private static BiLstmNetwork network(int layers, int hidden) {
    return network(layers, hidden, CellOptions.DEFAULT);
  }

  private static BiLstmNetwork network(int layers, int hidden, CellOptions cell) {
    BiLstmConfig config = new BiLstmConfig(DIM, layers, hidden, TOKENS, cell);
    BiLstmNetwork network = new BiLstmNetwork(config, 0, Parallel.single());
    network.initialize(17);
    network.parameters().forEach(p -> jitter(p.value()));
    return network;
  }

  /** So that no bias is 0 and no gate's block equals another's. */
  private static void jitter(float[] values) {
    SplittableRandom random = new SplittableRandom(values.length);
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (0.6 * random.nextDouble() - 0.3);
    }
  }

  private static float[] random(int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (4 * random.nextDouble() - 2);
    }
    return values;
  }

  /** A batch of utterances, padded with what must not matter. */
  private static float[] padded(float[][] utterances, int time, float padding) {
    float[] batch = new float[utterances.length * time * DIM];
    Arrays.fill(batch, padding);
    for (int b = 0; b < utterances.length; b++) {
      System.arraycopy(utterances[b], 0, batch, b * time * DIM, utterances[b].length);
    }
    return batch;
  }

  private static void assertParity(
      BiLstmNetwork network, OnnxQuantization quantization, float tolerance) throws OrtException {
    int[] lengths = {9, 23, 1, 22};
    float[][] utterances = new float[lengths.length][];
    for (int b = 0; b < lengths.length; b++) {
      utterances[b] = random(lengths[b] * DIM, b);
    }
    ModelProto model = OnnxExporter.features(network.weights(), quantization);
    try (OrtModel ort = new OrtModel(model)) {
      OrtModel.Output out =
          ort.run(
              OnnxExporter.FEATURES,
              padded(utterances, 23, 1.5f),
              new long[] {4, 23, DIM},
              9,
              23,
              1,
              22);
      assertThat(out.lengths()).containsExactly(9, 23, 1, 22);
      for (int b = 0; b < lengths.length; b++) {
        float[] expected = network.forward(utterances[b], SequenceLayout.of(lengths[b]));
        for (int t = 0; t < lengths[b]; t++) {
          assertThat(out.logProbs()[b][t])
              .as("utterance %d, frame %d", b, t)
              .containsExactly(
                  Arrays.copyOfRange(expected, t * TOKENS, (t + 1) * TOKENS),
                  Offset.offset(tolerance));
        }
      }
    }
  }

  @Test
  void scoresBatchesAsOurNetworkDoesOneByOne() throws OrtException {
    assertParity(network(1, 4), OnnxQuantization.NONE, 2e-6f);
    assertParity(network(3, 5), OnnxQuantization.NONE, 5e-6f);
  }

  @ParameterizedTest
  @CsvSource({"LSTM, true, false", "LSTM, false, true", "LSTM, true, true", "GRU, false, false"})
  void scoresAsTheCellsThatOperatorsHave(
      CellOptions.Type type, boolean peepholes, boolean coupledGates) throws OrtException {
    CellOptions cell = new CellOptions(type, peepholes, coupledGates, 0, false);
    assertParity(network(2, 5, cell), OnnxQuantization.NONE, 5e-6f);
    assertParity(network(2, 8, cell), OnnxQuantization.WEIGHTS, 0.05f);
    if (type == CellOptions.Type.LSTM) {
      assertParity(network(2, 8, cell), OnnxQuantization.DYNAMIC, 0.1f);
    }
  }

  @Test
  void refusesCellsThatNoOperatorHas() {
    CellOptions projection = new CellOptions(CellOptions.Type.LSTM, false, false, 2, false);
    CellOptions norm = new CellOptions(CellOptions.Type.GRU, false, false, 0, true);
    CellOptions gru = new CellOptions(CellOptions.Type.GRU, false, false, 0, false);
    assertRefused(projection, OnnxQuantization.NONE, "cell: LSTM with projection to 2 (expected: ");
    assertRefused(norm, OnnxQuantization.NONE, "cell: GRU with layer normalisation (expected: ");
    assertRefused(gru, OnnxQuantization.DYNAMIC, "quantization: dynamic of a GRU (expected: ");
  }

  private static void assertRefused(
      CellOptions cell, OnnxQuantization quantization, String message) {
    BiLstmWeights weights = network(1, 4, cell).weights();
    assertThatThrownBy(() -> OnnxExporter.features(weights, quantization))
        .isInstanceOf(OnnxExportException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void roundsWeightsToEightBits() throws OrtException {
    assertParity(network(2, 8), OnnxQuantization.WEIGHTS, 0.03f);
    assertParity(network(2, 8), OnnxQuantization.DYNAMIC, 0.06f);
  }

  @Test
  void roundedWeightsAreTheNearestOfTheirGrid() throws OrtException {
    BiLstmNetwork network = network(2, 3);
    BiLstmWeights exact = network.weights();
    Map<String, float[]> rounded = new LinkedHashMap<>();
    exact
        .config()
        .shapes()
        .forEach((name, shape) -> rounded.put(name, onGrid(exact.get(name), shape)));
    BiLstmNetwork coarse = network(2, 3);
    coarse.load(new BiLstmWeights(exact.config(), rounded));
    float[] x = random(7 * DIM, 3);
    float[] expected = coarse.forward(x, SequenceLayout.of(7));
    try (OrtModel ort = new OrtModel(OnnxExporter.features(exact, OnnxQuantization.WEIGHTS))) {
      float[][] actual = ort.run(OnnxExporter.FEATURES, x, new long[] {1, 7, DIM}, 7).logProbs()[0];
      for (int t = 0; t < 7; t++) {
        assertThat(actual[t])
            .containsExactly(
                Arrays.copyOfRange(expected, t * TOKENS, (t + 1) * TOKENS), Offset.offset(5e-6f));
      }
    }
  }

  /** Each row of a matrix in 255 steps from -max to max; biases stay. */
  private static float[] onGrid(float[] values, int[] shape) {
    float[] grid = values.clone();
    if (shape.length == 2) {
      for (int r = 0; r < shape[0]; r++) {
        double max = 0;
        for (int c = 0; c < shape[1]; c++) {
          max = Math.max(max, Math.abs(values[r * shape[1] + c]));
        }
        for (int c = 0; c < shape[1]; c++) {
          int i = r * shape[1] + c;
          grid[i] = (float) (Math.rint(values[i] / max * 127) * max / 127);
        }
      }
    }
    return grid;
  }

  /**
   * One frame through two units by the equations of Hochreiter and Schmidhuber (1997) with forget
   * gates: c = sigmoid(i) tanh(g), h = sigmoid(o) tanh(c).
   */
  @Test
  void twoUnitsGiveWhatTheEquationsSay() throws OrtException {
    BiLstmConfig config = new BiLstmConfig(1, 1, 1, 2);
    Map<String, float[]> tensors = new LinkedHashMap<>();
    for (String direction : new String[] {"", "_reverse"}) {
      float sign = direction.isEmpty() ? 1 : -1;
      tensors.put("lstm.weight_ih_l0" + direction, new float[] {0.1f, 0.2f, sign * 0.3f, 0.4f});
      tensors.put("lstm.weight_hh_l0" + direction, new float[] {1, 2, 3, 4});
      tensors.put("lstm.bias_ih_l0" + direction, new float[] {0.5f, 0.6f, 0.7f, 0.8f});
    }
    tensors.put("output.weight", new float[] {1, 0, 0, 1});
    tensors.put("output.bias", new float[] {0, 0});
    double x = 2;
    double forward = unit(0.1 * x + 0.5, 0.3 * x + 0.7, 0.4 * x + 0.8);
    double backward = unit(0.1 * x + 0.5, -0.3 * x + 0.7, 0.4 * x + 0.8);
    double norm = Math.log(Math.exp(forward) + Math.exp(backward));
    ModelProto model =
        OnnxExporter.features(new BiLstmWeights(config, tensors), OnnxQuantization.NONE);
    try (OrtModel ort = new OrtModel(model)) {
      float[] row =
          ort.run(OnnxExporter.FEATURES, new float[] {2}, new long[] {1, 1, 1}, 1).logProbs()[0][0];
      assertThat((double) row[0]).isCloseTo(forward - norm, Offset.offset(1e-6));
      assertThat((double) row[1]).isCloseTo(backward - norm, Offset.offset(1e-6));
    }
  }

  private static double unit(double i, double g, double o) {
    return sigmoid(o) * Math.tanh(sigmoid(i) * Math.tanh(g));
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @ParameterizedTest
  @EnumSource(OnnxQuantization.class)
  void givesTheSameBytesTwice(OnnxQuantization quantization) {
    BiLstmWeights weights = network(2, 3).weights();
    assertThat(OnnxExporter.features(weights, quantization).toByteString())
        .isEqualTo(OnnxExporter.features(weights, quantization).toByteString());
  }

  private static OnnxMetadata metadata(OnnxForm form, OnnxQuantization quantization) {
    return new OnnxMetadata(
        form,
        RECIPE,
        new TokenTable(List.of("<blank>", " ", "a", "b", "c"), 0),
        1,
        4,
        CellOptions.DEFAULT,
        quantization,
        "tiny",
        "for tests",
        List.of("en"),
        "CC0-1.0");
  }

  /** The whole way from samples; of the batch one is too short for a frame. */
  @Test
  void waveformFormScoresAsPipelineAndNetwork() throws OrtException {
    BiLstmNetwork network = network(1, 4);
    int[] lengths = {4_000, 20, 3_210};
    float[] batch = new float[lengths.length * 4_000];
    Arrays.fill(batch, 0.9f);
    float[][] signals = new float[lengths.length][];
    for (int b = 0; b < lengths.length; b++) {
      signals[b] = random(lengths[b], 40 + b);
      System.arraycopy(signals[b], 0, batch, b * 4_000, lengths[b]);
    }
    ModelProto model =
        OnnxExporter.export(network.weights(), metadata(OnnxForm.WAVEFORM, OnnxQuantization.NONE));
    try (OrtModel ort = new OrtModel(model)) {
      OrtModel.Output out =
          ort.run(OnnxExporter.WAVEFORM, batch, new long[] {3, 4_000}, 4_000, 20, 3_210);
      assertThat(out.lengths()).containsExactly(13, 0, 10);
      for (int b : new int[] {0, 2}) {
        FeatureMatrix features =
            new FeaturePipeline(RECIPE).extract(new AudioClip(signals[b], 16_000));
        int frames = features.frames();
        float[] x = Arrays.copyOf(features.data(), frames * DIM);
        float[] expected = network.forward(x, SequenceLayout.of(frames));
        for (int t = 0; t < frames; t++) {
          assertThat(out.logProbs()[b][t])
              .containsExactly(
                  Arrays.copyOfRange(expected, t * TOKENS, (t + 1) * TOKENS), Offset.offset(1e-5f));
        }
      }
    }
  }

  @Test
  void exportedModelTellsAllAboutItself() {
    OnnxMetadata metadata = metadata(OnnxForm.WAVEFORM, OnnxQuantization.DYNAMIC);
    ModelProto model = OnnxExporter.export(network(1, 4).weights(), metadata);
    assertThat(OnnxMetadata.read(model).orElseThrow().toMap()).isEqualTo(metadata.toMap());
    assertThat(model.getProducerName()).isEqualTo("auricle");
    assertThat(model.getDocString()).contains("tiny: for tests").contains("every 20.0 ms");
  }

  @Test
  void refusesMetadataOfAnotherNetwork() {
    assertThatThrownBy(
            () ->
                OnnxExporter.export(
                    network(2, 4).weights(), metadata(OnnxForm.FEATURES, OnnxQuantization.NONE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("layers=2")
        .hasMessageContaining("(expected: BiLstmConfig[inputDim=6, layers=1");
  }
}
