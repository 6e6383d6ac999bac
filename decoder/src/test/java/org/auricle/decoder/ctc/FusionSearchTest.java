package org.auricle.decoder.ctc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.auricle.decoder.ctc.Lexicon.Entry;
import org.auricle.engine.recognition.DecodeStream;
import org.auricle.engine.recognition.Hypothesis;
import org.auricle.engine.recognition.LanguageModel;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.engine.recognition.TokenTable;
import org.auricle.engine.recognition.TokenWord;
import org.junit.jupiter.api.Test;

class FusionSearchTest {
  private static final TokenTable LETTERS = new TokenTable(List.of("<b>", " ", "a", "b"), 0);
  private static final TokenTable PHONES = new TokenTable(List.of("x", "y", "<b>", "z"), 2);
  private static final TokenTable PIECES = new TokenTable(List.of("<b>", "\u2581a", "b", "a"), 0);

  /** Two ways to say ab, two words that sound alike, one that begins another, one unknown. */
  private static final List<Entry> SPELLED =
      List.of(
          new Entry("ab", new int[] {2, 3, 1}),
          new Entry("ab", new int[] {2, 2, 1}),
          new Entry("AB", new int[] {2, 3, 1}),
          new Entry("a", new int[] {2, 1}),
          new Entry("rare", new int[] {3, 1}));

  private static final List<Entry> SOUNDED =
      List.of(
          new Entry("one", new int[] {0}),
          new Entry("won", new int[] {0}),
          new Entry("onto", new int[] {0, 1}),
          new Entry("to", new int[] {1}),
          new Entry("two", new int[] {1, 3}),
          new Entry("zoo", new int[] {3}));

  private static final FusionWeights WEIGHTS = new FusionWeights(0.7, 0.5, -1.5, 0.6, 0.3);

  @Test
  void unprunedWithLettersFindsTheBestOfAllTexts() {
    SplittableRandom random = new SplittableRandom(20);
    for (int round = 0; round < 30; round++) {
      ToyModel words = new ToyModel(random, 0.1, "ab", "AB", "a");
      ToyModel tokens = round % 2 == 0 ? null : new ToyModel(random, 0.1, "a", "b", "|");
      ToyBias bias = round % 3 == 0 ? null : new ToyBias(random, 4);
      assertAgrees(random, LETTERS, SPELLED, round % 5 == 0 ? null : words, tokens, bias);
    }
  }

  @Test
  void unprunedWithPhonesFindsTheBestOfAllTexts() {
    SplittableRandom random = new SplittableRandom(21);
    for (int round = 0; round < 30; round++) {
      ToyModel words = new ToyModel(random, 0.2, "one", "won", "onto", "to", "two");
      assertAgrees(random, PHONES, SOUNDED, words, null, null);
    }
  }

  @Test
  void unprunedWithoutLexiconFindsTheBestOfAllTexts() {
    SplittableRandom random = new SplittableRandom(22);
    for (int round = 0; round < 30; round++) {
      ToyModel words = new ToyModel(random, 0.05, "ab", "a", "aa");
      ToyModel tokens = round % 2 == 0 ? null : new ToyModel(random, 0.1, "a", "b", "<space>");
      assertAgrees(random, LETTERS, null, words, tokens, null);
    }
  }

  @Test
  void unprunedWithoutWordsFindsTheBestOfAllTexts() {
    SplittableRandom random = new SplittableRandom(23);
    for (int round = 0; round < 30; round++) {
      ToyModel tokens = new ToyModel(random, 0.1, "a", "b", " ");
      assertAgrees(random, LETTERS, null, null, tokens, new ToyBias(random, 4));
    }
  }

  private static void assertAgrees(
      SplittableRandom random,
      TokenTable table,
      List<Entry> lexicon,
      ToyModel words,
      ToyModel tokens,
      ToyBias bias) {
    LogPosteriors y = BruteForce.random(random, random.nextInt(7), 4, 0.1);
    Fusion fusion =
        new Fusion(
            Optional.ofNullable(lexicon).map(l -> Lexicon.of(l, table)),
            Optional.ofNullable(words),
            Optional.ofNullable(tokens),
            WEIGHTS);
    PrefixBeamSearch search = search(table, BeamOptions.UNPRUNED, fusion, bias);
    List<Hypothesis> found = search.decode(y, Integer.MAX_VALUE);
    List<FusionOracle.Scored> ranked =
        new FusionOracle(table, WEIGHTS, lexicon, words, tokens, bias).ranked(y);
    if (ranked.isEmpty()) {
      assertThat(found).hasSize(1);
      assertThat(found.get(0).score()).isEqualTo(Double.NEGATIVE_INFINITY);
      return;
    }
    assertThat(found).extracting(table::text).doesNotHaveDuplicates();
    assertThat(found).hasSameSizeAs(ranked);
    for (int i = 0; i < found.size(); i++) {
      String text = table.text(found.get(i));
      double truth = ranked.stream().filter(s -> s.text().equals(text)).findFirst().get().score();
      assertThat(found.get(i).score()).isCloseTo(truth, within(1e-5));
      assertThat(truth).isCloseTo(ranked.get(i).score(), within(1e-5));
    }
  }

