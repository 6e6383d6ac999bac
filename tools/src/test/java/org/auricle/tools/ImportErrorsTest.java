package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.auricle.acoustic.onnx.OnnxModelDescription;
import org.auricle.acoustic.onnx.proto.ModelProto;
import org.auricle.acoustic.onnx.proto.TensorProto.DataType;
import org.auricle.engine.feature.FbankOptions;
import org.auricle.engine.feature.FeatureOptions.Normalization;
import org.auricle.models.BundleManifest;
import org.auricle.models.BundleManifest.Acoustic;
import org.auricle.models.BundleReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be imported, or not without a word from the user. */
class ImportErrorsTest {
  @TempDir private Path folder;
  private Miniature nemo;

  @BeforeEach
  void makeModel() throws IOException {
    nemo = Miniatures.nemo(Files.createDirectory(folder.resolve("nemo")));
  }

  private CommandRun run(Path model, String... options) {
    List<String> arguments = new ArrayList<>(List.of("import", model.toString()));
    arguments.addAll(List.of("-o", folder.resolve("out").toString()));
    arguments.addAll(List.of(options));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  /** One line, exit code 2, no bundle; the line without the path of the folder. */
  private String refused(Path model, String... options) {
    CommandRun run = run(model, options);
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.errLines()).hasSize(1);
    assertThat(run.out()).isEmpty();
    assertThat(folder.resolve("out")).doesNotExist();
    return run.err().strip().replace(folder + "/", "");
  }

  private BundleManifest imported(Path model, String... options) throws IOException {
    CommandRun run = run(model, options);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    return BundleReader.read(folder.resolve("out")).manifest();
  }

  private Path changed(Consumer<ModelProto.Builder> change) throws IOException {
    ModelProto.Builder model = ModelProto.parseFrom(Files.readAllBytes(nemo.path())).toBuilder();
    change.accept(model);
    return Files.write(nemo.path(), model.build().toByteArray());
  }

  @Test
  void filesThatAreNoModels() throws IOException {
    assertThat(refused(folder.resolve("gone.onnx"))).isEqualTo("auricle: gone.onnx: no such file");
    Path empty = Files.write(folder.resolve("empty.onnx"), new byte[0]);
    assertThat(refused(empty)).isEqualTo("auricle: empty.onnx: empty (expected: an ONNX model)");
    byte[] bytes = Files.readAllBytes(nemo.path());
    Files.write(nemo.path(), Arrays.copyOf(bytes, bytes.length * 2 / 3));
    assertThat(refused(nemo.path())).startsWith("auricle: nemo/model.onnx: truncated");
    Files.writeString(nemo.path(), "version https://git-lfs.github.com/spec/v1\n");
    assertThat(refused(nemo.path())).startsWith("auricle: nemo/model.onnx: truncated, or not ONNX");
  }

  @Test
  void whatWouldOnlyBreakLater() throws IOException {
    Path own = folder.resolve("tiny.onnx");
    CommandRun.of("export", Fixtures.bundle(folder).toString(), "--onnx", own.toString());
    ModelProto.Builder model = ModelProto.parseFrom(Files.readAllBytes(own)).toBuilder();
    model.getGraphBuilder().getNodeBuilder(0).setOpType("Frobnicate");
    Files.write(own, model.build().toByteArray());
    assertThat(refused(own)).startsWith("auricle: tiny.onnx: ONNX Runtime: This is an invalid");
    Path nameless = changed(m -> m.getGraphBuilder().getInputBuilder(0).setName(""));
    assertThat(refused(nameless)).startsWith("auricle: nemo/model.onnx: ");
  }

