package org.auricle.acoustic.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.assertj.core.data.Offset;
import org.auricle.acoustic.bilstm.BiLstmConfig;
import org.auricle.acoustic.bilstm.BiLstmNetwork;
import org.auricle.acoustic.bilstm.BiLstmWeights;
import org.auricle.acoustic.onnx.proto.AttributeProto;
import org.auricle.acoustic.onnx.proto.ModelProto;
import org.auricle.acoustic.onnx.proto.NodeProto;
import org.auricle.engine.feature.FbankOptions;
import org.auricle.engine.feature.FeatureOptions;
import org.auricle.engine.feature.FrameOptions;
import org.auricle.engine.feature.MelOptions;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.nn.CellOptions;
import org.auricle.engine.nn.SequenceLayout;
import org.auricle.engine.recognition.TokenTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OnnxLstmReaderTest {
  private static final int DIM = 3;
  private static final int TOKENS = 4;

  @TempDir private Path folder;

  private static BiLstmWeights weights() {
    BiLstmNetwork network =
        new BiLstmNetwork(new BiLstmConfig(DIM, 2, 5, TOKENS), 0, Parallel.single());
    network.initialize(5);
    return network.weights();
  }

  private static float[] random(int size) {
    SplittableRandom random = new SplittableRandom(2);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (2 * random.nextDouble() - 1);
    }
    return values;
  }

  private Path write(ModelProto model) throws IOException {
    return Files.write(folder.resolve("model.onnx"), model.toByteArray());
  }

  /** Rounded weights come back as their grid has them. */
  @ParameterizedTest
  @EnumSource(OnnxQuantization.class)
  void readsWhatWeExport(OnnxQuantization quantization) throws IOException {
    BiLstmWeights weights = weights();
    BiLstmWeights read = OnnxLstmReader.read(write(OnnxExporter.features(weights, quantization)));
    assertThat(read.config()).isEqualTo(weights.config());
    weights
        .tensors()
        .forEach(
            (name, values) -> {
              double largest = 0;
              for (float v : values) {
                largest = Math.max(largest, Math.abs(v));
              }
              boolean exact = quantization == OnnxQuantization.NONE || name.contains("bias");
              assertThat(read.get(name))
                  .as(name)
                  .containsExactly(
                      values, Offset.offset(exact ? 0 : (float) (largest / 127 * 0.501)));
            });
  }

  @Test
  void bothRoundedFormsHoldTheSameWeights() throws IOException {
    BiLstmWeights portable =
        OnnxLstmReader.read(write(OnnxExporter.features(weights(), OnnxQuantization.WEIGHTS)));
    BiLstmWeights dynamic =
        OnnxLstmReader.read(write(OnnxExporter.features(weights(), OnnxQuantization.DYNAMIC)));
    portable
        .tensors()
        .forEach((name, values) -> assertThat(dynamic.get(name)).as(name).isEqualTo(values));
  }

  @Test
  void readsOurModelsThatTakeSamples() throws IOException {
    FeatureOptions recipe =
        new FeatureOptions(
            new FbankOptions(FrameOptions.DEFAULT, new MelOptions(3, 20, -400)),
            0,
            2,
            FeatureOptions.Normalization.MEAN,
            1,
            1);
    OnnxMetadata metadata =
        new OnnxMetadata(
            OnnxForm.WAVEFORM,
            recipe,
            new TokenTable(List.of("<blank>", " ", "a", "b"), 0),
            2,
            5,
            CellOptions.DEFAULT,
            OnnxQuantization.NONE,
            "tiny",
            "",
            List.of(),
            "");
    BiLstmWeights weights = weights();
    ModelProto model = OnnxExporter.export(weights, metadata);
    BiLstmWeights read = OnnxLstmReader.read(write(model));
    weights
        .tensors()
        .forEach((name, values) -> assertThat(read.get(name)).as(name).isEqualTo(values));
    Path foreign = write(model.toBuilder().clearMetadataProps().build());
    assertThatThrownBy(() -> OnnxLstmReader.read(foreign))
        .isInstanceOf(OnnxModelException.class)
        .hasMessageContaining("node centred_values (Sub): computes what the first LSTM takes");
  }

  /** What PyTorch exported, ONNX Runtime on one side, our network with its weights on the other. */
  @ParameterizedTest
  @CsvSource({"torch-batch-first, 2", "torch-time-first-logits, 2", "torch-unfolded, 1"})
  void readsWhatPyTorchExports(String name, int layers) throws IOException, OrtException {
    Path file = folder.resolve(name + ".onnx");
    try (InputStream in = OnnxLstmReaderTest.class.getResourceAsStream(name + ".onnx")) {
      Files.copy(in, file);
    }
    BiLstmWeights weights = OnnxLstmReader.read(file);
    assertThat(weights.config()).isEqualTo(new BiLstmConfig(DIM, layers, 2, TOKENS));
    BiLstmNetwork network = new BiLstmNetwork(weights.config(), 0, Parallel.single());
    network.load(weights);
    int frames = 9;
    float[] x = random(frames * DIM);
    float[] expected =
        Arrays.copyOf(network.forward(x, SequenceLayout.of(frames)), frames * TOKENS);
    boolean timeFirst = name.contains("time-first");
    long[] shape = timeFirst ? new long[] {frames, 1, DIM} : new long[] {1, frames, DIM};
    try (OrtSession session = SessionOpener.environment().createSession(file.toString());
        OnnxTensor input =
            OnnxTensor.createTensor(SessionOpener.environment(), FloatBuffer.wrap(x), shape);
        OrtSession.Result result = session.run(Map.of("x", input))) {
      FloatBuffer y = ((OnnxTensor) result.get(0)).getFloatBuffer();
      for (int t = 0; t < frames; t++) {
        double norm = 0; // logits and log-probabilities differ by it
        for (int k = 0; k < TOKENS; k++) {
          norm += Math.exp(y.get(t * TOKENS + k));
        }
        for (int k = 0; k < TOKENS; k++) {
          assertThat(expected[t * TOKENS + k])
              .isCloseTo((float) (y.get(t * TOKENS + k) - Math.log(norm)), Offset.offset(2e-6f));
        }
      }
    }
  }

  @Test
  void refusesWhatItCouldNotComputeTheSame() throws IOException {
    refuses("lstm0", n -> attribute(n, "direction", "forward"), "direction forward");
    refuses("lstm0", n -> n.setInput(1, "features"), "features is computed");
    refuses("lstm1", n -> n.setInput(1, "lstm0_weight_ih"), "3 inputs, 5 units");
    refuses("lstm0", n -> n.setInput(2, "lstm0_weight_ih"), "R of shape [2, 20, 3]");
    refuses("lstm0", n -> n.addInput("features"), "initial state features");
    refuses("lstm0", n -> n.addInput("").addInput("").addInput("output_bias"), "peepholes");
    refuses("lstm1_input", n -> n.setOpType("Relu"), "node lstm1_input (Relu): computes what");
    refuses("lstm1", n -> n.setOpType("GRU"), "no LSTM before the dense layer");
    refuses("logits", n -> n.setOpType("Sub"), "not a dense layer");
    refuses("output_product", n -> n.setInput(1, "features"), "features is computed");
    refuses("lstm1", n -> n.setInput(0, "lstm1"), "Y, all steps, used once");
    refuses("lstm1_input", n -> n.setInput(0, "lstm1_input"), "a loop");
  }

  private void refuses(String name, Consumer<NodeProto.Builder> change, String problem)
      throws IOException {
    ModelProto.Builder model = OnnxExporter.features(weights(), OnnxQuantization.NONE).toBuilder();
    model.getGraphBuilder().getNodeBuilderList().stream()
        .filter(n -> n.getName().equals(name))
        .forEach(change);
    Path file = write(model.build());
    assertThatThrownBy(() -> OnnxLstmReader.read(file))
        .as(problem)
        .isInstanceOf(OnnxModelException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(problem)
        .hasMessageContaining("(expected: ");
  }

  private static void attribute(NodeProto.Builder node, String name, String value) {
    for (AttributeProto.Builder attribute : node.getAttributeBuilderList()) {
      if (attribute.getName().equals(name)) {
        attribute.setS(ByteString.copyFromUtf8(value));
      }
    }
  }

  @Test
  void namesNodesAndTensorsThatAreNotValid() throws IOException {
    ModelProto.Builder bare = OnnxExporter.features(weights(), OnnxQuantization.NONE).toBuilder();
    bare.getGraphBuilder().getNodeBuilderList().forEach(n -> n.clearInput());
    Path file = write(bare.build());
    assertThatThrownBy(() -> OnnxLstmReader.read(file))
        .isInstanceOf(OnnxModelException.class)
        .hasMessage(file + ": a node has fewer inputs than its operator takes");
    ModelProto.Builder model = OnnxExporter.features(weights(), OnnxQuantization.NONE).toBuilder();
    for (var tensor : model.getGraphBuilder().getInitializerBuilderList()) {
      tensor.setDataType(99);
    }
    Path strange = write(model.build());
    assertThatThrownBy(() -> OnnxLstmReader.read(strange))
        .isInstanceOf(OnnxModelException.class)
        .hasMessageContaining("type UNDEFINED (expected: FLOAT, FLOAT16,");
    for (var tensor : model.getGraphBuilder().getInitializerBuilderList()) {
      tensor.setDataType(1).clearDims().addDims(Integer.MAX_VALUE).clearRawData();
    }
    Path huge = write(model.build());
    assertThatThrownBy(() -> OnnxLstmReader.read(huge))
        .isInstanceOf(OnnxModelException.class)
        .hasMessageEndingWith("too few values (expected: as many as FLOAT [2147483647] takes)");
  }

  @Test
  void namesATensorThatIsNotWhole() throws IOException {
    ModelProto.Builder model = OnnxExporter.features(weights(), OnnxQuantization.NONE).toBuilder();
    model.getGraphBuilder().getInitializerBuilderList().stream()
        .filter(t -> t.getName().equals("lstm0_weight_hh"))
        .forEach(t -> t.setRawData(t.getRawData().substring(4)));
    Path file = write(model.build());
    assertThatThrownBy(() -> OnnxLstmReader.read(file))
        .isInstanceOf(OnnxModelException.class)
        .hasMessage(
            file
                + ": tensor lstm0_weight_hh: 796 bytes (expected: as many as FLOAT [2, 20, 5]"
                + " takes)");
  }
}