  private static PrefixBeamSearch search(
      TokenTable table, BeamOptions options, Fusion fusion, TokenBias bias) {
    RequestCompiler compiler =
        request -> new RequestCompiler.Compiled(Optional.empty(), Optional.ofNullable(bias));
    return new PrefixBeamSearch(table, options, fusion, compiler);
  }

  @Test
  void piecesBeginWords() {
    LanguageModel words = new ToyModel(new SplittableRandom(24), 0, "ab", "a", "aba");
    PrefixBeamSearch search =
        search(PIECES, BeamOptions.DEFAULT, Fusion.open(words, WEIGHTS), null);
    Hypothesis best = search.decode(sure(4, 1, 2, 3, 1, 2, 0), 1).get(0);
    assertThat(PIECES.text(best)).isEqualTo("aba ab");
    double truth = ((ToyModel) words).logProb(List.of("aba", "ab"));
    assertThat(best.languageScore()).isCloseTo(0.7 * truth + 2 * 0.5 + 5 * 0.3, within(1e-5));
  }

  /** A recording may be cut inside of a word, and the beam have room for nothing else. */
  @Test
  void aWordThatIsCutOffLeavesThoseBeforeIt() {
    List<Entry> entries =
        List.of(
            new Entry("on", new int[] {0, 1}),
            new Entry("zoology", new int[] {3, 0, 3}),
            new Entry("xylophone", new int[] {0, 0}));
    Fusion fusion = Fusion.of(Lexicon.of(entries, PHONES), WEIGHTS);
    for (int nBest : new int[] {1, 5}) {
      PrefixBeamSearch search = search(PHONES, BeamOptions.DEFAULT.withBeamWidth(1), fusion, null);
      LogPosteriors y = nearlySure(4, 0, 1, 2, 3, 0);
      Hypothesis h = search.decode(y, nBest).get(0);
      assertThat(h.words().get()).containsExactly(new TokenWord("on", 0, 1, true));
      assertThat(h.acousticScore())
          .isCloseTo(CtcProbability.of(y, PHONES.blank(), new int[] {0, 1}), within(1e-9));
      assertThat(h.languageScore()).isCloseTo(0.5 + 2 * 0.3, within(1e-9));
    }
  }

  @Test
  void wordsStandWhereTheirTokensDo() {
    Fusion fusion = Fusion.of(Lexicon.of(SPELLED, LETTERS), WEIGHTS);
    PrefixBeamSearch search = search(LETTERS, BeamOptions.DEFAULT, fusion, null);
    Hypothesis h = search.decode(sure(4, 2, 1, 2, 0, 2, 1, 3), 1).get(0);
    assertThat(h.words().get())
        .containsExactly(
            new TokenWord("a", 0, 0, true),
            new TokenWord("ab", 2, 3, true),
            new TokenWord("rare", 5, 5, true));
  }

  @Test
  void aNarrowBeamComesCloseAndItsScoresAreExact() {
    SplittableRandom random = new SplittableRandom(25);
    Lexicon lexicon = Lexicon.of(SPELLED, LETTERS);
    int found = 0;
    for (int round = 0; round < 100; round++) {
      ToyModel words = new ToyModel(random, 0, "ab", "AB", "a");
      LogPosteriors y = BruteForce.random(random, 7, 4, 0);
      Fusion fusion = Fusion.of(lexicon, words, WEIGHTS);
      PrefixBeamSearch search = search(LETTERS, BeamOptions.DEFAULT.withBeamWidth(6), fusion, null);
      List<FusionOracle.Scored> ranked =
          new FusionOracle(LETTERS, WEIGHTS, SPELLED, words, null, null).ranked(y);
      List<Hypothesis> nBest = search.decode(y, 8);
      for (Hypothesis h : nBest) {
        double exact = CtcProbability.of(y, 0, h.tokens());
        assertThat(h.acousticScore()).isCloseTo(exact, within(1e-9));
        List<String> read = h.words().get().stream().map(TokenWord::text).toList();
        long unknown = read.stream().filter("rare"::equals).count();
        double language =
            0.7 * words.logProb(read) + 0.5 * read.size() - 1.5 * unknown + 0.3 * h.tokens().length;
        assertThat(h.languageScore()).isCloseTo(language, within(1e-5));
      }
      assertThat(nBest.subList(1, nBest.size()))
          .isSortedAccordingTo(Comparator.comparingDouble(Hypothesis::score).reversed());
      found += LETTERS.text(nBest.get(0)).equals(ranked.get(0).text()) ? 1 : 0;
    }
    assertThat(found).isGreaterThan(85);
  }