  @Test
  void namesCannotSpeakToTheTerminal() throws IOException {
    String name = "\u001b[31m" + "y".repeat(5000);
    Path model = changed(m -> m.getGraphBuilder().addInput(m.getGraph().getInput(0)));
    Path odd =
        changed(
            m ->
                m.getGraphBuilder()
                    .getInputBuilder(m.getGraph().getInputCount() - 1)
                    .setName(name));
    assertThat(model).isEqualTo(odd);
    assertThat(refused(odd))
        .startsWith("auricle: nemo/model.onnx: ")
        .contains("?[31myyy", " ... ")
        .doesNotContain("\u001b")
        .hasSizeLessThan(1100);
  }

  @Test
  void opsetThatOnnxRuntimeDoesNotKnow() throws IOException {
    Path model = changed(m -> m.getOpsetImportBuilder(0).setVersion(999));
    assertThat(refused(model)).contains("nemo/model.onnx: operator set ai.onnx: version 999");
  }

  @Test
  void modelsThatAreNotCtc() throws IOException {
    Path image =
        new OnnxGraph()
            .input("data", DataType.FLOAT, "1", "3", "224", "224")
            .output("classes", DataType.FLOAT, "1", "1000")
            .node("Flatten", "classes", "data")
            .write(folder.resolve("image.onnx"), Map.of());
    assertThat(refused(image))
        .isEqualTo(
            "auricle: image.onnx: input data FLOAT [1, 3, 224, 224], as of a model of images"
                + " (expected: a CTC model: audio in, the log-probabilities of tokens frame by"
                + " frame out)");
    Path encoder =
        new OnnxGraph()
            .input("x", DataType.FLOAT, "N", "T", "80")
            .output("encoder_out", DataType.FLOAT, "N", "T", "80")
            .node("Identity", "encoder_out", "x")
            .write(folder.resolve("encoder.onnx"), Map.of("model_type", "zipformer2"));
    assertThat(refused(encoder)).contains("one part of a transducer", "output encoder_out");
    Path whisper =
        new OnnxGraph()
            .input("mel", DataType.FLOAT, "N", "80", "3000")
            .output("n_layer_cross_k", DataType.FLOAT, "N", "T", "80")
            .node("Identity", "n_layer_cross_k", "mel")
            .write(folder.resolve("whisper.onnx"), Map.of("model_type", "whisper-tiny.en"));
    assertThat(refused(whisper)).contains("Whisper, an encoder with a decoder");
    Path classifier =
        new OnnxGraph()
            .input("input_values", DataType.FLOAT, "N", "T")
            .output("logits", DataType.FLOAT, "N", "T")
            .node("Identity", "logits", "input_values")
            .write(folder.resolve("classifier.onnx"), Map.of());
    assertThat(refused(classifier)).contains("output logits FLOAT [N, T]");
  }

  @Test
  void huggingFaceModelWithoutCtcHead() throws IOException {
    Path model = Miniatures.wav2vec2(folder.resolve("hf")).path();
    Path config = model.resolve("config.json");
    Files.writeString(
        config, Files.readString(config).replace("ForCTC", "ForSequenceClassification"));
    assertThat(refused(model)).contains("Wav2Vec2ForSequenceClassification, which has no CTC head");
    Files.writeString(config, "{oops");
    assertThat(refused(model)).startsWith("auricle: hf/config.json: not JSON");
  }

  @Test
  void tokensThatDoNotFit() throws IOException {
    Path tokens = nemo.path().resolveSibling("tokens.txt");
    Files.writeString(tokens, Files.readString(tokens) + "more 9\nthings 10\n");
    assertThat(refused(nemo.path()))
        .isEqualTo(
            "auricle: nemo/model.onnx: tokens: 11 (expected: 9, the last dimension of the output;"
                + " is it another model's list?)");
    Files.writeString(tokens, "a 0\nb 1\n<blk> 2\n");
    assertThat(refused(nemo.path())).contains("tokens: 3 (expected: 9", "special tokens?");
    Files.writeString(tokens, "a 0\nb 1\nc 3\n");
    assertThat(refused(nemo.path())).contains("tokens.txt: no token with id 2");
    Files.writeString(tokens, "a 0\nb 1\nc 1\n");
    assertThat(refused(nemo.path())).contains("tokens.txt: line 3: id 1 (expected: another");
    Files.writeString(tokens, "a 0\nb 1\nc\n");
    assertThat(refused(nemo.path())).contains("tokens.txt: line 3: \"c\" (expected: a token and");
    Files.writeString(tokens, "");
    assertThat(refused(nemo.path())).contains("tokens.txt: empty");
    Files.delete(tokens);
    assertThat(refused(nemo.path())).contains("no list of its tokens beside it", "--tokens FILE");
    assertThat(refused(nemo.path(), "--tokens", folder + "/none.txt"))
        .isEqualTo("auricle: none.txt: no such file");
  }

