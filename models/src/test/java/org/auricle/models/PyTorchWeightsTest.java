package org.auricle.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.auricle.acoustic.bilstm.BiLstmAcousticModel;
import org.auricle.acoustic.bilstm.BiLstmConfig;
import org.auricle.acoustic.bilstm.BiLstmWeights;
import org.auricle.acoustic.bilstm.ChunkOptions;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.math.Parallel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class PyTorchWeightsTest {
  private static final BiLstmWeights WEIGHTS = TestBundles.weights();

  private static Map<String, Tensor> state() throws IOException {
    byte[] file = PyTorchWeights.write(WEIGHTS, TensorType.F32, Map.of());
    return new LinkedHashMap<>(Safetensors.read(file, "ours"));
  }

  private static BiLstmWeights read(Map<String, Tensor> state) throws IOException {
    return PyTorchWeights.read(Safetensors.write(state, TensorType.F32), "theirs");
  }

  @Test
  void writesPyTorchsNamesAndReadsThem() throws IOException {
    assertThat(state().keySet())
        .startsWith(
            "lstm.weight_ih_l0",
            "lstm.weight_hh_l0",
            "lstm.bias_ih_l0",
            "lstm.bias_hh_l0",
            "lstm.weight_ih_l0_reverse")
        .endsWith("lstm.bias_hh_l1_reverse", "output.weight", "output.bias")
        .hasSize(18);
    BiLstmWeights read = read(state());
    assertThat(read.config()).isEqualTo(WEIGHTS.config());
    WEIGHTS.tensors().forEach((name, values) -> assertThat(read.get(name)).isEqualTo(values));
  }

  @Test
  void keepsWordsBesideTheTensors() throws IOException {
    Map<String, String> words = Map.of("tokens", "[\"é\"]", "blank", "0");
    byte[] file = PyTorchWeights.write(WEIGHTS, TensorType.F16, words);
    assertThat(Safetensors.readMetadata(file, "ours")).isEqualTo(words);
    assertThat(PyTorchWeights.read(file, "ours").config()).isEqualTo(WEIGHTS.config());
    byte[] plain = PyTorchWeights.write(WEIGHTS, TensorType.F32, Map.of());
    assertThat(Safetensors.readMetadata(plain, "ours")).isEmpty();
  }

  @Test
  void addsTheTwoBiasesAndTakesOneThatIsMissingAsZero() throws IOException {
    Map<String, Tensor> state = state();
    int size = 4 * WEIGHTS.config().hidden();
    float[] ones = new float[size];
    Arrays.fill(ones, 1);
    state.put("lstm.bias_hh_l0", new Tensor(new int[] {size}, ones));
    state.remove("lstm.bias_hh_l1_reverse");
    state.remove("output.bias");
    BiLstmWeights read = read(state);
    for (int i = 0; i < size; i++) {
      assertThat(read.get("lstm.bias_ih_l0")[i]).isEqualTo(WEIGHTS.get("lstm.bias_ih_l0")[i] + 1);
    }
    assertThat(read.get("lstm.bias_ih_l1_reverse"))
        .isEqualTo(WEIGHTS.get("lstm.bias_ih_l1_reverse"));
    assertThat(read.get("output.bias")).containsOnly(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "model.encoder.rnn.", "module.lstm."})
  void takesAnyPrefix(String prefix) throws IOException {
    Map<String, Tensor> renamed = new LinkedHashMap<>();
    state()
        .forEach(
            (name, tensor) ->
                renamed.put(
                    name.startsWith("lstm.")
                        ? prefix + name.substring("lstm.".length())
                        : "ctc." + name.substring("output.".length()),
                    tensor));
    BiLstmWeights read = read(renamed);
    WEIGHTS.tensors().forEach((name, values) -> assertThat(read.get(name)).isEqualTo(values));
  }

  /** PyTorch's own numbers; see the README beside the file. */
  @Test
  void computesWhatPyTorchComputed() throws IOException {
    byte[] file;
    try (InputStream in =
        PyTorchWeightsTest.class.getResourceAsStream("torch-bilstm.safetensors")) {
      file = in.readAllBytes();
    }
    BiLstmWeights weights = PyTorchWeights.read(file, "torch-bilstm.safetensors");
    assertThat(weights.config()).isEqualTo(new BiLstmConfig(3, 2, 2, 4));
    Map<String, String> words = Safetensors.readMetadata(file, "torch-bilstm.safetensors");
    float[] x = JsonMapper.shared().readValue(words.get("input"), float[].class);
    float[] expected = JsonMapper.shared().readValue(words.get("log_probs"), float[].class);
    try (BiLstmAcousticModel model =
        new BiLstmAcousticModel(weights, 0.01, ChunkOptions.DEFAULT, Parallel.single())) {
      assertThat(model.score(new FeatureMatrix(x, 5, 3)).logProbs())
          .containsExactly(expected, Offset.offset(2e-6f));
    }
  }

  @Test
  void saysWhatDoesNotFit() throws IOException {
    Map<String, Tensor> state = state();
    refuses(state, "lstm.weight_ih_l0_reverse", null, "tensor lstm.weight_ih_l0_reverse: missing");
    refuses(state, "lstm.weight_hh_l1", vector(3), "tensor lstm.weight_hh_l1: shape [3]");
    refuses(state, "lstm.weight_ih_l0", vector(4), "tensor lstm.weight_ih_l0: shape [4]");
    refuses(state, "output.weight", vector(4), "no weight of shape [tokens, 10]");
    refuses(state, "two.weight", state.get("output.weight"), "[output.weight, two.weight] weight");
    refuses(state, "norm.weight", vector(4), "tensor norm.weight: belongs to nothing");
    refuses(state, "other.bias_ih_l0", vector(4), "LSTMs under [lstm., other.]");
    refuses(state, "lstm.weight_hr_l0", vector(4), "of an LSTM with projections");
    refuses(
        state,
        "output.bias",
        new Tensor(new int[] {4}, new float[] {0, Float.NaN, 0, 0}),
        "tensor output.bias: holds NaN or infinity");
    assertThatThrownBy(() -> read(Map.of("a.weight", vector(2))))
        .isInstanceOf(BundleException.class)
        .hasMessageStartingWith("theirs: no LSTM (expected: ");
  }

  private static Tensor vector(int size) {
    return new Tensor(new int[] {size}, new float[size]);
  }

  private static void refuses(
      Map<String, Tensor> state, String name, Tensor tensor, String problem) {
    Map<String, Tensor> changed = new LinkedHashMap<>(state);
    if (tensor == null) {
      changed.remove(name);
    } else {
      changed.put(name, tensor);
    }
    assertThatThrownBy(() -> read(changed))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining(problem)
        .hasMessageContaining("theirs");
  }
}
