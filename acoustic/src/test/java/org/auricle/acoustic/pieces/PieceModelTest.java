package org.auricle.acoustic.pieces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.auricle.acoustic.pieces.PieceModel.Piece;
import org.auricle.engine.recognition.TokenTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PieceModelTest {
  @TempDir Path folder;

  @Test
  void dividesAWordInTheLikeliestOfAllWays() {
    Random random = new Random(1);
    for (int round = 0; round < 200; round++) {
      PieceModel model = randomModel(random);
      Map<String, Double> logProbs = Divisions.logProbs(model);
      String word = word(random, 1 + random.nextInt(9));
      double best =
          Divisions.of("▁" + word, logProbs).stream()
              .mapToDouble(d -> Divisions.logProb(d, logProbs))
              .max()
              .orElseThrow();
      List<String> split = model.split(word);
      assertThat(String.join("", split)).isEqualTo("▁" + word);
      assertThat(Divisions.logProb(split, logProbs)).isCloseTo(best, within(1e-9));
    }
  }

  @Test
  void withoutProbabilitiesTheFewestPiecesAreTaken() {
    Random random = new Random(2);
    for (int round = 0; round < 200; round++) {
      List<String> tokens = new ArrayList<>(randomModel(random).texts());
      tokens.addAll(List.of("<unk>", "[PAD]", "<0x41>", " ", "▁▁"));
      PieceModel model = PieceModel.ofTokens(tokens);
      String word = word(random, 1 + random.nextInt(9));
      int fewest =
          Divisions.of("▁" + word, Divisions.logProbs(model)).stream()
              .mapToInt(List::size)
              .min()
              .orElseThrow();
      assertThat(model.split(word)).hasSize(fewest);
    }
  }

  @ParameterizedTest
  @CsvSource({"0.5", "1", "4"})
  void drawsEachWayAsOftenAsItsProbabilitySays(double temperature) {
    PieceModel model = randomModel(new Random(5));
    Map<String, Double> logProbs = Divisions.logProbs(model);
    List<List<String>> all = Divisions.of("▁abcab", logProbs);
    double sum = 0;
    for (List<String> way : all) {
      sum += Math.exp(Divisions.logProb(way, logProbs) / temperature);
    }
    Map<List<String>, Integer> drawn = new HashMap<>();
    Random random = new Random(3);
    int draws = 20_000;
    for (int i = 0; i < draws; i++) {
      drawn.merge(model.sample("abcab", temperature, random), 1, Integer::sum);
    }
    assertThat(all).hasSizeGreaterThan(4).containsAll(drawn.keySet());
    for (List<String> way : all) {
      double p = Math.exp(Divisions.logProb(way, logProbs) / temperature) / sum;
      assertThat(drawn.getOrDefault(way, 0) / (double) draws)
          .as("%s", way)
          .isCloseTo(p, within(5 * Math.sqrt(p * (1 - p) / draws) + 1e-9));
    }
  }

  @Test
  void coldDrawsAreTheLikeliestAndOthersAreRefused() {
    PieceModel model = randomModel(new Random(7));
    for (int seed = 0; seed < 20; seed++) {
      assertThat(model.sample("abc cab", 1e-3, new Random(seed))).isEqualTo(model.split("abc cab"));
    }
    assertThatThrownBy(() -> model.sample("a", 0, new Random(1)))
        .hasMessage("temperature: 0.0 (expected: > 0)");
  }

  @Test
  void anyTextComesBackFromItsPieces() {
    Random random = new Random(11);
    for (int round = 0; round < 50; round++) {
      List<String> words = new ArrayList<>();
      for (int w = 0; w < 20; w++) {
        words.add(unicode(random, 1 + random.nextInt(6)));
      }
      String text = String.join(" ", words);
      PieceTrainer trainer = new PieceTrainer(new PieceOptions(400, 3));
      trainer.add("  " + text.replace(" ", "\t\u2003 ") + " ", 2);
      PieceModel model = trainer.train();
      for (List<String> pieces : List.of(model.split(text), model.sample(text, 5, random))) {
        assertThat(PieceModel.join(pieces)).isEqualTo(text);
        assertThat(shown(model, pieces)).isEqualTo(text);
      }
    }
  }

  /** As a transcript reads. */
  private static String shown(PieceModel model, List<String> pieces) {
    List<String> symbols = new ArrayList<>(List.of("<blank>"));
    symbols.addAll(model.texts());
    TokenTable table = new TokenTable(symbols, 0);
    return table.text(pieces.stream().mapToInt(table::id).toArray());
  }

  /** Letters of many scripts, symbols, and what could be taken for special tokens. */
  private static String unicode(Random random, int length) {
    StringBuilder word = new StringBuilder();
    while (word.length() < length) {
      int c =
          switch (random.nextInt(4)) {
            case 0 -> "<s>/unk|[pad]".codePointAt(random.nextInt(13));
            case 1 -> 'a' + random.nextInt(4);
            case 2 -> 0xC0 + random.nextInt(0x500);
            default -> 0x1F300 + random.nextInt(0x100);
          };
      if (Character.isDefined(c)) {
        word.appendCodePoint(c);
      }
    }
    return word.toString();
  }

  @Test
  void namesTheCharacterThatHasNoPiece() {
    PieceModel model = model("▁", -3, "▁ab", -1, "a", -2, "b", -2);
    assertThatThrownBy(() -> model.split("ab a7b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no token for \"7\" in \"ab a7b\"");
    assertThatThrownBy(() -> model.split("7a8 ab b9"))
        .hasMessage("no token for \"7\", \"8\", \"9\" in \"7a8 ab b9\"");
    assertThatThrownBy(() -> model("▁", -1, "ab", -1).split("aba"))
        .hasMessage("no token for \"a\" in \"aba\"");
    assertThatThrownBy(() -> model.split("a\u2581b"))
        .hasMessage("no token for \"\u2581\" in \"a\u2581b\"");
    assertThatThrownBy(() -> model("▁a", -1).split("b")).hasMessage("no token for \"b\" in \"b\"");
    assertThat(model.split(" \t")).isEmpty();
  }

  @Test
  void newCharactersStandAloneAndChangeNothingElse() {
    PieceModel model = model("▁ab", -1, "a", -2, "b", -2);
    PieceModel more = model.with(new TreeSet<>(List.of("a", "\u00fc")));
    assertThat(more.texts()).containsExactly("▁ab", "a", "b", "\u00fc", "▁");
    assertThat(more.split("ab \u00fcab")).containsExactly("▁ab", "▁", "\u00fc", "a", "b");
    assertThat(model.with(List.of("a")).texts()).isEqualTo(model.texts());
  }

  @Test
  void filesHoldTheSameModel() throws IOException {
    PieceModel model = randomModel(new Random(9));
    Path file = folder.resolve("pieces.txt");
    model.write(file);
    assertThat(PieceModel.read(file).pieces()).isEqualTo(model.pieces());
  }

  @Test
  void readsVocabulariesOfSentencePiece() throws IOException {
    Path file = write("<unk>\t0\n<s>\t0\n</s>\t0\n▁the\t-3.1\ns\t-3.4\n\n<0x0A>\t0\n");
    assertThat(PieceModel.read(file).pieces())
        .containsExactly(new Piece("▁the", -3.1), new Piece("s", -3.4));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "'a -1', ' line 1: no tab (expected: piece, tab, ln P)'",
        "'a\t-1\nb\tx', ' line 2: ln P: \"x\" (expected: a number <= 0)'",
        "'a\t0.5', ' line 1: piece \"a\": ln P = 0.5 (expected: a number <= 0)'",
        "'a\tNaN', ' line 1: piece \"a\": ln P = NaN (expected: a number <= 0)'",
        "'a\t-1\na\t-2', ': piece \"a\" twice (expected: once)'",
        "'a▁\t-1', ' line 1: piece \"a▁\" (expected: text without blanks; U+2581 at its start,"
            + " if at all)'",
        "'<s>\t-1', ': pieces: 0 (expected: >= 1)'",
      })
  void saysWhatIsWrongWithAFile(String content, String problem) throws IOException {
    Path file = write(content);
    assertThatThrownBy(() -> PieceModel.read(file))
        .isInstanceOf(PieceException.class)
        .hasMessage(file + problem);
  }

  @Test
  void saysWhichFileCannotBeRead() throws IOException {
    Path none = folder.resolve("none");
    assertThatThrownBy(() -> PieceModel.read(none)).hasMessage(none + ": no such file");
    assertThatThrownBy(() -> PieceModel.read(folder))
        .hasMessage(folder + ": is a directory (expected: a file)");
    Path bytes = Files.write(folder.resolve("bytes"), new byte[] {(byte) 0xE4, 9});
    assertThatThrownBy(() -> PieceModel.read(bytes)).hasMessage(bytes + ": not UTF-8");
  }

  private Path write(String content) throws IOException {
    return Files.writeString(folder.resolve("pieces.txt"), content);
  }

  private static PieceModel model(Object... textsAndLogProbs) {
    List<Piece> pieces = new ArrayList<>();
    for (int i = 0; i < textsAndLogProbs.length; i += 2) {
      pieces.add(
          new Piece(
              (String) textsAndLogProbs[i], ((Number) textsAndLogProbs[i + 1]).doubleValue()));
    }
    return PieceModel.of(pieces);
  }

  /** Over three letters; all of them are pieces. */
  private static PieceModel randomModel(Random random) {
    TreeSet<String> texts = new TreeSet<>(List.of("▁", "a", "b", "c", "ab", "ca"));
    for (int i = 0; i < 12; i++) {
      texts.add((random.nextBoolean() ? "▁" : "") + word(random, 1 + random.nextInt(4)));
    }
    return PieceModel.of(texts.stream().map(t -> new Piece(t, -5 * random.nextDouble())).toList());
  }

  private static String word(Random random, int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append((char) ('a' + random.nextInt(3)));
    }
    return word.toString();
  }
}