  @Test
  void nemosListMayLackTheBlank() throws IOException {
    Path list = folder.resolve("vocabulary.txt");
    Files.writeString(
        list, nemo.symbols().subList(0, 8).stream().collect(Collectors.joining("\n", "", "\n")));
    BundleManifest manifest = imported(nemo.path(), "--tokens", list.toString());
    assertThat(manifest.blank()).isEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--family; kaldi; --family: kaldi (expected: nemo, zipformer2",
        "--features; mfcc13; --features: mfcc13 (expected: nemo, kaldi or waveform",
        "--features; nemo64; input audio_signal",
        "--features; nemo99999; --features: nemo99999 (expected: nemo, kaldi or waveform",
        "--tokens; .; .: a folder (expected: a file)",
        "--normalize; all; --normalize: all (expected: none, mean",
        "--sample-rate; fast; --sample-rate: fast (expected: hertz)",
        "--window; -3; windowMs: -3.0",
        "--blank; <none>; --blank: <none> (expected: a token or its id)",
        "--blank; 9; --blank: 9",
        "--subsampling; 2; subsampling: 2 by --subsampling (expected: 4, as a trial run shows)",
        "--log-softmax; perhaps; --log-softmax: perhaps (expected: yes or no)"
      })
  void valuesThatMakeNoSense(String option, String value, String message) {
    assertThat(refused(nemo.path(), option, value)).contains(message);
  }

  @Test
  void metadataThatMakesNoSense() throws IOException {
    Path model =
        changed(
            m -> {
              m.clearMetadataProps();
              m.addMetadataPropsBuilder().setKey("normalize_type").setValue("fixed_mean");
            });
    assertThat(refused(model))
        .contains("metadata normalize_type: fixed_mean (expected: none, mean, mean-variance");
  }

  @Test
  void chunksThatMakeNoSense() throws IOException {
    Path model = StreamingMiniatures.streamingZipformer2(folder.resolve("stream")).path();
    ModelProto.Builder builder = ModelProto.parseFrom(Files.readAllBytes(model)).toBuilder();
    for (var entry : builder.getMetadataPropsBuilderList()) {
      entry.setValue(entry.getKey().equals("decode_chunk_len") ? "64" : entry.getValue());
    }
    Files.write(model, builder.build().toByteArray());
    assertThat(refused(model)).endsWith("chunking.shift: 64 (expected: 1..45)");
    Path wenet = StreamingMiniatures.streamingWenet(folder.resolve("wenet")).path();
    builder = ModelProto.parseFrom(Files.readAllBytes(wenet)).toBuilder().clearMetadataProps();
    Files.write(wenet, builder.build().toByteArray());
    assertThat(refused(wenet))
        .contains("metadata chunk_size: missing (expected: a positive number");
  }

