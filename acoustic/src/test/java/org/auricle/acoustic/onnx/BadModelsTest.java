package org.auricle.acoustic.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.auricle.acoustic.onnx.OnnxModelDescription.Chunking;
import org.auricle.acoustic.onnx.OnnxModelDescription.Layout;
import org.auricle.acoustic.onnx.OnnxModelDescription.Posteriors;
import org.auricle.acoustic.onnx.proto.ModelProto;
import org.auricle.acoustic.onnx.proto.StringStringEntryProto;
import org.auricle.acoustic.onnx.proto.TensorProto;
import org.auricle.acoustic.onnx.proto.TensorProto.DataType;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.recognition.LogPosteriors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every model that cannot be used ends in one line that says why. */
class BadModelsTest {
  private static final OnnxModelDescription PLAIN =
      TinyCtc.plainDescription(Layout.BATCH_TIME_DIM, OnnxElementType.FLOAT);

  @TempDir private Path folder;

  private static OnnxModels plain() {
    return TinyCtc.plain(Layout.BATCH_TIME_DIM, DataType.FLOAT);
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("m.onnx"), bytes);
  }

  private void requireProblem(Path file, OnnxModelDescription description, String problem) {
    int sessions = OnnxSession.openSessions();
    assertThatThrownBy(() -> TinyCtc.open(file, description, OnnxRuntimeOptions.DEFAULT).close())
        .isInstanceOf(OnnxModelException.class)
        .hasMessage("tiny.onnx: " + problem);
    assertThat(OnnxSession.openSessions()).isEqualTo(sessions);
  }

  @Test
  void whatIsNoModel() throws IOException {
    requireProblem(folder.resolve("absent.onnx"), PLAIN, "no such file");
    requireProblem(folder, PLAIN, "a folder (expected: an ONNX model)");
    requireProblem(file(new byte[0]), PLAIN, "empty (expected: an ONNX model)");
    byte[] text = "hello\n".getBytes(StandardCharsets.US_ASCII);
    requireProblem(file(text), PLAIN, "truncated, or not ONNX (expected: an ONNX model)");
    byte[] good = plain().build().toByteArray();
    for (int length : new int[] {1, good.length / 2, good.length - 1}) {
      byte[] cut = Arrays.copyOf(good, length);
      requireProblem(file(cut), PLAIN, "truncated, or not ONNX (expected: an ONNX model)");
    }
    byte[] other = ModelProto.newBuilder().setProducerName("x").build().toByteArray();
    requireProblem(file(other), PLAIN, "no graph (expected: an ONNX model)");
  }

  @Test
  void versionsBeyondOnnxRuntime() throws IOException {
    Path file = plain().opset(99).write(folder.resolve("m.onnx"));
    assertThatThrownBy(() -> TinyCtc.open(file, PLAIN, OnnxRuntimeOptions.DEFAULT))
        .isInstanceOf(OnnxModelException.class)
        .hasMessageMatching(
            "tiny\\.onnx: operator set ai\\.onnx: version 99 \\(expected: at most \\d+\\)");
    plain().irVersion(99).write(file);
    assertThatThrownBy(() -> TinyCtc.open(file, PLAIN, OnnxRuntimeOptions.DEFAULT))
        .isInstanceOf(OnnxModelException.class)
        .hasMessageMatching("tiny\\.onnx: IR version: 99 \\(expected: at most \\d+\\)");
    plain().opset(0).write(file);
    requireProblem(file, PLAIN, "operator set : version 0 (expected: at least 1)");
    ModelProto.Builder none = plain().build().toBuilder().clearOpsetImport();
    requireProblem(
        file(none.build().toByteArray()),
        PLAIN,
        "operator sets: none (expected: at least ai.onnx)");
  }

  @Test
  void whatOnnxRuntimeSaysIsOneLine() {
    Path file = plain().node("Frobnicate", "x", "q").write(folder.resolve("m.onnx"));
    requireProblem(
        file,
        PLAIN,
        "ONNX Runtime: This is an invalid model. In Node, (\"Frobnicate1\", Frobnicate, \"\", -1) :"
            + " (\"x\": tensor(float),) -> (\"q\",) , Error No Op registered for Frobnicate with"
            + " domain_version of 17");
  }

  @Test
  void everyDamageIsOneTypedError() throws IOException {
    byte[] good = plain().build().toByteArray();
    SplittableRandom random = new SplittableRandom(3);
    int damaged = 0;
    for (int round = 0; round < 150; round++) {
      byte[] bytes = good.clone();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      try (OnnxAcousticModel model = TinyCtc.open(file(bytes), PLAIN, OnnxRuntimeOptions.DEFAULT)) {
        model.score(TinyCtc.features(1, 3)); // the byte may not have mattered
      } catch (OnnxModelException e) {
        assertThat(e.getMessage()).startsWith("tiny.onnx: ").doesNotContain("\n");
        damaged++;
      }
    }
    assertThat(damaged).isGreaterThan(50);
  }

  @ParameterizedTest
  @CsvSource({"../w.bin", "/etc/passwd", "a/b", "C:\\w.bin", ".", "*/_ORT_MEM_ADDR_/*", "''"})
  void weightsElsewhereAreRefusedBeforeOnnxRuntimeSeesThem(String location) {
    requireProblem(
        external(location, 0),
        PLAIN,
        "tensor w: external data at \""
            + location
            + "\" (expected: a plain name, of a file beside the model)");
  }

  private Path external(String location, long offset) {
    TensorProto.Builder w =
        TensorProto.newBuilder()
            .setName("w")
            .setDataType(1)
            .setDataLocation(TensorProto.DataLocation.EXTERNAL)
            .addExternalData(entry("location", location))
            .addExternalData(entry("offset", "" + offset));
    return new OnnxModels()
        .input("x", DataType.FLOAT, "B", "T", TinyCtc.DIM)
        .output("y", DataType.FLOAT, "B", "T", TinyCtc.TOKENS)
        .initializer(w, TinyCtc.DIM, TinyCtc.TOKENS)
        .node("MatMul", "x w", "y")
        .write(folder.resolve("external.onnx"));
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  @Test
  void weightsBesideAreReadAndChecked() throws IOException {
    requireProblem(
        external("w.bin", 0),
        PLAIN,
        "tensor w: external data in w.bin, which is missing (expected: that file)");
    ByteBuffer raw = ByteBuffer.allocate(4 * TinyCtc.W.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(TinyCtc.W);
    Files.write(folder.resolve("w.bin"), raw.array());
    requireProblem(
        external("w.bin", 99),
        PLAIN,
        "tensor w: external data of -51 bytes from 99 (expected: within the 48 bytes of w.bin)");
    FeatureMatrix x = TinyCtc.features(1, 4);
    try (OnnxAcousticModel model =
        TinyCtc.open(external("w.bin", 0), PLAIN, OnnxRuntimeOptions.DEFAULT)) {
      assertThat(model.score(x).frames()).isEqualTo(4);
    }
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.move(folder.resolve("w.bin"), elsewhere.resolve("w.bin"));
    Files.createSymbolicLink(folder.resolve("w.bin"), elsewhere.resolve("w.bin"));
    assertThatThrownBy(() -> OnnxModelInfo.read(external("w.bin", 0), "m"))
        .hasMessage(
            "m: tensor w: external data at "
                + elsewhere.toRealPath().resolve("w.bin")
                + " (expected: a file beside the model)");
  }

  @Test
  void modelsThatAreNotAsDescribed() {
    Path file = plain().write(folder.resolve("m.onnx"));
    requireProblem(file, TinyCtc.WITH_LENGTHS, "inputs: x (expected: one named n)");
    requireProblem(
        file,
        TinyCtc.plainDescription(Layout.BATCH_TIME_DIM, OnnxElementType.FLOAT16),
        "input x: FLOAT (expected: FLOAT16)");
    requireProblem(
        file,
        TinyCtc.plainDescription(Layout.BATCH_DIM_TIME, OnnxElementType.FLOAT),
        "input x: always 3 frames (expected: any number of frames)");
    Path lengths = TinyCtc.withLengths().write(folder.resolve("l.onnx"));
    requireProblem(
        lengths,
        PLAIN,
        "input n: nothing is known to feed it with (expected: a description of it)");
    OnnxModels rankTwo =
        new OnnxModels()
            .input("x", DataType.FLOAT, "B", "T", TinyCtc.DIM)
            .output("y", DataType.FLOAT, "B", TinyCtc.TOKENS)
            .floats("w", TinyCtc.W, TinyCtc.DIM, TinyCtc.TOKENS)
            .longs("axis", new long[] {1}, 1)
            .node("MatMul", "x w", "xw")
            .node("ReduceSum", "xw axis", "y", OnnxModels.attribute("keepdims", 0));
    requireProblem(
        rankTwo.write(folder.resolve("r.onnx")),
        PLAIN,
        "output y: shape [?, 4] (expected: [?, ?, 4]: a CTC model's, with 4 tokens)");
  }

  @Test
  void shapesThatTheirValuesDoNotFillAreRefusedBeforeOnnxRuntimeSeesThem() throws IOException {
    long[][] shapes = {{3, 5}, {TinyCtc.DIM, TinyCtc.TOKENS, 1L << 38}, {-1, 4}, {1L << 62, 4}};
    for (long[] shape : shapes) {
      ModelProto.Builder model = plain().build().toBuilder();
      TensorProto.Builder w = model.getGraphBuilder().getInitializerBuilder(0).clearDims();
      Arrays.stream(shape).forEach(w::addDims);
      Path file = file(model.build().toByteArray());
      assertThatThrownBy(() -> OnnxModelInfo.read(file, "m"))
          .isInstanceOf(OnnxModelException.class)
          .hasMessageStartingWith("m: tensor w: ")
          .hasMessageContaining("(expected: ");
    }
  }

  @Test
  void whatNoTensorCanHoldIsNamed() {
    int vocabulary = 1 << 20;
    OnnxModels wide =
        new OnnxModels()
            .input("x", DataType.FLOAT, "B", "T", TinyCtc.DIM)
            .output("y", DataType.FLOAT, "B", "T", vocabulary)
            .floats("w", new float[vocabulary], 1, vocabulary)
            .longs("axis", new long[] {2}, 1)
            .node("ReduceSum", "x axis", "sum")
            .node("MatMul", "sum w", "y");
    OnnxModelDescription description =
        new OnnxModelDescription(
            OnnxFamily.OTHER,
            PLAIN.signal(),
            List.of(),
            List.of(),
            PLAIN.posteriors(),
            1,
            vocabulary,
            List.of(),
            Chunking.NONE);
    Path file = wide.write(folder.resolve("wide.onnx"));
    try (OnnxAcousticModel model = TinyCtc.open(file, description, OnnxRuntimeOptions.DEFAULT)) {
      assertThatThrownBy(() -> model.score(TinyCtc.features(1, 600)))
          .isInstanceOf(OnnxModelException.class)
          .hasMessage(
              "tiny.onnx: run of 1 x 600: tensor of 2516582400 bytes (expected: less than 2 GB; cut the"
                  + " recording)");
      assertThat(model.openTensors()).isZero();
    }
  }

  @Test
  void outputsThatMakeNoSense() {
    OnnxModels log =
        new OnnxModels()
            .input("x", DataType.FLOAT, "B", "T", TinyCtc.DIM)
            .output("y", DataType.FLOAT, "B", "T", "V")
            .floats("w", TinyCtc.W, TinyCtc.DIM, TinyCtc.TOKENS)
            .node("Log", "x", "l")
            .node("MatMul", "l w", "y");
    float[] data = {1, 1, 1, 1, 1, 1, 1, -1, 1, 1, 1, 1};
    FeatureMatrix x = new FeatureMatrix(data, 4, TinyCtc.DIM);
    Path file = log.write(folder.resolve("log.onnx"));
    try (OnnxAcousticModel model = TinyCtc.open(file, PLAIN, OnnxRuntimeOptions.DEFAULT)) {
      assertThatThrownBy(() -> model.score(x))
          .isInstanceOf(OnnxModelException.class)
          .hasMessage("tiny.onnx: output y, frame 2: NaN (expected: a number)");
      assertThat(model.openTensors()).isZero();
    }
    OnnxModelDescription normalized =
        TinyCtc.description(
            Layout.BATCH_TIME_DIM,
            OnnxElementType.FLOAT,
            List.of(),
            new Posteriors("y", true, List.of()),
            1,
            List.of(),
            Chunking.NONE);
    try (OnnxAcousticModel model = TinyCtc.open(file, normalized, OnnxRuntimeOptions.DEFAULT)) {
      assertThatThrownBy(() -> model.score(x.rows(0, 2)))
          .hasMessage(
              "tiny.onnx: output y, frame 0: probabilities that sum up to 4.0 (expected: 1, if they"
                  + " are log-softmax)");
    }
    OnnxModels wide =
        new OnnxModels()
            .input("x", DataType.FLOAT, "B", "T", TinyCtc.DIM)
            .output("y", DataType.FLOAT, "B", "T", "V")
            .floats("w", TinyCtc.random(1, 15), TinyCtc.DIM, 5)
            .floats("mask", new float[] {1, 1, 1, 1, 1}, 5)
            .longs("zero", new long[] {0}, 1)
            .node("MatMul", "x w", "xw")
            .node("NonZero", "mask", "columns") // how many is not known before
            .node("Squeeze", "columns zero", "five")
            .node("Gather", "xw five", "y", OnnxModels.attribute("axis", 2));
    Path wideFile = wide.write(folder.resolve("wide.onnx"));
    try (OnnxAcousticModel model = TinyCtc.open(wideFile, PLAIN, OnnxRuntimeOptions.DEFAULT)) {
      assertThatThrownBy(() -> model.score(x))
          .hasMessage("tiny.onnx: output y: shape [1, 4, 5] of a run (expected: [1, rows, 4])");
      assertThat(model.openTensors()).isZero();
    }
  }

  @Test
  void rowsThatWereForeseenWronglyAreReadAllTheSame() {
    OnnxModels half =
        new OnnxModels()
            .input("x", DataType.FLOAT, "B", "T", TinyCtc.DIM)
            .output("y", DataType.FLOAT, "B", "S", TinyCtc.TOKENS)
            .floats("w", TinyCtc.W, TinyCtc.DIM, TinyCtc.TOKENS)
            .longs("zero", new long[] {0}, 1)
            .longs("one", new long[] {1}, 1)
            .longs("two", new long[] {2}, 1)
            .longs("end", new long[] {Long.MAX_VALUE}, 1)
            .node("Slice", "x zero end one two", "s")
            .node("MatMul", "s w", "y");
    FeatureMatrix x = TinyCtc.features(1, 5);
    try (OnnxAcousticModel model =
        TinyCtc.open(half.write(folder.resolve("h.onnx")), PLAIN, OnnxRuntimeOptions.DEFAULT)) {
      for (int again = 0; again < 3; again++) {
        LogPosteriors posteriors = model.score(x);
        assertThat(posteriors.frames()).isEqualTo(3);
        for (int r = 0; r < 3; r++) {
          assertThat(PosteriorParts.rows(posteriors, r, r + 1).logProbs())
              .containsExactly(TinyCtc.logSoftmax(TinyCtc.product(x, 2 * r)), within(2e-6f));
        }
      }
    }
  }
}
