package org.auricle.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.auricle.acoustic.bilstm.ChunkOptions;
import org.auricle.acoustic.onnx.OnnxElementType;
import org.auricle.acoustic.onnx.OnnxFamily;
import org.auricle.acoustic.onnx.OnnxModelDescription;
import org.auricle.acoustic.onnx.OnnxModelDescription.Chunking;
import org.auricle.acoustic.onnx.OnnxModelDescription.Layout;
import org.auricle.acoustic.onnx.OnnxModelDescription.Posteriors;
import org.auricle.acoustic.onnx.OnnxModelDescription.Signal;
import org.auricle.acoustic.onnx.OnnxModelException;
import org.auricle.acoustic.onnx.proto.GraphProto;
import org.auricle.acoustic.onnx.proto.ModelProto;
import org.auricle.acoustic.onnx.proto.NodeProto;
import org.auricle.acoustic.onnx.proto.OperatorSetIdProto;
import org.auricle.acoustic.onnx.proto.StringStringEntryProto;
import org.auricle.acoustic.onnx.proto.TensorProto;
import org.auricle.acoustic.onnx.proto.TensorShapeProto;
import org.auricle.acoustic.onnx.proto.TypeProto;
import org.auricle.acoustic.onnx.proto.ValueInfoProto;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.recognition.RecognitionStream;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.StreamOptions;
import org.auricle.engine.recognition.Transcript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bundle with a model of one matrix product, its weights inside or beside. */
class OnnxBundleTest {
  private static final int DIM = TestBundles.MANIFEST.features().dim();
  private static final int TOKENS = TestBundles.TOKENS.size();

  @TempDir private Path temp;

  private static BundleManifest manifest(int vocabulary, int dim) {
    BundleManifest m = TestBundles.MANIFEST;
    OnnxModelDescription model =
        new OnnxModelDescription(
            OnnxFamily.OTHER,
            new Signal("x", Layout.BATCH_TIME_DIM, OnnxElementType.FLOAT, 1, dim),
            List.of(),
            List.of(),
            new Posteriors("y", false, List.of()),
            1,
            vocabulary,
            List.of(),
            Chunking.NONE);
    return new BundleManifest(
        m.schemaVersion(),
        m.name(),
        m.description(),
        m.languages(),
        m.features(),
        new BundleManifest.Acoustic.Onnx(model),
        m.blank(),
        m.decoder(),
        m.language(),
        new ChunkOptions(4, 4),
        m.training(),
        Map.of());
  }