  /** A model whose names say nothing: x [N, T, 40] to y [N, T, 4]. */
  private Path nameless() throws IOException {
    float[] weights = new float[160];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = i % 7 - 3;
    }
    Files.writeString(folder.resolve("list.txt"), "_\na\nb\nc\n");
    return new OnnxGraph()
        .input("in0", DataType.FLOAT, "N", "T", "40")
        .output("out0", DataType.FLOAT, "N", "T", "4")
        .weights("w", weights, 40, 4)
        .node("MatMul", "out0", "in0", "w")
        .write(folder.resolve("nameless.onnx"), Map.of());
  }

  @Test
  void whatIsNotKnownIsNamedAllAtOnce() throws IOException {
    assertThat(refused(nameless(), "--tokens", folder + "/list.txt"))
        .isEqualTo(
            "auricle: nameless.onnx: cannot work out --features (input in0 has the shape"
                + " [N, T, 40]: for instance nemo80, kaldi80 or waveform), --blank (none of <blk>,"
                + " <eps>, <blank>, <pad>, [pad], [blank], <ctc_blank> is among the tokens)"
                + " (expected: state them)");
  }

  @Test
  void whatIsStatedIsTaken() throws IOException {
    BundleManifest manifest =
        imported(
            nameless(),
            "--tokens",
            folder + "/list.txt",
            "--features",
            "kaldi",
            "--input-scale",
            "32768",
            "--sample-rate",
            "8000",
            "--high-frequency",
            "0",
            "--snip-edges",
            "yes",
            "--normalize",
            "mean",
            "--blank",
            "_",
            "--licence",
            "CC0-1.0",
            "--language",
            "fi");
    FbankOptions fbank = (FbankOptions) manifest.features().frontEnd();
    assertThat(fbank.mel().bins()).isEqualTo(40);
    assertThat(fbank.mel().highHz()).isZero();
    assertThat(fbank.frame().snipEdges()).isTrue();
    assertThat(fbank.sampleRateHz()).isEqualTo(8_000);
    assertThat(manifest.features().normalization()).isEqualTo(Normalization.MEAN);
    assertThat(manifest.blank()).isZero();
    assertThat(manifest.languages()).containsExactly("fi");
    assertThat(manifest.training().licence()).isEqualTo("CC0-1.0");
    OnnxModelDescription description = ((Acoustic.Onnx) manifest.acoustic()).model();
    assertThat(description.subsampling()).isEqualTo(1);
    assertThat(description.posteriors().normalized()).isFalse();
    assertThat(CommandRun.of("inspect", folder.resolve("out").toString()).code()).isZero();
  }

  @Test
  void inputsThatNothingIsKnownToFeed() throws IOException {
    Path model =
        changed(
            m ->
                m.getGraphBuilder()
                    .addInput(m.getGraph().getInput(1).toBuilder().setName("language")));
    assertThat(refused(model)).contains("inputs: language INT64 [batch] (expected: no inputs but");
  }

  @Test
  void foldersWithNoModelOrWithSeveral() throws IOException {
    Path none = Files.createDirectory(folder.resolve("none"));
    assertThat(refused(none)).isEqualTo("auricle: none: no .onnx file (expected: one)");
    Path several = Files.createDirectory(folder.resolve("several"));
    for (String name : List.of("encoder.onnx", "decoder.onnx", "joiner.onnx")) {
      Files.copy(nemo.path(), several.resolve(name));
    }
    assertThat(refused(several))
        .startsWith("auricle: several: [decoder.onnx, encoder.onnx, joiner.onnx] (expected: one");
  }

  @Test
  void nothingIsOverwrittenWithoutForce() throws IOException {
    imported(nemo.path());
    CommandRun again = run(nemo.path());
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err())
        .isEqualTo(
            "auricle: " + folder.resolve("out") + ": exists (expected: a new name, or --force)\n");
    assertThat(run(nemo.path(), "--force").code()).isZero();
  }

  @Test
  void listThatContradictsAnExportOfOurs() throws IOException {
    Path export = folder.resolve("ours.onnx");
    assertThat(CommandRun.of("export", "en-spell", "--onnx", export.toString()).code()).isZero();
    Path tokens = Files.writeString(folder.resolve("other.txt"), "a 0\nb 1\n");
    assertThat(refused(export, "--tokens", tokens.toString()))
        .isEqualTo(
            "auricle: ours.onnx: tokens: 2 in other.txt (expected: the 40 of its metadata, for"
                + " which no file is needed)");
  }
}
