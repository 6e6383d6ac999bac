package org.auricle.decoder.ctc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.auricle.engine.recognition.DecodeStream;
import org.auricle.engine.recognition.Hypothesis;
import org.auricle.engine.recognition.LogPosteriors;
import org.junit.jupiter.api.Test;

class PrefixBeamSearchTest {
  private static final float NONE = Float.NEGATIVE_INFINITY;

  @Test
  void unprunedScoresAndOrderAreThoseOfAllPaths() {
    SplittableRandom random = new SplittableRandom(1);
    for (int round = 0; round < 200; round++) {
      int frames = random.nextInt(7);
      int tokens = 2 + random.nextInt(3);
      int blank = random.nextInt(tokens);
      LogPosteriors y = BruteForce.random(random, frames, tokens, round % 2 == 0 ? 0 : 0.3);
      BruteForce oracle = new BruteForce(y, blank);
      List<Hypothesis> found = unpruned(tokens, blank).decode(y, Integer.MAX_VALUE);

      List<List<Integer>> ranked = oracle.ranked();
      assertThat(found).hasSameSizeAs(ranked);
      for (int i = 0; i < found.size(); i++) {
        double truth = Math.log(oracle.probability.get(tokens(found.get(i))));
        assertThat(found.get(i).acousticScore()).isCloseTo(truth, within(1e-9));
        double rankedHere = Math.log(oracle.probability.get(ranked.get(i)));
        assertThat(truth).isCloseTo(rankedHere, within(1e-9));
      }
    }
  }

  @Test
  void finalTimesAreThoseOfTheBestAlignment() {
    SplittableRandom random = new SplittableRandom(2);
    LogPosteriors y = BruteForce.random(random, 40, 5, 0);
    for (Hypothesis h : search(5, 0, BeamOptions.DEFAULT).decode(y, 10)) {
      WordTimer.Alignment best = WordTimer.align(y, 0, h.tokens());
      assertThat(h.startFrames()).containsExactly(best.startFrames());
      assertThat(h.endFrames()).containsExactly(best.endFrames());
    }
  }

  @Test
  void chunksMakeNoDifference() {
    SplittableRandom random = new SplittableRandom(3);
    for (int round = 0; round < 20; round++) {
      LogPosteriors y = BruteForce.random(random, 60, 6, 0.1);
      PrefixBeamSearch search = search(6, 2, BeamOptions.DEFAULT.withBeamWidth(8));
      DecodeStream stream = search.newStream(5);
      for (int from = 0; from < y.frames(); ) {
        int to = Math.min(y.frames(), from + random.nextInt(7));
        stream.accept(BruteForce.rows(y, from, to));
        assertThat(stream.partial()).isNotEmpty();
        from = to;
      }
      assertSame(stream.finish(), search.decode(y, 5));
    }
  }

  @Test
  void aNarrowBeamFindsTheBestWithItsExactProbability() {
    SplittableRandom random = new SplittableRandom(4);
    int found = 0;
    for (int round = 0; round < 100; round++) {
      LogPosteriors y = BruteForce.random(random, 6, 4, 0);
      BruteForce oracle = new BruteForce(y, 0);
      List<Hypothesis> nBest = search(4, 0, BeamOptions.DEFAULT.withBeamWidth(4)).decode(y, 4);
      assertThat(nBest).hasSizeLessThanOrEqualTo(4);
      for (Hypothesis h : nBest) {
        double truth = Math.log(oracle.probability.get(tokens(h)));
        assertThat(h.acousticScore()).isCloseTo(truth, within(1e-9));
      }
      assertThat(nBest)
          .isSortedAccordingTo(Comparator.comparingDouble(Hypothesis::score).reversed());
      found += tokens(nBest.get(0)).equals(oracle.ranked().get(0)) ? 1 : 0;
    }
    assertThat(found).isGreaterThan(90);
  }

