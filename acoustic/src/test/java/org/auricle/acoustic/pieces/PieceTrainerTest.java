package org.auricle.acoustic.pieces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PieceTrainerTest {
  private static final List<String> SYLLABLES = List.of("ka", "lom", "nu", "tis", "pef", "rogu");

  /** Words of an invented language, each of one to three syllables. */
  private static String text(int words, long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int w = 0; w < words; w++) {
      for (int s = 1 + random.nextInt(3); s > 0; s--) {
        text.append(SYLLABLES.get(random.nextInt(SYLLABLES.size())));
      }
      text.append(' ');
    }
    return text.toString();
  }

  private static PieceModel train(String text, int count, int longest) {
    PieceTrainer trainer = new PieceTrainer(new PieceOptions(count, longest));
    trainer.add(text, 1);
    return trainer.train();
  }

  @Test
  void findsTheSyllablesThatWordsAreMadeOf() {
    // 15 letters, the start of a word, six syllables, and the same six where a word starts
    PieceModel model = train(text(2_000, 1), 28, 4);
    assertThat(model.texts()).hasSize(28).containsAll(SYLLABLES);
    SYLLABLES.forEach(s -> assertThat(model.texts()).contains("▁" + s));
    assertThat(model.split("lomtis rogukanu")).containsExactly("▁lom", "tis", "▁rogu", "ka", "nu");
  }

  @Test
  void theLikelihoodNeverFallsAndIsThatOfAllDivisions() {
    TreeMap<String, Double> words = new TreeMap<>();
    Random random = new Random(4);
    for (String word : text(60, 2).split(" ", -1)) {
      if (!word.isEmpty()) {
        words.merge("▁" + word, 0.5 + random.nextDouble(), Double::sum);
      }
    }
    TreeMap<String, Double> pieces = new TreeMap<>();
    words.forEach(
        (word, weight) -> {
          for (int from = 0; from < word.length(); from++) {
            for (int to = from + 1; to <= Math.min(word.length(), from + 4); to++) {
              pieces.merge(word.substring(from, to), weight, Double::sum);
            }
          }
        });
    pieces.put("x", 0.0); // a character that no word has
    UnigramEstimator estimator = new UnigramEstimator(pieces, words);
    double before = Double.NEGATIVE_INFINITY;
    for (int round = 0; round < 40; round++) {
      Map<String, Double> logProbs =
          round == 0 ? exact(pieces) : round < 3 ? Divisions.logProbs(model(estimator)) : Map.of();
      double now = estimator.iterate();
      assertThat(now).isGreaterThanOrEqualTo(before - 1e-9 * Math.abs(before));
      before = now;
      if (round < 3) {
        assertThat(now).isCloseTo(logLikelihood(words, logProbs), within(1e-4 * Math.abs(now)));
      }
    }
    Map<String, Double> last = Divisions.logProbs(model(estimator));
    assertThat(last.values().stream().mapToDouble(Math::exp).sum()).isCloseTo(1, within(1e-3));
    assertThat(last.get("x")).isCloseTo(Math.log(1e-6), within(1e-3));
    assertThat(last.get("k")).isGreaterThan(-14); // though syllables say all that is to be said
  }

  /** The probabilities that frequencies give. */
  private static Map<String, Double> exact(Map<String, Double> frequencies) {
    double sum = frequencies.values().stream().mapToDouble(f -> f).sum();
    Map<String, Double> logProbs = new HashMap<>();
    frequencies.forEach((piece, f) -> logProbs.put(piece, Math.log(Math.max(1e-6, f / sum))));
    return logProbs;
  }

  private static PieceModel model(UnigramEstimator estimator) {
    return PieceModel.of(estimator.result());
  }

  private static double logLikelihood(Map<String, Double> words, Map<String, Double> logProbs) {
    double sum = 0;
    for (Map.Entry<String, Double> word : words.entrySet()) {
      double p = 0;
      for (List<String> division : Divisions.of(word.getKey(), logProbs)) {
        p += Math.exp(Divisions.logProb(division, logProbs));
      }
      sum += word.getValue() * Math.log(p);
    }
    return sum;
  }

  @Test
  void anMStepCountsAllDivisionsByTheirProbability() {
    TreeMap<String, Double> words = new TreeMap<>(Map.of("▁abab", 3.0, "▁ba", 1.5));
    TreeMap<String, Double> pieces = new TreeMap<>();
    List.of("▁", "a", "b", "ab", "▁ab", "ba", "▁b").forEach(p -> pieces.put(p, 1.0));
    Map<String, Double> start = exact(pieces);
    Map<String, Double> counts = new HashMap<>();
    words.forEach(
        (word, weight) -> {
          List<List<String>> all = Divisions.of(word, start);
          double sum = all.stream().mapToDouble(d -> Math.exp(Divisions.logProb(d, start))).sum();
          for (List<String> division : all) {
            double share = weight * Math.exp(Divisions.logProb(division, start)) / sum;
            division.forEach(piece -> counts.merge(piece, share, Double::sum));
          }
        });
    UnigramEstimator estimator = new UnigramEstimator(pieces, words);
    estimator.iterate();
    Map<String, Double> found = Divisions.logProbs(model(estimator));
    exact(counts)
        .forEach((piece, logProb) -> assertThat(found.get(piece)).isCloseTo(logProb, within(1e-4)));
  }

  @Test
  void theSameTextsGiveTheSamePiecesAndWeightsAreRepetitions() {
    String text = text(300, 3);
    assertThat(train(text, 40, 4).pieces()).isEqualTo(train(text, 40, 4).pieces());
    PieceTrainer heavy = new PieceTrainer(new PieceOptions(40, 4));
    heavy.add(text, 2);
    assertThat(heavy.train().pieces()).isEqualTo(train(text + text, 40, 4).pieces());
  }

  @Test
  void piecesAreAsManyAndAsLongAsAskedFor() {
    for (int longest = 1; longest <= 5; longest++) {
      int most = longest;
      PieceModel model = train(text(500, 5), 60, longest);
      assertThat(model.texts()).hasSizeLessThanOrEqualTo(60);
      assertThat(model.texts())
          .allSatisfy(piece -> assertThat(piece.replace("▁", "")).hasSizeLessThanOrEqualTo(most));
      assertThat(model.texts()).anyMatch(piece -> piece.replace("▁", "").length() == most);
    }
    assertThat(train("ab ab", 1_000, 4).split("ab")).containsExactly("▁ab");
  }

  @Test
  void everyCharacterHasAPiece() {
    PieceTrainer trainer = new PieceTrainer(new PieceOptions(30, 4));
    trainer.add(text(100, 6), 1);
    trainer.addCharacters("x yz");
    PieceModel model = trainer.train();
    assertThat(model.texts()).contains("▁", "k", "x", "y", "z");
    assertThat(String.join("", model.split("kxyz"))).isEqualTo("▁kxyz");
    PieceTrainer nothing = new PieceTrainer(new PieceOptions(3, 4));
    nothing.addCharacters("ab");
    assertThat(nothing.train().split("ba")).containsExactly("▁", "b", "a");
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatThrownBy(() -> train("abc", 3, 4))
        .hasMessage(
            "count: 3 (expected: >= 4, a piece for each character and for the start of a word)");
    assertThatThrownBy(() -> train("a▁b", 30, 4))
        .hasMessage("U+2581 in \"a▁b\" (expected: none, it marks where words start)");
    assertThatThrownBy(() -> new PieceOptions(0, 4)).hasMessage("count: 0 (expected: 1..100000)");
    assertThatThrownBy(() -> new PieceOptions(9, 0)).hasMessage("longest: 0 (expected: 1..32)");
    assertThat(PieceOptions.DEFAULT).isEqualTo(new PieceOptions(200, 4));
  }
}
