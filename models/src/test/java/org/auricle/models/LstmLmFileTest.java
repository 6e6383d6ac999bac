package org.auricle.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.auricle.acoustic.onnx.OnnxLanguageModelExporter;
import org.auricle.decoder.lm.lstm.LstmLanguageModel;
import org.auricle.decoder.lm.lstm.LstmLmConfig;
import org.auricle.decoder.lm.lstm.LstmLmWeights;
import org.auricle.decoder.lm.lstm.SymbolTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LstmLmFileTest {
  private static final int SYMBOLS = 13;

  private static LstmLanguageModel model(int embedding, int layers, int hidden, boolean tied) {
    List<String> symbols = new ArrayList<>(List.of("<unk>", "</s>", " "));
    for (int i = 3; i < SYMBOLS; i++) {
      symbols.add(Character.toString('a' + i));
    }
    Map<String, float[]> tensors = new HashMap<>();
    SplittableRandom random = new SplittableRandom(hidden);
    put(tensors, "embedding.weight", SYMBOLS * embedding, random);
    for (int l = 0; l < layers; l++) {
      int input = l == 0 ? embedding : hidden;
      put(tensors, "lstm.weight_ih_l" + l, 4 * hidden * input, random);
      put(tensors, "lstm.weight_hh_l" + l, 4 * hidden * hidden, random);
      put(tensors, "lstm.bias_ih_l" + l, 4 * hidden, random);
    }
    put(tensors, "projection.weight", embedding * hidden, random);
    put(tensors, "projection.bias", embedding, random);
    put(tensors, "output.weight", SYMBOLS * embedding, random);
    put(tensors, "output.bias", SYMBOLS, random);
    return new LstmLanguageModel(
        new SymbolTable(SymbolTable.Level.CHARACTER, symbols),
        LstmLmWeights.of(new LstmLmConfig(SYMBOLS, embedding, layers, hidden, tied), tensors));
  }

  private static void put(
      Map<String, float[]> tensors, String name, int size, SplittableRandom random) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (random.nextDouble() - 0.5);
    }
    tensors.put(name, values);
  }

  @ParameterizedTest
  @CsvSource({"4,1,4,true", "4,2,6,true", "5,1,3,false"})
  void whatIsWrittenIsRead(int embedding, int layers, int hidden, boolean tied)
      throws BundleException {
    LstmLanguageModel model = model(embedding, layers, hidden, tied);
    LstmLanguageModel read = LstmLmFile.read(LstmLmFile.write(model, TensorType.F32), "lm");
    assertThat(read.symbols().symbols()).isEqualTo(model.symbols().symbols());
    assertThat(read.symbols().level()).isEqualTo(SymbolTable.Level.CHARACTER);
    assertThat(read.weights().config()).isEqualTo(model.weights().config());
    int[] sentence = {3, 2, 7, 12, 0};
    assertThat(read.logProbs(List.of(sentence)).get(0))
        .isEqualTo(model.logProbs(List.of(sentence)).get(0));
  }

  @Test
  void brokenFilesAreNamed() {
    LstmLanguageModel model = model(4, 1, 4, true);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    model
        .weights()
        .tensors()
        .forEach(t -> tensors.put(t.name(), new Tensor(t.shape(), t.values())));
    Map<String, String> metadata =
        Map.of(
            "format",
            "auricle-lstm-lm-1",
            "level",
            "word",
            "symbols",
            String.join("\n", model.symbols().symbols()));
    assertThatThrownBy(() -> read(tensors, Map.of()))
        .isInstanceOf(BundleException.class)
        .hasMessage(
            "lm: no LSTM language model: metadata format: null (expected: auricle-lstm-lm-1)");
    assertThatThrownBy(() -> read(tensors, Map.of("format", "auricle-lstm-lm-1", "level", "word")))
        .hasMessageContaining("expected: <unk>, </s> and at least one more");
    Tensor hh = tensors.remove("lstm.weight_hh_l0");
    assertThatThrownBy(() -> read(tensors, metadata))
        .hasMessage("lm: tensor lstm.weight_hh_l0: not there (expected: a matrix)");
    tensors.put("lstm.weight_hh_l0", new Tensor(new int[] {4, 16}, hh.values()));
    assertThatThrownBy(() -> read(tensors, metadata)).isInstanceOf(BundleException.class);
    float[] broken = hh.values().clone();
    broken[3] = Float.NaN;
    tensors.put("lstm.weight_hh_l0", new Tensor(hh.shape(), broken));
    assertThatThrownBy(() -> read(tensors, metadata))
        .hasMessage("lm: tensor lstm.weight_hh_l0: a value that is not finite (expected: numbers)");
    tensors.put("lstm.weight_hh_l0", hh);
    tensors.put("spare", hh);
    assertThatThrownBy(() -> read(tensors, metadata))
        .hasMessage("lm: tensors of no use: [spare] (expected: none)");
  }

  private static LstmLanguageModel read(Map<String, Tensor> tensors, Map<String, String> metadata)
      throws BundleException {
    return LstmLmFile.read(Safetensors.write(tensors, TensorType.F32, metadata), "lm");
  }

  /** In two stretches, the state of the first fed into the second. */
  @ParameterizedTest
  @CsvSource({"4,1,4,true", "4,2,6,true", "5,2,3,false"})
  void onnxRuntimeGivesTheSameProbabilities(int embedding, int layers, int hidden, boolean tied)
      throws OrtException {
    LstmLanguageModel model = model(embedding, layers, hidden, tied);
    int[][] sentences = {{3, 2, 7, 12}, {0, 0, 5, 6}};
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(LstmLmFile.onnx(model))) {
      long[] stateShape = {layers, 2, hidden};
      FloatBuffer zeros = FloatBuffer.allocate(layers * 2 * hidden);
      Map<String, OnnxTensor> inputs = new HashMap<>();
      inputs.put("symbols", OnnxTensor.createTensor(environment, new long[][] {{1, 3}, {1, 0}}));
      inputs.put("h_in", OnnxTensor.createTensor(environment, zeros, stateShape));
      inputs.put("c_in", OnnxTensor.createTensor(environment, zeros, stateShape));
      try (OrtSession.Result first = session.run(inputs)) {
        Map<String, OnnxTensor> more = new HashMap<>();
        more.put(
            "symbols", OnnxTensor.createTensor(environment, new long[][] {{2, 7, 12}, {0, 5, 6}}));
        for (int i = 0; i < 2; i++) {
          more.put(
              OnnxLanguageModelExporter.STATE_IN.get(i),
              (OnnxTensor) first.get(OnnxLanguageModelExporter.STATE_OUT.get(i)).orElseThrow());
        }
        try (OrtSession.Result second = session.run(more)) {
          float[][][] begin = (float[][][]) first.get("log_probs").orElseThrow().getValue();
          float[][][] end = (float[][][]) second.get("log_probs").orElseThrow().getValue();
          assertSame(model, sentences, begin, end);
        }
      }
    }
  }

  private static void assertSame(
      LstmLanguageModel model, int[][] sentences, float[][][] begin, float[][][] end) {
    for (int s = 0; s < sentences.length; s++) {
      float[] expected = model.logProbs(List.of(sentences[s])).get(0);
      for (int t = 0; t <= sentences[s].length; t++) {
        float[] found = t < 2 ? begin[s][t] : end[s][t - 2];
        int next = t < sentences[s].length ? sentences[s][t] : SymbolTable.BOUNDARY;
        assertThat(found[next]).isCloseTo(expected[t], within(1e-5f));
      }
    }
  }
}
