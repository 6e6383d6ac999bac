package org.auricle.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.auricle.acoustic.pieces.PieceModel;
import org.auricle.decoder.ctc.FusionWeights;
import org.auricle.decoder.lm.lstm.RescoringWeights;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.recognition.ConfidenceOptions;
import org.auricle.engine.recognition.LanguageModel;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.Word;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguagePartsTest {
  private static final String ARPA =
      """
      \\data\\
      ngram 1=4

      \\1-grams:
      -0.5\t<unk>
      -99\t<s>
      -0.6\t</s>
      -0.4\tba

      \\end\\
      """;

  private static final BundleManifest.Language WEIGHTS =
      new BundleManifest.Language(
          new FusionWeights(0.75, 1, -3, 0, 0),
          new RescoringWeights(0.25, 1, 0, 0),
          new ConfidenceOptions(3, 0.25, 20),
          0.5);

  @TempDir Path temp;
  private Path plain;

  @BeforeEach
  void write() throws IOException {
    plain = temp.resolve("plain");
    BundleWriter.write(
        TestBundles.MANIFEST,
        TestBundles.TOKENS,
        TestBundles.weights(),
        "# Tiny\n",
        TensorType.F16,
        plain);
  }

  private Path amended(String name) throws IOException {
    Path lexicon = Files.writeString(temp.resolve("words.txt"), "ba\tb a\n");
    Path lm = Files.writeString(temp.resolve("words.arpa"), ARPA);
    Path target = temp.resolve(name);
    BundleWriter.amend(
        plain.toString(),
        WEIGHTS,
        Map.of(LanguageParts.LEXICON_FILE, lexicon, LanguageParts.WORDS_FILE, lm),
        target);
    return target;
  }

  @ParameterizedTest
  @ValueSource(strings = {"amended", "amended.zip"})
  void aBundleBringsItsLexiconModelsAndWeights(String name) throws IOException {
    ModelBundle bundle = Models.open(amended(name).toString());
    assertThat(bundle.manifest().language()).isEqualTo(WEIGHTS);
    assertThat(bundle.language().lexicon().orElseThrow().words()).containsExactly("ba");
    LanguageModel.Session session = bundle.language().words().orElseThrow().newSession();
    assertThat(session.end(session.start())).isCloseTo((float) (-0.6 * Math.log(10)), offset());
    assertThat(bundle.language().tokens()).isEmpty();
    ModelBundle before = Models.open(plain.toString());
    assertThat(bundle.weights().get("output.bias")).isEqualTo(before.weights().get("output.bias"));
    assertThat(bundle.card()).isEqualTo(before.card());
    assertThat(before.language()).isEqualTo(LanguageParts.NONE);
  }

  @Test
  void olderBundlesDiscountNoBlanks() throws IOException {
    Path bundle = amended("older");
    Path manifest = bundle.resolve(ModelBundle.MANIFEST_FILE);
    String json = Files.readString(manifest);
    String older = json.replaceFirst(",\\s*\"blankDiscount\"\\s*:\\s*0\\.5", "");
    assertThat(older).isNotEqualTo(json);
    Files.writeString(manifest, older);
    BundleManifest.Language language = Models.open(bundle.toString()).manifest().language();
    assertThat(language.blankDiscount()).isZero();
    assertThat(language.fusion()).isEqualTo(WEIGHTS.fusion());
  }

  private static Offset<Float> offset() {
    return Offset.offset(1e-5f);
  }

  @Test
  void theRecognizerFindsTheLexiconsWordsOnly() throws IOException {
    float[] noise = new float[16_000];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) Math.sin(i * i * 0.01) / 2;
    }
    ModelBundle bundle = Models.open(amended("amended").toString());
    try (Recognizer recognizer = RecognizerFactory.create(bundle, RuntimeOptions.DEFAULT)) {
      List<Word> words = recognizer.recognize(new AudioClip(noise, 16_000)).words();
      assertThat(words).isNotEmpty().allMatch(word -> word.text().equals("ba"));
    }
  }

  @Test
  void amendingABundleInPlaceKeepsWhatItHas() throws IOException {
    Path bundle = amended("amended");
    BundleWriter.amend(bundle.toString(), BundleManifest.Language.DEFAULT, Map.of(), bundle);
    ModelBundle again = Models.open(bundle.toString());
    assertThat(again.manifest().language()).isEqualTo(BundleManifest.Language.DEFAULT);
    assertThat(again.language().lexicon()).isPresent();
    assertThat(again.language().words()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pieces", "pieces.zip"})
  void aBundleBringsItsPiecesIfTheyAreItsTokens(String name) throws IOException {
    Path target = temp.resolve(name);
    withPieces("a\t-1.5\nb\t-2\n", target);
    assertThat(Models.open(target.toString()).pieces().orElseThrow().pieces())
        .containsExactly(new PieceModel.Piece("a", -1.5), new PieceModel.Piece("b", -2));
    assertThat(Models.open(plain.toString()).pieces()).isEmpty();
    withPieces("a\t-1.5\nab\t-2\n", target);
    assertThatThrownBy(() -> Models.open(target.toString()))
        .isInstanceOf(BundleException.class)
        .hasMessageEndingWith("pieces.txt: piece \"ab\" (expected: one of the tokens)");
  }

  private void withPieces(String lines, Path target) throws IOException {
    Path pieces = Files.writeString(temp.resolve("p.txt"), lines);
    BundleWriter.amend(plain.toString(), WEIGHTS, Map.of(ModelBundle.PIECES_FILE, pieces), target);
  }

  @ParameterizedTest
  @ValueSource(strings = {"broken", "broken.zip"})
  void aFileThatCannotBeUsedIsNamed(String name) throws IOException {
    Path lexicon = Files.writeString(temp.resolve("words.txt"), "ba\tb q\n");
    Path target = temp.resolve(name);
    BundleWriter.amend(
        plain.toString(), WEIGHTS, Map.of(LanguageParts.LEXICON_FILE, lexicon), target);
    assertThatThrownBy(() -> Models.open(target.toString()))
        .isInstanceOf(BundleException.class)
        .hasMessageStartingWith(target.toString())
        .hasMessageContaining("lexicon.txt")
        .hasMessageContaining("\"q\" is no symbol of the token table");
  }

  @Test
  void aManifestFromBeforeLanguageModelsIsRead() throws IOException {
    Path manifest = plain.resolve("bundle.json");
    String json = Files.readString(manifest);
    String older = json.replaceFirst("(?s)  \"language\" : \\{.*?\n  },\n", "");
    assertThat(older).isNotEqualTo(json);
    Files.writeString(manifest, older);
    assertThat(Models.open(plain.toString()).manifest().language())
        .isEqualTo(BundleManifest.Language.DEFAULT);
  }
}