  @Test
  void partialScoresNeverExceedTheExactOnes() {
    SplittableRandom random = new SplittableRandom(11);
    for (int round = 0; round < 50; round++) {
      LogPosteriors y = BruteForce.random(random, 60, 5, 0);
      DecodeStream stream = search(5, 0, BeamOptions.DEFAULT.withBeamWidth(6)).newStream(6);
      stream.accept(y);
      for (Hypothesis h : stream.partial()) {
        double truth = CtcProbability.of(y, 0, h.tokens());
        assertThat(h.acousticScore()).isLessThan(truth + 1e-9);
      }
      for (Hypothesis h : stream.finish()) {
        double truth = CtcProbability.of(y, 0, h.tokens());
        assertThat(h.acousticScore()).isCloseTo(truth, within(1e-9));
      }
    }
  }

  @Test
  void veryImprobableHypothesesHaveExactScoresToo() {
    float sure = 0;
    LogPosteriors y = new LogPosteriors(new float[] {sure, -900, sure, NONE}, 2, 2, 0.03);
    List<Hypothesis> nBest = search(2, 0, BeamOptions.UNPRUNED).decode(y, 9);
    assertThat(nBest).extracting(Hypothesis::acousticScore).containsExactly(0.0, -900.0);
  }

  @Test
  void aRepetitionNeedsABlank() {
    LogPosteriors once = sure(2, 1, 1, 1, 0);
    LogPosteriors twice = sure(2, 1, 0, 1);
    assertThat(best(once).tokens()).containsExactly(1);
    assertThat(best(once).endFrames()).containsExactly(3);
    assertThat(best(twice).tokens()).containsExactly(1, 1);
    assertThat(best(twice).acousticScore()).isZero();
  }

  @Test
  void tokenPruningKeepsRareTokensOut() {
    float rare = (float) Math.log(0.01);
    float common = (float) Math.log(0.49);
    LogPosteriors y = new LogPosteriors(new float[] {common, common, rare, rare}, 1, 4, 0.03);
    assertThat(reached(y, new BeamOptions(9, 30, 9, Math.log(0.1)))).isEqualTo(2);
    assertThat(reached(y, new BeamOptions(9, 30, 2, -99))).isEqualTo(3);
    assertThat(reached(y, new BeamOptions(9, 1, 9, -99))).isEqualTo(2);
    assertThat(reached(y, new BeamOptions(1, 30, 9, -99))).isEqualTo(1);
    assertThat(reached(y, new BeamOptions(9, 30, 9, -99))).isEqualTo(4);
  }

  @Test
  void partialTimesAreInOrderAndWithinTheFramesSeen() {
    SplittableRandom random = new SplittableRandom(5);
    LogPosteriors y = BruteForce.random(random, 200, 8, 0.2);
    DecodeStream stream = search(8, 0, BeamOptions.DEFAULT).newStream(3);
    for (int t = 0; t < y.frames(); t++) {
      stream.accept(BruteForce.rows(y, t, t + 1));
      for (Hypothesis h : stream.partial()) {
        int before = 0;
        for (int i = 0; i < h.tokens().length; i++) {
          assertThat(h.startFrames()[i]).isGreaterThanOrEqualTo(before);
          assertThat(h.endFrames()[i]).isGreaterThan(h.startFrames()[i]);
          before = h.endFrames()[i];
        }
        assertThat(before).isLessThanOrEqualTo(t + 1);
      }
    }
  }

  @Test
  void partialTimesFollowTheSpikesAfterALongSilence() {
    int frames = 50;
    float[] y = new float[frames * 3];
    for (int t = 0; t < frames; t++) {
      int token = t == 30 || t == 31 ? 1 : t == 40 ? 2 : 0;
      for (int v = 0; v < 3; v++) {
        y[t * 3 + v] = (float) Math.log(v == token ? 0.98 : 0.01);
      }
    }
    DecodeStream stream = search(3, 0, BeamOptions.DEFAULT).newStream(1);
    stream.accept(new LogPosteriors(y, frames, 3, 0.03));
    Hypothesis partial = stream.partial().get(0);
    assertThat(partial.startFrames()).containsExactly(30, 40);
    assertThat(partial.endFrames()).containsExactly(32, 41);
  }