  /** All texts have the same future here, and each is made of those before it. */
  @Test
  void textsThatGrowOutOfTheirTwinsAreFound() {
    SplittableRandom random = new SplittableRandom(29);
    List<Entry> letters =
        List.of(new Entry("a", new int[] {2, 1}), new Entry("b", new int[] {3, 1}));
    Lexicon lexicon = Lexicon.of(letters, LETTERS);
    int found = 0;
    for (int round = 0; round < 200; round++) {
      ToyModel unigram = round % 2 == 0 ? null : ToyModel.unigram(random, "a", "b");
      LogPosteriors y = BruteForce.random(random, 8, 4, 0);
      Fusion fusion =
          new Fusion(Optional.of(lexicon), Optional.ofNullable(unigram), Optional.empty(), WEIGHTS);
      FusionOracle oracle = new FusionOracle(LETTERS, WEIGHTS, letters, unigram, null, null);
      double best = oracle.ranked(y).get(0).score();
      for (int nBest : new int[] {1, 10}) {
        assertThat(bestScore(fusion, 1000, y, nBest)).isCloseTo(best, within(1e-5));
        found += bestScore(fusion, 12, y, nBest) > best - 1e-5 ? 1 : 0;
      }
    }
    assertThat(found).isGreaterThan(360);
  }

  private static double bestScore(Fusion fusion, int width, LogPosteriors y, int nBest) {
    BeamOptions options = new BeamOptions(width, 30, 40, -30);
    return search(LETTERS, options, fusion, null).decode(y, nBest).get(0).score();
  }

  @Test
  void whatIsReadOffTheLatticeFitsIntoTheFrames() {
    SplittableRandom random = new SplittableRandom(30);
    Lexicon lexicon = Lexicon.of(List.of(new Entry("ba", new int[] {3, 2})), LETTERS);
    for (int round = 0; round < 30; round++) {
      ToyModel unigram = ToyModel.unigram(random, "ba");
      float[] y = new float[34 * 4];
      for (int i = 0; i < y.length; i++) {
        y[i] = (float) (Math.log(0.25) + 0.02 * random.nextGaussian());
      }
      LogPosteriors posteriors = new LogPosteriors(y, 34, 4, 0.03);
      Fusion fusion = Fusion.of(lexicon, unigram, new FusionWeights(0.75, 1, -3, 0, 0));
      PrefixBeamSearch search = search(LETTERS, BeamOptions.DEFAULT, fusion, null);
      List<Hypothesis> nBest = search.decode(posteriors, 1 + round);
      assertThat(nBest).extracting(LETTERS::text).doesNotHaveDuplicates();
      for (Hypothesis h : nBest) {
        double exact = CtcProbability.of(posteriors, 0, h.tokens());
        assertThat(h.acousticScore()).isCloseTo(exact, within(1e-9));
      }
    }
  }

  @Test
  void chunksMakeNoDifferenceAndWhatIsStableStays() {
    SplittableRandom random = new SplittableRandom(26);
    for (int round = 0; round < 40; round++) {
      ToyModel words = new ToyModel(random, 0.1, "one", "won", "onto", "to", "two", "zoo");
      LogPosteriors y = BruteForce.random(random, 80, 4, 0.1);
      Fusion fusion = Fusion.of(Lexicon.of(SOUNDED, PHONES), words, WEIGHTS);
      BeamOptions narrow = BeamOptions.DEFAULT.withBeamWidth(12);
      PrefixBeamSearch search = search(PHONES, narrow, fusion, new ToyBias(random, 4));
      int nBest = 1 + round % 5;
      DecodeStream stream = search.newStream(nBest);
      int[] stable = new int[0];
      for (int from = 0; from < y.frames(); ) {
        int to = Math.min(y.frames(), from + random.nextInt(9));
        stream.accept(BruteForce.rows(y, from, to));
        int[] best = stream.partial().get(0).tokens();
        assertThat(Arrays.copyOf(best, stable.length)).isEqualTo(stable);
        assertThat(stream.stableTokens()).isGreaterThanOrEqualTo(stable.length);
        stable = Arrays.copyOf(best, stream.stableTokens());
        from = to;
      }
      List<Hypothesis> finished = stream.finish();
      assertThat(stable.length).isPositive();
      assertThat(Arrays.copyOf(finished.get(0).tokens(), stable.length)).isEqualTo(stable);
      List<Hypothesis> whole = search.decode(y, nBest);
      assertThat(describe(finished)).isEqualTo(describe(whole));
    }
  }

