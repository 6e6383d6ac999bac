package org.auricle.acoustic.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.auricle.acoustic.pieces.PieceModel;
import org.auricle.acoustic.pieces.PieceOptions;
import org.auricle.acoustic.pieces.PieceTrainer;
import org.auricle.engine.recognition.TokenTable;
import org.auricle.engine.training.TrainingException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings whose tokens are word pieces. */
class PieceTrainingTest {
  private static final List<String> CHARACTERS = List.of("<blank>", "|", "a", "b", "c");

  @TempDir Path folder;
  private Path train;
  private Path dev;
  private final List<String> warnings = new ArrayList<>();

  @BeforeEach
  void speak() throws IOException {
    train = ToneCorpus.write(folder, "train", 60, 1);
    dev = ToneCorpus.write(folder, "dev", 20, 2);
  }

  private TrainingConfig config(int epochs, PieceSettings pieces, int threads) {
    TrainingConfig c = ToneCorpus.config(train, dev, epochs, 0);
    return new TrainingConfig(
        c.train(),
        c.dev(),
        text(CHARACTERS, pieces),
        c.features(),
        c.network(),
        c.optimizer(),
        c.augmentation(),
        c.schedule(),
        new TrainingConfig.Resources(threads, 16, 0, true));
  }

  private static TrainingConfig.Text text(List<String> tokens, PieceSettings pieces) {
    return new TrainingConfig.Text(
        tokens, Optional.empty(), pieces, TrainingConfig.UnknownCharacters.FAIL, 30);
  }

  private static PieceSettings count(int count, double temperature) {
    return new PieceSettings(Optional.empty(), count, 2, temperature);
  }

  private AcousticTrainer trainer(TrainingConfig config) {
    return ToneCorpus.trainer(config, listener());
  }

  private TrainingResult run(TrainingConfig config, String name) throws Exception {
    return trainer(config).run(folder.resolve(name), false);
  }

  private TrainingListener listener() {
    return new TrainingListener() {
      @Override
      public void onWarning(String message) {
        warnings.add(message);
      }
    };
  }

  @Test
  void learnsPieces() throws Exception {
    TrainingResult result = run(config(20, count(7, 0), 2), "run");
    assertThat(result.best().words().percent()).isLessThan(25);
    assertThat(result.tokens().symbols()).startsWith("<blank>").hasSize(8).contains("▁", "a");
    assertThat(result.tokens().symbols()).anyMatch(piece -> piece.matches("▁[abc]+"));
    assertThat(result.pieces().orElseThrow().texts())
        .isEqualTo(result.tokens().symbols().subList(1, 8));
    assertThat(warnings).isEmpty();
  }

  @Test
  void drawnDivisionsAreTheSameOnAnyNumberOfThreads() throws Exception {
    train = dev;
    float[] two = run(config(1, count(12, 30), 2), "two").weights().get("output.weight");
    float[] one = run(config(1, count(12, 30), 1), "one").weights().get("output.weight");
    float[] plain = run(config(1, count(12, 0), 1), "plain").weights().get("output.weight");
    assertThat(one).isEqualTo(two).isNotEqualTo(plain);
    assertThatThrownBy(() -> trainer(config(1, count(11, 30), 2)).run(folder.resolve("two"), true))
        .hasMessageContaining("different: text.pieces.count");
  }

  @Test
  void piecesAreFoundInWhatIsLearnedFrom() throws IOException {
    Path more = write("more", "\"text\": \"BCBC bcbc\"", "\"text\": \"bc-bc\"");
    Path noise = write("noise", "\"text\": \"acacac acac\"");
    PieceTrainer expected = new PieceTrainer(new PieceOptions(9, 2));
    expected.addCharacters("abc");
    for (Manifest.Entry entry : Manifest.read(train).entries()) {
      expected.add(entry.text(), 0.5);
    }
    expected.add("bcbc bcbc", 7);
    List<Manifest> corpora = new ArrayList<>();
    for (Path file : List.of(train, more, noise)) {
      corpora.add(Manifest.read(file));
    }
    TrainingConfig c =
        TrainingConfig.of(
                List.of(
                    new TrainingConfig.Corpus(train, 0.5),
                    new TrainingConfig.Corpus(more, 7),
                    new TrainingConfig.Corpus(noise, 9, false)),
                dev)
            .withText(text(CHARACTERS, count(9, 0)));
    Spelling spelling = Spelling.of(c, Optional.empty(), corpora, listener());
    assertThat(spelling.pieces().orElseThrow().pieces()).isEqualTo(expected.train().pieces());
    assertThat(spelling.tokens().text(spelling.speller().encode("bcbc a"))).isEqualTo("bcbc a");
  }

  private Path write(String name, String... texts) throws IOException {
    List<String> lines =
        Arrays.stream(texts)
            .map(t -> "{\"audio_filepath\": \"x.wav\", \"duration\": 1, " + t + "}")
            .toList();
    return Files.write(folder.resolve(name + ".jsonl"), lines);
  }

  @Test
  void charactersThatAreNotAmongTheTokensAreFaultsWithAllOthers() throws IOException {
    train = write("bad", "\"text\": \"a b\"", "\"text\": \"a 7\"", "\"text\": \"\"");
    dev = write("badDev", "\"text\": \"ad\"");
    assertThatThrownBy(() -> run(config(1, count(12, 0), 1), "run"))
        .isInstanceOf(ManifestException.class)
        .satisfies(
            e ->
                assertThat(((ManifestException) e).faults())
                    .extracting(ManifestFault::problem)
                    .contains(
                        "no token for \"7\" in \"a 7\"",
                        "text: empty (expected: what is said)",
                        "no token for \"d\" in \"ad\""));
  }