  @Test
  void withoutFramesTheUtteranceIsEmptyForCertain() {
    LogPosteriors none = new LogPosteriors(new float[0], 0, 3, 0.03);
    List<Hypothesis> nBest = search(3, 0, BeamOptions.DEFAULT).decode(none, 5);
    assertThat(nBest).hasSize(1);
    assertThat(nBest.get(0).tokens()).isEmpty();
    assertThat(nBest.get(0).acousticScore()).isZero();
  }

  @Test
  void aFrameWithoutAnyTokenLeavesNothing() {
    LogPosteriors y =
        new LogPosteriors(new float[] {NONE, 0, NONE, NONE, NONE, 0, NONE, 0}, 4, 2, 0.03);
    DecodeStream stream = search(2, 0, BeamOptions.DEFAULT).newStream(4);
    stream.accept(y);
    assertImpossible(stream.partial());
    assertImpossible(stream.finish());
  }

  private static void assertImpossible(List<Hypothesis> nBest) {
    assertThat(nBest).hasSize(1);
    assertThat(nBest.get(0).tokens()).isEmpty();
    assertThat(nBest.get(0).acousticScore()).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void uniformPosteriorsDoNotStall() {
    float[] y = new float[300 * 100];
    Arrays.fill(y, (float) -Math.log(100));
    List<Hypothesis> nBest =
        search(100, 0, BeamOptions.DEFAULT).decode(new LogPosteriors(y, 300, 100, 0.03), 3);
    assertThat(nBest).hasSize(3);
  }

  @Test
  void refusesWhatIsNoLogPosteriorAndStaysAsItWas() {
    LogPosteriors good = sure(3, 1, 2);
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      DecodeStream stream = search(3, 0, BeamOptions.DEFAULT).newStream(1);
      stream.accept(good);
      LogPosteriors y = new LogPosteriors(new float[] {0, -9, -9, -9, -9, bad}, 2, 3, 0.03);
      assertThatThrownBy(() -> stream.accept(y))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("frame 3, token 2: " + bad);
      assertThat(stream.finish().get(0).tokens()).containsExactly(1, 2);
    }
  }

  @Test
  void refusesMisuse() {
    PrefixBeamSearch search = search(3, 0, BeamOptions.DEFAULT);
    DecodeStream stream = search.newStream(1);
    assertThatThrownBy(() -> search.newStream(0)).hasMessage("nBest: 0 (expected: >= 1)");
    assertThatThrownBy(() -> stream.accept(sure(4, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4 tokens (expected: 3");
    stream.finish();
    assertThatThrownBy(stream::finish).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> stream.accept(sure(3, 1))).isInstanceOf(IllegalStateException.class);
  }

  private static PrefixBeamSearch unpruned(int tokens, int blank) {
    return search(tokens, blank, BeamOptions.UNPRUNED);
  }

  private static PrefixBeamSearch search(int tokens, int blank, BeamOptions options) {
    return new PrefixBeamSearch(BruteForce.table(tokens, blank), options);
  }

  private static Hypothesis best(LogPosteriors y) {
    return search(y.tokens(), 0, BeamOptions.DEFAULT).decode(y, 1).get(0);
  }

  private static int reached(LogPosteriors y, BeamOptions options) {
    return search(y.tokens(), 0, options).decode(y, 99).size();
  }

  /** One token a frame, with probability 1. */
  private static LogPosteriors sure(int tokens, int... path) {
    float[] y = new float[path.length * tokens];
    Arrays.fill(y, NONE);
    for (int t = 0; t < path.length; t++) {
      y[t * tokens + path[t]] = 0;
    }
    return new LogPosteriors(y, path.length, tokens, 0.03);
  }

  private static List<Integer> tokens(Hypothesis h) {
    return BruteForce.list(h.tokens());
  }

  private static void assertSame(List<Hypothesis> a, List<Hypothesis> b) {
    assertThat(a).usingRecursiveComparison().isEqualTo(b);
  }
}
