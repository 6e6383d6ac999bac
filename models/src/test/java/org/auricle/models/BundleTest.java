package org.auricle.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.data.Offset;
import org.auricle.acoustic.bilstm.BiLstmWeights;
import org.auricle.engine.nn.CellOptions;
import org.auricle.engine.recognition.TokenTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundleTest {
  @TempDir Path temp;

  private Path write(String name) throws IOException {
    Path target = temp.resolve(name);
    BundleWriter.write(
        TestBundles.MANIFEST,
        TestBundles.TOKENS,
        TestBundles.weights(),
        "# Tiny\n",
        TensorType.F16,
        target);
    return target;
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny", "tiny.zip"})
  void whatIsWrittenIsRead(String name) throws IOException {
    Path target = write(name);
    ModelBundle bundle = Models.open(target.toString());
    BiLstmWeights weights = bundle.weights();
    assertThat(bundle.manifest().withChecksums(Map.of())).isEqualTo(TestBundles.MANIFEST);
    assertThat(bundle.tokens().symbols()).isEqualTo(TestBundles.TOKENS.symbols());
    assertThat(bundle.card()).isEqualTo("# Tiny\n");
    TestBundles.weights()
        .tensors()
        .forEach(
            (tensor, values) ->
                assertThat(weights.get(tensor)).containsExactly(values, Offset.offset(1e-3f)));
    try (Stream<Path> left = Files.list(temp)) {
      assertThat(left).containsExactly(target);
    }
  }

  @Test
  void bundlesFromBeforeOtherCellsHavePlainLstms() throws IOException {
    Path bundle = write("old");
    String json = Files.readString(bundle.resolve("bundle.json"));
    Matcher cell = Pattern.compile(",\\s*\"cell\" : \\{[^}]*}").matcher(json);
    assertThat(cell.find()).isTrue();
    Files.writeString(bundle.resolve("bundle.json"), cell.replaceFirst(""));
    assertThat(Models.open(bundle.toString()).weights().config().cell())
        .isEqualTo(CellOptions.DEFAULT);
  }

  @Test
  void bundlesSayWhichQuietTheirNetworkWants() throws IOException {
    Path bundle = write("quiet");
    edit(bundle, "\"quietSeconds\" : 0.0", "\"quietSeconds\" : 0.5");
    assertThat(quiet(bundle)).isEqualTo(0.5);
    edit(bundle, "\"quietSeconds\" : 0.5", "\"quietSeconds\" : -1");
    requireError(bundle, "bundle.json: ", "quietSeconds: -1.0 (expected: 0..10.0)");
    edit(bundle, ",\n    \"quietSeconds\" : -1", "");
    assertThat(quiet(bundle)).isZero();
  }

  private static double quiet(Path bundle) throws IOException {
    BundleManifest manifest = Models.open(bundle.toString()).manifest();
    return ((BundleManifest.Acoustic.BiLstm) manifest.acoustic()).quietSeconds();
  }

  @Test
  void bundlesSayWhichCellTheirNetworkHas() throws IOException {
    Path bundle = write("gru");
    edit(bundle, "\"type\" : \"LSTM\"", "\"type\" : \"GRU\"");
    requireError(bundle, "tensor lstm.weight_ih_l0: shape [20, 120] (expected: [15, 120])");
    edit(bundle, "\"projection\" : 0", "\"projection\" : 3");
    requireError(bundle, "bundle.json: ", "cell: GRU with projection (expected: LSTM, or none");
  }

  @Test
  void sameContentHasTheSameBytes() throws IOException {
    assertThat(write("a.zip")).hasSameBinaryContentAs(write("b.zip"));
  }

  @Test
  void aBundleIsReplacedButNothingElse() throws IOException {
    write("tiny");
    write("tiny");
    Path other = Files.createDirectory(temp.resolve("other"));
    Files.writeString(other.resolve("thesis.txt"), "years of work");
    assertThatThrownBy(() -> write("other"))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("exists and is not a bundle");
    assertThat(other.resolve("thesis.txt")).exists();
  }

  private void requireError(Path bundle, String... parts) {
    assertThatThrownBy(() -> Models.open(bundle.toString()))
        .isInstanceOf(BundleException.class)
        .hasMessageStartingWith(bundle.toString())
        .satisfies(e -> assertThat(e.getMessage()).contains(parts).doesNotContain("\n"));
  }

  private static void edit(Path bundle, String from, String to) throws IOException {
    Path file = bundle.resolve("bundle.json");
    String json = Files.readString(file);
    assertThat(json).contains(from);
    Files.writeString(file, json.replace(from, to));
  }

  @Test
  void damageIsNamed() throws IOException {
    Path bundle = write("tiny");
    Files.writeString(bundle.resolve("CARD.md"), "# Forged\n");
    requireError(bundle, "CARD.md: SHA-256 ", "(expected: ", "as bundle.json says");

    bundle = write("tiny");
    Files.delete(bundle.resolve("tokens.txt"));
    requireError(bundle, "tokens.txt: missing");

    bundle = write("tiny");
    Files.delete(bundle.resolve("bundle.json"));
    requireError(bundle, "bundle.json: missing");
  }

  @Test
  void manifestsThatMakeNoSenseAreNamed() throws IOException {
    edit(write("a"), "\"schemaVersion\" : 1", "\"schemaVersion\" : 2");
    requireError(temp.resolve("a"), "bundle.json: schemaVersion: 2 (expected: 1)");
    edit(write("b"), "\"blank\" : 0", "\"blank\" : 9");
    requireError(temp.resolve("b"), "tokens.txt: blank: 9 (expected: 0..3)");
    edit(write("c"), "\"name\" : \"tiny\"", "\"nome\" : 1, \"name\" : \"tiny\"");
    requireError(temp.resolve("c"), "bundle.json: nome: unknown key");
    edit(write("j"), "\"name\" : \"tiny\",", "");
    requireError(temp.resolve("j"), "bundle.json: name: missing");
    edit(write("d"), "\"hidden\" : 5", "\"hidden\" : 6");
    requireError(
        temp.resolve("d"),
        "acoustic.safetensors: tensor ",
        "shape [20, 120] (expected: [24, 120])");
    edit(write("e"), "\"CARD.md\"", "\"../CARD.md\"");
    requireError(temp.resolve("e"), "file name \"../CARD.md\" (expected: a plain name)");
    edit(write("f"), "\"bilstm\"", "\"transformer\"");
    requireError(temp.resolve("f"), "acoustic.type: transformer (expected: bilstm or onnx)");
    edit(write("g"), "\"stack\" : 3", "\"stack\" : 0");
    requireError(temp.resolve("g"), "stack: 0");
    edit(write("h"), "\"tokens.txt\"", "\"tokens.txx\"");
    requireError(temp.resolve("h"), "tokens.txx: missing");
    Files.writeString(write("i").resolve("bundle.json"), "{\"schemaVersion\": 1, ");
    requireError(temp.resolve("i"), "bundle.json: not JSON");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"schemaVersion\" : 1 | \"schemaVersion\" : 1.5 | schemaVersion: 1.5 (expected: 1)",
        "\"schemaVersion\" : 1 | \"schemaVersion\" : \"1\" | schemaVersion: \"1\" (expected: 1)",
        "\"hidden\" : 5 | \"hidden\" : 5.5 | acoustic.hidden: ",
        "\"hidden\" : 5 | \"hidden\" : 5, \"hidden\" : 6 | Duplicate Object property \"hidden\"",
        "\"hidden\" : 5 | \"hidden\" : 70000 | hidden: 70000 (expected: 1..65536)",
        "\"name\" : \"tiny\" | \"name\" : null | name: null (expected: a value)",
        "[ \"en\" ] | null | languages: null (expected: a value)",
        "[ \"en\" ] | [ null ] | languages.0: null (expected: a value)",
        "\"CARD.md\" : \" | \"CARD.md\" : null, \"X\" : \" | sha256.CARD.md: null (expected: a"
            + " value)",
        "\"hidden\" : 5 | \"hidden\" : \"x\" | acoustic.hidden: a value of kind String (expected: a"
            + " whole number)",
        "\"name\" : \"tiny\" | \"name\" : [] | name: a value of kind Array (expected: text)",
        "[ \"en\" ] | 7 | languages: a value of kind Integer (expected: a list)",
        "\"highHz\" : -400.0 | \"highHz\" : 1e9 | lowHz, highHz: 20.0, 1.0E9 (expected: low < high",
      })
  void manifestsAreTakenLiterally(String from, String to, String problem) throws IOException {
    edit(write("tiny"), from, to);
    requireError(temp.resolve("tiny"), "bundle.json: ", problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bundle.json", "tokens.txt", "CARD.md", "acoustic.safetensors"})
  void aFolderInPlaceOfAFileIsNamed(String file) throws IOException {
    Path bundle = write("tiny");
    Files.delete(bundle.resolve(file));
    Files.createDirectory(bundle.resolve(file));
    requireError(bundle, file + ": cannot be read: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bundle.json", "tokens.txt", "CARD.md"})
  void textsThatAreTooLargeAreNotReadToTheirEnd(String file) throws IOException {
    Path bundle = write("tiny");
    Files.writeString(bundle.resolve(file), " ".repeat((1 << 20) + 1));
    requireError(bundle, file + ": size: more than 1048576 bytes");
  }

  @Test
  void aZipIsNotUnpackedWithoutEnd() throws IOException {
    Path folder = write("tiny");
    String json = Files.readString(folder.resolve("bundle.json"));
    Path zip = temp.resolve("bomb.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("bundle.json"));
      String more = "\"A.bin\" : \"" + "0".repeat(64) + "\", \"CARD.md\" : ";
      out.write(json.replace("\"CARD.md\" : ", more).getBytes(StandardCharsets.UTF_8));
      out.putNextEntry(new ZipEntry("A.bin"));
      out.write(new byte[3 << 20]); // to 3 kB
    }
    requireError(zip, "A.bin: size: more than 1048576 bytes (expected: at most that)");
  }

  @Test
  void otherFilesAreVerifiedToo() throws IOException {
    String json = Files.readString(write("tiny").resolve("bundle.json"));
    Path bundle = temp.resolve("tiny");
    Files.writeString(bundle.resolve("notes.bin"), "abc");
    String entry = "\"CARD.md\" : ";
    String abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; // FIPS 180-2
    edit(bundle, entry, "\"notes.bin\" : \"" + abc + "\", " + entry);
    assertThat(Models.open(bundle.toString()).bytes()).isGreaterThan(json.length());
    Files.writeString(bundle.resolve("notes.bin"), "abd");
    requireError(bundle, "notes.bin: SHA-256 ", "(expected: " + abc);
  }

  @Test
  void everyDamageToAZipIsOneTypedError() throws IOException {
    byte[] good = Files.readAllBytes(write("tiny.zip"));
    Path damaged = temp.resolve("damaged.zip");
    SplittableRandom random = new SplittableRandom(16);
    for (int round = 0; round < 300; round++) {
      byte[] bytes = good.clone();
      for (int i = 0; i < 3; i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      Files.write(damaged, bytes);
      try {
        Models.open(damaged.toString()); // the bytes may not have mattered
      } catch (IOException e) {
        assertThat(e)
            .isInstanceOf(BundleException.class)
            .hasMessageStartingWith(damaged.toString());
      }
    }
  }

  @Test
  void linksOutOfTheBundleAreRefused() throws IOException {
    Path bundle = write("tiny");
    Path card = bundle.resolve("CARD.md");
    Path outside = Files.move(card, temp.resolve("outside.md"));
    Files.createSymbolicLink(card, outside);
    requireError(bundle, "CARD.md: leaves the bundle");
  }

  @Test
  void weightsThatAreNoNumbersAreRefused() throws IOException {
    Map<String, float[]> tensors = new LinkedHashMap<>(TestBundles.weights().tensors());
    tensors.put("output.bias", new float[] {0, Float.NaN, 0, 0});
    Path target = temp.resolve("nan");
    BundleWriter.write(
        TestBundles.MANIFEST,
        TestBundles.TOKENS,
        new BiLstmWeights(TestBundles.weights().config(), tensors),
        "",
        TensorType.F32,
        target);
    requireError(target, "acoustic.safetensors: tensor output.bias: a value that is not finite");
  }

  @Test
  void whatIsNoBundleIsNamed() throws IOException {
    requireError(Files.createDirectory(temp.resolve("empty")), "bundle.json: missing");
    Path text = Files.writeString(temp.resolve("text.zip"), "hello");
    requireError(text, "not a bundle");
    requireError(temp.resolve("absent"), "no such bundle", "en-spell");
    assertThatThrownBy(() -> Models.open("")).hasMessageStartingWith("\"\": no such bundle");
    byte[] zip = Files.readAllBytes(write("tiny.zip"));
    Path cut = Files.write(temp.resolve("cut.zip"), java.util.Arrays.copyOf(zip, zip.length / 2));
    requireError(cut, "not a bundle");
  }

  @Test
  void tokensFileKeepsTheSpace() {
    TokenTable table = new TokenTable(List.of("<blank>", " ", "|", "é"), 0);
    assertThat(TokensFile.read(TokensFile.write(table), 0).symbols()).isEqualTo(table.symbols());
    assertThat(TokensFile.read("<eps> 0\n1\nb 2\n", 0).symbol(1)).isEqualTo(" ");
    assertThatThrownBy(() -> TokensFile.read("a 0\nb 2\n", 0))
        .hasMessage("line 2: id \"2\" (expected: 1)");
    assertThatThrownBy(() -> TokensFile.read("a 0\n\n", 0)).hasMessageContaining("line 2");
    assertThat(TokensFile.write(table).getBytes(StandardCharsets.UTF_8)).isNotEmpty();
  }
}