  private static List<String> describe(List<Hypothesis> nBest) {
    return nBest.stream()
        .map(
            h ->
                Arrays.toString(h.tokens())
                    + Arrays.toString(h.startFrames())
                    + Arrays.toString(h.endFrames())
                    + h.acousticScore()
                    + h.languageScore()
                    + h.words())
        .toList();
  }

  @Test
  void manyThreadsShareOneSearch() {
    SplittableRandom random = new SplittableRandom(27);
    ToyModel words = new ToyModel(random, 0, "ab", "AB", "a");
    Fusion fusion = Fusion.of(Lexicon.of(SPELLED, LETTERS), words, WEIGHTS);
    PrefixBeamSearch search = search(LETTERS, BeamOptions.DEFAULT, fusion, null);
    List<LogPosteriors> utterances = new ArrayList<>();
    List<String> alone = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      utterances.add(BruteForce.random(random, 50, 4, 0.1));
      alone.add(LETTERS.text(search.decode(utterances.get(i), 1).get(0)));
    }
    ConcurrentLinkedQueue<Integer> different = new ConcurrentLinkedQueue<>();
    IntStream.range(0, 32)
        .parallel()
        .filter(i -> !LETTERS.text(search.decode(utterances.get(i), 1).get(0)).equals(alone.get(i)))
        .forEach(different::add);
    assertThat(different).isEmpty();
  }

  @Test
  void silenceAndNothingReadAsNoWords() {
    Fusion fusion = Fusion.of(Lexicon.of(SPELLED, LETTERS), WEIGHTS);
    PrefixBeamSearch search = search(LETTERS, BeamOptions.DEFAULT, fusion, null);
    for (LogPosteriors y : List.of(sure(4), sure(4, 0, 0, 0))) {
      Hypothesis h = search.decode(y, 5).get(0);
      assertThat(h.tokens()).isEmpty();
      assertThat(h.words().get()).isEmpty();
      assertThat(h.score()).isZero();
    }
  }

  @Test
  void whatNoWordFitsIsRefused() {
    Fusion fusion = Fusion.of(Lexicon.of(SPELLED, LETTERS), WEIGHTS);
    PrefixBeamSearch search = search(LETTERS, BeamOptions.DEFAULT, fusion, null);
    DecodeStream stream = search.newStream(3);
    stream.accept(sure(4, 3, 3, 2, 1)); // "ba"
    assertThat(stream.partial()).hasSize(1);
    assertThat(stream.stableTokens()).isZero();
    List<Hypothesis> nBest = stream.finish();
    assertThat(nBest).hasSize(1);
    assertThat(nBest.get(0).tokens()).isEmpty();
    assertThat(nBest.get(0).words().get()).isEmpty();
    assertThat(nBest.get(0).score()).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void aRequestMayRestrictTheWords() {
    RequestCompiler onlyTwo =
        request -> {
          Lexicon lexicon = Lexicon.of(List.of(new Entry("two", new int[] {1, 3})), PHONES);
          return new RequestCompiler.Compiled(
              Optional.of(Fusion.of(lexicon, FusionWeights.DEFAULT)), Optional.empty());
        };
    Fusion all = Fusion.of(Lexicon.of(SOUNDED, PHONES), FusionWeights.DEFAULT);
    LogPosteriors y = BruteForce.random(new SplittableRandom(28), 12, 4, 0);
    PrefixBeamSearch search = new PrefixBeamSearch(PHONES, BeamOptions.DEFAULT, all, onlyTwo);
    for (Hypothesis h : search.decode(y, 9)) {
      assertThat(PHONES.text(h)).matches("(two( two)*)?");
    }
  }

  /** One token a frame, with probability 1. */
  private static LogPosteriors sure(int tokens, int... path) {
    float[] y = new float[path.length * tokens];
    Arrays.fill(y, Float.NEGATIVE_INFINITY);
    for (int t = 0; t < path.length; t++) {
      y[t * tokens + path[t]] = 0;
    }
    return new LogPosteriors(y, path.length, tokens, 0.03);
  }

  private static LogPosteriors nearlySure(int tokens, int... path) {
    float[] y = sure(tokens, path).logProbs().clone();
    for (int i = 0; i < y.length; i++) {
      y[i] = (float) Math.log(y[i] == 0 ? 1 - 0.001 * (tokens - 1) : 0.001);
    }
    return new LogPosteriors(y, path.length, tokens, 0.03);
  }
}
