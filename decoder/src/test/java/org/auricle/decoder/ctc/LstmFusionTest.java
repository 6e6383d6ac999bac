package org.auricle.decoder.ctc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.auricle.decoder.ctc.Lexicon.Entry;
import org.auricle.decoder.lm.lstm.LstmLanguageModel;
import org.auricle.decoder.lm.lstm.LstmLmConfig;
import org.auricle.decoder.lm.lstm.LstmLmWeights;
import org.auricle.decoder.lm.lstm.RandomLm;
import org.auricle.decoder.lm.lstm.ReferenceLm;
import org.auricle.decoder.lm.lstm.SymbolTable;
import org.auricle.engine.recognition.Hypothesis;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.engine.recognition.TokenTable;
import org.auricle.engine.recognition.TokenWord;
import org.junit.jupiter.api.Test;

/** A search with an LSTM language model inside, held to its equations over all texts. */
class LstmFusionTest {
  private static final TokenTable LETTERS = new TokenTable(List.of("<b>", " ", "a", "b"), 0);
  private static final FusionWeights WEIGHTS = new FusionWeights(0.7, 0.5, -1.5, 0, 0.3);
  private static final SymbolTable WORDS =
      new SymbolTable(SymbolTable.Level.WORD, List.of("<unk>", "</s>", "ab", "AB", "a"));

  private static final List<Entry> SPELLED =
      List.of(
          new Entry("ab", new int[] {2, 3, 1}),
          new Entry("AB", new int[] {2, 3, 1}),
          new Entry("a", new int[] {2, 1}),
          new Entry("rare", new int[] {3, 1}));

  /** Weights, and what they say of whole sentences. */
  private record Model(LstmLmWeights weights) implements FusionOracle.TextModel {
    static Model random(long seed) {
      return new Model(RandomLm.weights(new LstmLmConfig(WORDS.size(), 3, 1, 4, true), seed));
    }

    @Override
    public int id(CharSequence symbol) {
      return WORDS.id(symbol);
    }

    @Override
    public double logProb(List<String> sentence) {
      int[] ids = sentence.stream().mapToInt(WORDS::id).toArray();
      return Arrays.stream(ReferenceLm.logProbs(weights, ids)).sum();
    }

    Fusion fusion(Optional<Lexicon> lexicon) {
      LstmLanguageModel model = new LstmLanguageModel(WORDS, weights);
      return new Fusion(lexicon, Optional.of(model), Optional.empty(), WEIGHTS);
    }
  }

  @Test
  void unprunedFindsTheBestOfAllTexts() {
    SplittableRandom random = new SplittableRandom(31);
    for (int round = 0; round < 30; round++) {
      Model model = Model.random(round);
      List<Entry> lexicon = round % 2 == 0 ? SPELLED : null;
      LogPosteriors y = BruteForce.random(random, random.nextInt(7), 4, 0.1);
      List<FusionOracle.Scored> ranked =
          new FusionOracle(LETTERS, WEIGHTS, lexicon, model, null, null).ranked(y);
      Fusion fusion =
          model.fusion(Optional.ofNullable(lexicon).map(entries -> Lexicon.of(entries, LETTERS)));
      Hypothesis best =
          new PrefixBeamSearch(LETTERS, BeamOptions.UNPRUNED, fusion).decode(y, 1).get(0);
      double most = ranked.isEmpty() ? Double.NEGATIVE_INFINITY : ranked.get(0).score();
      assertThat(best.score()).isCloseTo(most, within(1e-4));
    }
  }

  /** States leave the beam here, and their numbers are given out again. */
  @Test
  void aNarrowBeamsScoresAreExact() {
    SplittableRandom random = new SplittableRandom(32);
    Lexicon lexicon = Lexicon.of(SPELLED, LETTERS);
    for (int round = 0; round < 40; round++) {
      Model model = Model.random(100 + round);
      LogPosteriors y = BruteForce.random(random, 40, 4, 0);
      BeamOptions narrow = BeamOptions.DEFAULT.withBeamWidth(6);
      List<Hypothesis> nBest =
          new PrefixBeamSearch(LETTERS, narrow, model.fusion(Optional.of(lexicon))).decode(y, 8);
      assertThat(nBest).isNotEmpty();
      for (Hypothesis h : nBest) {
        List<String> read = h.words().get().stream().map(TokenWord::text).toList();
        long unknown = read.stream().filter("rare"::equals).count();
        double language =
            0.7 * model.logProb(read) + 0.5 * read.size() - 1.5 * unknown + 0.3 * h.tokens().length;
        assertThat(h.languageScore()).isCloseTo(language, within(1e-4));
      }
    }
  }
}
