package org.auricle.decoder.lm.lstm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.auricle.engine.recognition.Hypothesis;
import org.auricle.engine.recognition.TokenTable;
import org.junit.jupiter.api.Test;

class NBestRescorerTest {
  private static final TokenTable TOKENS =
      new TokenTable(List.of("_", " ", "w", "2", "3", "4", "9"), 0);
  private final LstmLanguageModel model = RandomLm.model(new LstmLmConfig(5, 4, 1, 6, true), 1);
  private final LstmLanguageModel first = RandomLm.model(new LstmLmConfig(5, 3, 1, 3, true), 2);

  private static Hypothesis reading(String text, double acoustic, double language) {
    int[] tokens = TOKENS.encode(text);
    return new Hypothesis(tokens, tokens.clone(), tokens.clone(), acoustic, language);
  }

  private static double sum(double[] logProbs) {
    return Arrays.stream(logProbs).sum();
  }

  @Test
  void absurdWeightsAreRefused() {
    assertThatThrownBy(() -> new RescoringWeights(-0.1, 0, 0, 0))
        .hasMessage("languageWeight: -0.1 (expected: 0..1000000)");
    assertThatThrownBy(() -> new RescoringWeights(1, 0, 1e300, 0))
        .hasMessage("unknownLogProb: 1.0E300 (expected: -1000000..1000000)");
    assertThatThrownBy(() -> new RescoringWeights(1, 0, 0, Double.NaN))
        .hasMessageStartingWith("firstWeight: NaN");
  }

  @Test
  void scoresAreThoseOfTheFormula() {
    RescoringWeights weights = new RescoringWeights(0.7, 0.4, -3, -0.2);
    NBestRescorer rescorer = new NBestRescorer(model, Optional.of(first), weights);
    List<Hypothesis> nBest =
        List.of(reading("w2 w9 w3", -4, -1), reading("w2 w4", -4.5, -2), reading("w4", -9, 0));
    List<Hypothesis> rescored = rescorer.rescore(nBest, TOKENS);
    int[][] ids = {{2, 0, 3}, {2, 4}, {4}};
    for (int i = 0; i < ids.length; i++) {
      double expected =
          nBest.get(i).languageScore()
              + 0.7 * sum(ReferenceLm.logProbs(model.weights(), ids[i]))
              + 0.4 * ids[i].length
              - (i == 0 ? 0.7 * 3 : 0)
              - 0.2 * sum(ReferenceLm.logProbs(first.weights(), ids[i]));
      int[] tokens = nBest.get(i).tokens();
      Hypothesis found =
          rescored.stream().filter(h -> Arrays.equals(h.tokens(), tokens)).findAny().orElseThrow();
      assertThat(found.languageScore()).isCloseTo(expected, within(1e-5));
      assertThat(found.acousticScore()).isEqualTo(nBest.get(i).acousticScore());
    }
    assertThat(rescored).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
  }

  @Test
  void equalScoresKeepTheirOrderAndNoWordsAreAReadingToo() {
    NBestRescorer rescorer =
        new NBestRescorer(model, Optional.empty(), new RescoringWeights(0, 0, 0, 0));
    List<Hypothesis> nBest = List.of(reading("", -1, 0), reading("w2", -1, 0));
    assertThat(rescorer.rescore(nBest, TOKENS)).isEqualTo(nBest);
    assertThat(
            new NBestRescorer(model, Optional.empty(), RescoringWeights.DEFAULT)
                .rescore(nBest.subList(0, 1), TOKENS))
        .hasSize(1);
  }
}
