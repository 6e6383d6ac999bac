package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.auricle.acoustic.bilstm.BiLstmWeights;
import org.auricle.acoustic.onnx.OnnxLstmReader;
import org.auricle.acoustic.onnx.OnnxMetadata;
import org.auricle.acoustic.onnx.OnnxModelInfo;
import org.auricle.models.BundleReader;
import org.auricle.models.ModelBundle;
import org.auricle.models.PyTorchWeights;
import org.auricle.models.TensorType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExportTest {
  @TempDir private Path folder;

  private Path bundle;
  private Path onnx;
  private Path manifest;

  @BeforeEach
  void makeBundle() throws IOException {
    bundle = Fixtures.bundle(folder);
    onnx = folder.resolve("out.onnx");
    Path low = Fixtures.tone(folder.resolve("low.wav"), 300, 1.0);
    Path high = Fixtures.tone(folder.resolve("high.wav"), 1_200, 0.7);
    manifest = folder.resolve("list.jsonl");
    Files.writeString(manifest, Fixtures.entry(low, 1.0, "a b") + Fixtures.entry(high, 0.7, "b"));
  }

  private CommandRun export(String... options) {
    String[] all =
        Stream.concat(Stream.of("export", "" + bundle), Stream.of(options)).toArray(String[]::new);
    return CommandRun.of(all);
  }

  private ModelBundle original() throws IOException {
    return BundleReader.read(bundle);
  }

  @Test
  void writesAModelThatTellsAllAboutItself() throws IOException {
    CommandRun run = export("--onnx", "" + onnx, "--waveform");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .startsWith(onnx + ": ")
        .contains("inputs waveform FLOAT [batch, samples], lengths INT64 [batch]")
        .contains("outputs log_probs FLOAT [batch, frames, 4], log_prob_lengths INT64 [batch]");
    OnnxMetadata metadata = OnnxMetadata.read(OnnxModelInfo.read(onnx).metadata()).orElseThrow();
    assertThat(metadata.features()).isEqualTo(original().manifest().features());
    assertThat(metadata.tokens().symbols()).isEqualTo(original().tokens().symbols());
    assertThat(metadata.name()).isEqualTo("tiny");
    assertThat(metadata.licence()).isEqualTo("CC0-1.0");
    assertSame(OnnxLstmReader.read(onnx));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(f -> f.toString().endsWith(".part"))).isEmpty();
    }
  }

  @Test
  void writesAStateDictForPyTorch() throws IOException {
    Path file = folder.resolve("out.safetensors");
    CommandRun run = export("--safetensors", "" + file);
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("PyTorch state_dict, F32");
    assertSame(PyTorchWeights.read(Files.readAllBytes(file), "" + file));
  }

  private void assertSame(BiLstmWeights weights) throws IOException {
    BiLstmWeights expected = original().weights();
    expected
        .tensors()
        .forEach((name, values) -> assertThat(weights.get(name)).as(name).isEqualTo(values));
  }

  @Test
  void saysWhatQuantisingCosts() {
    CommandRun silent = export("--onnx", "" + onnx, "--quantize", "weights");
    assertThat(silent.out()).contains("What quantising costs: --eval MANIFEST");
    CommandRun run =
        export("--onnx", "" + onnx, "--quantize", "dynamic", "--force", "--eval", "" + manifest);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("tiny: 2 recordings")
        .containsPattern("native +0\\.00e\\+00")
        .containsPattern("exported +\\d\\.\\d\\de-0\\d");
  }

  @Test
  void comparesAllForms() {
    CommandRun run =
        CommandRun.of(
            "bench", "parity", "" + bundle, "--data", "" + manifest, "--quantized", "--json");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    JsonNode root = JsonMapper.shared().readTree(run.out());
    assertThat(root.at("/recordings").asInt()).isEqualTo(2);
    assertThat(root.at("/backends").size()).isEqualTo(7);
    for (JsonNode row : root.at("/backends")) {
      double allowed = row.at("/backend").asString().contains(" ") ? 0.2 : 2e-5;
      assertThat(row.at("/maxAbsDifference").asDouble())
          .as(row.toString())
          .isLessThanOrEqualTo(allowed);
      assertThat(row.at("/wer").isNumber()).isTrue();
    }
  }

  @Test
  void replacesNothingUnasked() throws IOException {
    Files.writeString(onnx, "mine");
    CommandRun run = export("--onnx", "" + onnx);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .isEqualToIgnoringNewLines(
            "auricle: " + onnx + ": exists (expected: a new name, or --force)");
    assertThat(onnx).hasContent("mine");
    assertThat(export("--onnx", "" + onnx, "--force").code()).isZero();
    assertThat(OnnxModelInfo.read(onnx).producer()).startsWith("auricle");
  }

  @Test
  void saysWhatIsWrongWithTheRequest() throws IOException {
    refuses("nothing to write (expected: --onnx FILE or --safetensors FILE)");
    refuses(
        "--waveform, --quantize and --eval go with --onnx FILE",
        "--safetensors",
        "x",
        "--waveform");
    refuses(folder + ": a folder (expected: a file's name)", "--onnx", "" + folder);
    assertThat(CommandRun.of("export", "nowhere", "--onnx", "" + onnx).code()).isEqualTo(2);
    assertThat(onnx).doesNotExist();
  }

  private void refuses(String problem, String... options) {
    CommandRun run = export(options);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).isEqualToIgnoringNewLines("auricle: " + problem);
  }

  @Test
  void exportedModelIsImportedAgain() throws IOException {
    assertThat(export("--onnx", "" + onnx, "--waveform").code()).isZero();
    Path again = folder.resolve("again");
    CommandRun run = CommandRun.of("import", "" + onnx, "-o", "" + again);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    String wav = "" + folder.resolve("low.wav");
    assertThat(CommandRun.of("transcribe", "--json", "-m", "" + again, wav).code()).isZero();
  }

  /** Weights that leave as safetensors or ONNX and come back compute the same. */
  @ParameterizedTest
  @ValueSource(strings = {"out.onnx", "out.safetensors"})
  void exportedWeightsRunNativelyAgain(String name) throws IOException {
    Path file = folder.resolve(name);
    String option = name.endsWith("onnx") ? "--onnx" : "--safetensors";
    assertThat(export(option, "" + file).code()).isZero();
    Path again = folder.resolve("again");
    CommandRun run = CommandRun.of("import", "" + file, "--native", "-o", "" + again);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out()).startsWith("1 bidirectional LSTM layers of 4 units, 120 values in, 4 ");
    ModelBundle read = BundleReader.read(again);
    assertThat(read.manifest().features()).isEqualTo(original().manifest().features());
    assertThat(read.tokens().symbols()).isEqualTo(original().tokens().symbols());
    original()
        .weights()
        .tensors()
        .forEach(
            (tensor, values) -> {
              try {
                assertThat(read.weights().get(tensor)).isEqualTo(values);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  @Test
  void silentWeightsTakeWhatTheyDoNotTellFromABundle() throws IOException {
    Path file = folder.resolve("silent.safetensors");
    Files.write(file, PyTorchWeights.write(original().weights(), TensorType.F32, Map.of()));
    Path tokens = folder.resolve("tokens.txt");
    Files.writeString(tokens, "<blk>\n|\nx\ny\n");
    Path again = folder.resolve("again");
    importFails(
        "does not say what features it takes (expected: --like BUNDLE, whose features it was"
            + " trained on)",
        file);
    importFails("none of [<blk>", file, "--like", "" + bundle, "--tokens", "" + other());
    importFails(
        "blank 9 (expected: one of its 4 tokens", file, "--like", "" + bundle, "--blank", "9");
    importFails("emits 4 tokens (expected: 29, as the list has)", file, "--like", "en-letters");
    CommandRun run =
        CommandRun.of(
            "import", "" + file, "--like", "" + bundle, "--tokens", "" + tokens, "-o", "" + again);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(BundleReader.read(again).tokens().symbols()).containsExactly("<blk>", "|", "x", "y");
    CommandRun unfit = CommandRun.of("import", "" + onnx, "--like", "" + bundle);
    assertThat(unfit.code()).isEqualTo(2);
    assertThat(unfit.err()).contains("--like goes with --native");
  }

  private Path other() throws IOException {
    return Files.writeString(folder.resolve("other.txt"), "a\nb\nc\nd\n");
  }

  private void importFails(String problem, Path file, String... options) {
    String[] all =
        Stream.concat(
                Stream.of("import", "" + file, "-o", "" + folder.resolve("unwritten")),
                Stream.of(options))
            .toArray(String[]::new);
    CommandRun run = CommandRun.of(all);
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.errLines()).hasSize(1);
    assertThat(run.err()).contains(problem);
    assertThat(folder.resolve("unwritten")).doesNotExist();
  }
}