  private static ValueInfoProto value(String name, int last) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    shape.addDimBuilder().setDimParam("B");
    shape.addDimBuilder().setDimParam("T");
    shape.addDimBuilder().setDimValue(last);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(1).setShape(shape)))
        .build();
  }

  /** Writes y = x W, with W in the file if no other is named. */
  private Path model(String external) throws IOException {
    ByteBuffer raw = ByteBuffer.allocate(DIM * TOKENS * 4).order(ByteOrder.LITTLE_ENDIAN);
    SplittableRandom random = new SplittableRandom(7);
    while (raw.hasRemaining()) {
      raw.putFloat((float) (random.nextDouble() - 0.5));
    }
    TensorProto.Builder weights =
        TensorProto.newBuilder().setName("w").setDataType(1).addDims(DIM).addDims(TOKENS);
    if (external.isEmpty()) {
      weights.setRawData(ByteString.copyFrom(raw.flip()));
    } else {
      Files.write(temp.resolve("w.bin"), raw.array());
      weights
          .setDataLocation(TensorProto.DataLocation.EXTERNAL)
          .addExternalData(
              StringStringEntryProto.newBuilder().setKey("location").setValue(external));
    }
    ModelProto model =
        ModelProto.newBuilder()
            .setIrVersion(8)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
            .setGraph(
                GraphProto.newBuilder()
                    .setName("product")
                    .addInput(value("x", DIM))
                    .addOutput(value("y", TOKENS))
                    .addInitializer(weights)
                    .addNode(
                        NodeProto.newBuilder()
                            .setOpType("MatMul")
                            .addInput("x")
                            .addInput("w")
                            .addOutput("y")))
            .build();
    return Files.write(temp.resolve("model.onnx"), model.toByteArray());
  }

  private Path bundle(String name, String external) throws IOException {
    Path target = temp.resolve(name);
    BundleWriter.write(
        manifest(TOKENS, DIM), TestBundles.TOKENS, model(external), "# Tiny\n", target);
    return target;
  }

  private static AudioClip noise() {
    SplittableRandom random = new SplittableRandom(9);
    float[] samples = new float[16_000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.1 * (2 * random.nextDouble() - 1));
    }
    return new AudioClip(samples, 16_000);
  }

  private static Transcript transcript(Path bundle) throws IOException {
    ModelBundle read = Models.open(bundle.toString());
    assertThat(read.onnxInfo().orElseThrow().parameters()).isEqualTo((long) DIM * TOKENS);
    try (Recognizer recognizer = RecognizerFactory.create(read, RuntimeOptions.DEFAULT)) {
      return recognizer.recognize(noise());
    }
  }

  @Test
  void foldersAndZipsRunAlike() throws IOException {
    Transcript folder = transcript(bundle("a", ""));
    assertThat(folder.text()).isNotEmpty();
    assertThat(transcript(bundle("a.zip", ""))).isEqualTo(folder);
    assertThat(transcript(bundle("b", "w.bin"))).isEqualTo(folder);
    assertThat(transcript(bundle("b.zip", "w.bin"))).isEqualTo(folder);
  }

  @Test
  void streamsOfManyThreadsEndInTheOfflineTranscript() throws Exception {
    ModelBundle bundle = Models.open(bundle("a", "").toString());
    AudioClip clip = noise();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Recognizer recognizer =
        RecognizerFactory.create(bundle, RuntimeOptions.DEFAULT.withBatchStreams(4))) {
      Transcript offline = recognizer.recognize(clip);
      List<Future<Transcript>> finals = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        finals.add(
            threads.submit(
                () -> {
                  RecognitionStream stream =
                      recognizer.newStream(new StreamOptions(clip.sampleRate(), 1, true));
                  boolean interim = false;
                  for (int at = 0; at < clip.samples().length; at += 1600) {
                    interim |= stream.accept(clip.samples(), at, 1600).isPresent();
                  }
                  assertThat(interim).isTrue();
                  return stream.finish();
                }));
      }
      for (Future<Transcript> last : finals) {
        assertThat(last.get().text()).isEqualTo(offline.text());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aZipLeavesNothingBehind() throws IOException {
    OnnxFiles files = (OnnxFiles) Models.open(bundle("a.zip", "w.bin").toString()).network();
    Path used =
        files.use(
            path -> {
              assertThat(path.resolveSibling("w.bin")).exists();
              return path;
            });
    assertThat(used.getParent()).doesNotExist();
    assertThatThrownBy(
            () ->
                files.use(
                    path -> {
                      throw new IllegalStateException(path.toString());
                    }))
        .satisfies(e -> assertThat(Path.of(e.getMessage()).getParent()).doesNotExist());
  }

  @Test
  void theManifestComesBack() throws IOException {
    BundleManifest manifest = Models.open(bundle("a", "").toString()).manifest();
    assertThat(manifest.withChecksums(Map.of())).isEqualTo(manifest(TOKENS, DIM));
    assertThatThrownBy(() -> Models.open(temp.resolve("a").toString()).weights())
        .isInstanceOf(BundleException.class)
        .hasMessage(
            temp.resolve("a")
                + ", bundle.json: acoustic.type: onnx (expected: bilstm, a network of our own)");
  }

  @Test
  void sameContentHasTheSameBytes() throws IOException {
    assertThat(bundle("a.zip", "w.bin")).hasSameBinaryContentAs(bundle("b.zip", "w.bin"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../w.bin", "/etc/passwd", "sub/w.bin", "..", ""})
  void weightsOutsideAreRefused(String location) throws IOException {
    Path bundle = bundle("a", "w.bin");
    byte[] good = Files.readAllBytes(bundle.resolve("acoustic.onnx"));
    ModelProto.Builder model = ModelProto.parseFrom(good).toBuilder();
    model.getGraphBuilder().getInitializerBuilder(0).getExternalDataBuilder(0).setValue(location);
    replaceModel(bundle, model.build().toByteArray());
    assertThatThrownBy(() -> Models.open(bundle.toString()))
        .isInstanceOf(OnnxModelException.class)
        .hasMessage(
            bundle
                + ", acoustic.onnx: tensor w: external data at \""
                + location
                + "\" (expected: a plain name, of a file beside the model)");
  }

  @Test
  void linksOutOfTheBundleAreRefused() throws IOException {
    Path bundle = bundle("a", "w.bin");
    Path weights = bundle.resolve("w.bin");
    Files.delete(weights);
    Files.createSymbolicLink(weights, temp.resolve("w.bin"));
    assertThatThrownBy(() -> Models.open(bundle.toString()))
        .hasMessageStartingWith(bundle + ", w.bin: leaves the bundle");
    Path other = bundle("b", "");
    Path model = other.resolve("acoustic.onnx");
    Files.delete(model);
    Files.createSymbolicLink(model, temp.resolve("model.onnx"));
    assertThatThrownBy(() -> Models.open(other.toString()))
        .hasMessageStartingWith(other + ", acoustic.onnx: leaves the bundle");
  }

  @Test
  void whatDoesNotFitTheModelIsNamed() throws IOException {
    Path model = model("");
    Path target = temp.resolve("a");
    BundleWriter.write(manifest(9, DIM), TestBundles.TOKENS, model, "", target);
    assertThatThrownBy(() -> Models.open(target.toString()))
        .hasMessage(
            target + ", tokens.txt: 4 tokens (expected: 9, as acoustic.model.vocabularySize says)");
    BundleWriter.write(manifest(TOKENS, 80), TestBundles.TOKENS, model, "", target);
    assertThatThrownBy(() -> Models.open(target.toString()))
        .hasMessage(
            target
                + ", bundle.json: features of 120 values (expected: 80, as acoustic.model.signal.dim"
                + " says)");
  }

  @Test
  void damagedModelsAreNamed() throws IOException {
    Path bundle = bundle("a", "");
    Files.write(bundle.resolve("acoustic.onnx"), new byte[] {1, 2, 3});
    assertThatThrownBy(() -> Models.open(bundle.toString()))
        .isInstanceOf(BundleException.class)
        .hasMessageStartingWith(bundle + ", acoustic.onnx: SHA-256 ");
    Path empty = bundle("b", "");
    replaceModel(empty, new byte[0]);
    assertThatThrownBy(() -> Models.open(empty.toString()))
        .isInstanceOf(OnnxModelException.class)
        .hasMessage(empty + ", acoustic.onnx: empty (expected: an ONNX model)");
  }

  /** Replaces the model of a bundle, and its checksum. */
  private static void replaceModel(Path bundle, byte[] model) throws IOException {
    Path json = bundle.resolve("bundle.json");
    String before = Checksum.sha256(Files.readAllBytes(bundle.resolve("acoustic.onnx")));
    String known = Files.readString(json);
    Files.write(bundle.resolve("acoustic.onnx"), model);
    Files.writeString(json, known.replace(before, Checksum.sha256(model)));
  }
}