  @Test
  void saysHowManyPiecesThereMustAndCanBe() throws Exception {
    assertThatThrownBy(() -> run(config(1, count(3, 0), 1), "few"))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "text.pieces.count: 3 (expected: >= 4, a piece for each character and for the start of"
                + " a word)");
    train = dev;
    run(config(1, count(500, 0), 1), "many");
    assertThat(warnings)
        .anyMatch(w -> w.matches("text.pieces.count: 500, of which the texts give [0-9]+"));
  }

  @Test
  void piecesMayComeFromAFileOrBeTheTokensThemselves() throws IOException {
    Path file = folder.resolve("pieces.txt");
    Files.writeString(file, "▁\t-3\n▁ab\t-1\na\t-2\nb\t-2\nab\t-9\n");
    PieceSettings settings = new PieceSettings(Optional.of(file), 0, 4, 0);
    Spelling read = spelling(settings, CHARACTERS, Optional.empty());
    assertThat(read.tokens().symbols()).containsExactly("<blank>", "▁", "▁ab", "a", "b", "ab");
    assertThat(read.speller().encode("abab")).containsExactly(2, 3, 4);
    List<String> tokens = List.of("<blk>", "▁", "<unk>", "▁a", "a", "b", "ba", "bab");
    Spelling fewest = spelling(PieceSettings.NONE, tokens, Optional.empty());
    assertThat(fewest.speller().encode("abab ba")).containsExactly(3, 7, 1, 6);
    Spelling known =
        spelling(
            PieceSettings.NONE,
            tokens,
            Optional.of(
                PieceModel.read(Files.writeString(file, "▁\t-1\na\t-1\nb\t-1\nbab\t-5\n"))));
    assertThat(known.speller().encode("abab")).containsExactly(1, 4, 5, 4, 5);
  }

  private Spelling spelling(PieceSettings settings, List<String> tokens, Optional<PieceModel> known)
      throws IOException {
    TrainingConfig c = config(1, PieceSettings.NONE, 1).withText(text(tokens, settings));
    return Spelling.of(c, known, List.of(), listener());
  }

  @Test
  void eachDrawIsDividedAnewAndReadsTheSame() throws IOException {
    TrainingConfig c = config(1, count(12, 50), 1);
    Spelling spelling = Spelling.of(c, Optional.empty(), List.of(Manifest.read(train)), listener());
    TokenTable tokens = spelling.tokens();
    Manifest.Entry entry = new Manifest.Entry(train, 1, "abca bc", "", 1);
    List<Utterance> utterances =
        List.of(
            new Utterance(0, 0, entry, spelling.speller().encode("abca bc")),
            new Utterance(1, 0, entry.withText("ab"), spelling.speller().encode("ab")));
    DrawLabels labels = new DrawLabels(utterances, spelling.speller(), tokens.space(), 3);
    Set<List<Integer>> seen = new HashSet<>();
    for (int epoch = 0; epoch < 30; epoch++) {
      EpochPlan.Draw draw = new EpochPlan.Draw(epoch, 0, 0, 1, List.of(1, 1));
      int[] drawn = labels.of(draw);
      assertThat(labels.of(draw)).isEqualTo(drawn);
      assertThat(tokens.text(drawn)).isEqualTo("abca bc ab ab");
      seen.add(Arrays.stream(drawn).boxed().toList());
    }
    assertThat(seen).hasSizeGreaterThan(10);
  }

  @Test
  void joinedUtterancesAreSeparatedIfSomethingIsSaid() {
    TokenTable letters = new TokenTable(CHARACTERS, 0);
    Manifest.Entry entry = new Manifest.Entry(train, 1, "ab", "", 1);
    List<Utterance> utterances =
        List.of(
            new Utterance(0, 0, entry, new int[] {2, 3}),
            new Utterance(1, 1, entry.withText(""), new int[0]));
    DrawLabels labels = new DrawLabels(utterances, letters::encode, letters.space(), 3);
    assertThat(labels.of(new EpochPlan.Draw(0, 0, 0, 1, List.of(0))))
        .containsExactly(2, 3, 1, 2, 3);
    assertThat(labels.of(new EpochPlan.Draw(0, 1, 0, 1, List.of(1, 1)))).isEmpty();
  }

  @Test
  void recipesSayWhichPiecesTheyWant() throws IOException {
    Path recipe =
        Files.writeString(
            folder.resolve("recipe.json"),
            """
            {"train": [{"manifest": "t.jsonl"}], "dev": "d.jsonl",
             "text": {"pieces": {"count": 150, "temperature": 4}}}
            """);
    assertThat(TrainingConfigReader.read(recipe).text().pieces())
        .isEqualTo(new PieceSettings(Optional.empty(), 150, 4, 4));
    Files.writeString(
        recipe,
        """
        {"train": [{"manifest": "t.jsonl"}], "dev": "d.jsonl",
         "text": {"pieces": {"file": "pieces.txt"}}}
        """);
    assertThat(TrainingConfigReader.read(recipe).text().pieces().file())
        .contains(folder.resolve("pieces.txt"));
    assertThatThrownBy(() -> new PieceSettings(Optional.of(recipe), 9, 4, 0))
        .hasMessage("text.pieces.count: 9 (expected: 0, with text.pieces.file)");
    assertThatThrownBy(() -> count(9, -1))
        .hasMessage("text.pieces.temperature: -1.0 (expected: 0..100.0)");
    assertThatThrownBy(
            () ->
                new TrainingConfig.Text(
                    CHARACTERS,
                    Optional.of(recipe),
                    count(9, 0),
                    TrainingConfig.UnknownCharacters.FAIL,
                    30))
        .hasMessageStartingWith("text.pieces: wanted (expected:");
  }
}
