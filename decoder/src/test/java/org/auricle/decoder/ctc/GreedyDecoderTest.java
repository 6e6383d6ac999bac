package org.auricle.decoder.ctc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.auricle.engine.recognition.DecodeStream;
import org.auricle.engine.recognition.Hypothesis;
import org.auricle.engine.recognition.LogPosteriors;
import org.junit.jupiter.api.Test;

class GreedyDecoderTest {

  @Test
  void readsTheBestPathAndScoresItsTokensOverAllPaths() {
    SplittableRandom random = new SplittableRandom(9);
    for (int round = 0; round < 100; round++) {
      int tokens = 2 + random.nextInt(3);
      int blank = random.nextInt(tokens);
      LogPosteriors y = BruteForce.random(random, random.nextInt(7), tokens, round % 2 * 0.3);
      Hypothesis found = new GreedyDecoder(BruteForce.table(tokens, blank)).decode(y, 1).get(0);

      int[] path = new int[y.frames()];
      for (int t = 0; t < path.length; t++) {
        for (int v = 1; v < tokens; v++) {
          if (y.logProbs()[t * tokens + v] > y.logProbs()[t * tokens + path[t]]) {
            path[t] = v;
          }
        }
      }
      assertThat(BruteForce.list(found.tokens())).isEqualTo(BruteForce.collapse(path, blank));
      int[] timed = new int[y.frames()];
      Arrays.fill(timed, blank);
      for (int i = 0; i < found.tokens().length; i++) {
        Arrays.fill(timed, found.startFrames()[i], found.endFrames()[i], found.tokens()[i]);
      }
      assertThat(timed).containsExactly(path);
      double truth = new BruteForce(y, blank).probability.get(BruteForce.list(found.tokens()));
      assertThat(Math.exp(found.acousticScore())).isCloseTo(truth, within(1e-9));
    }
  }

  @Test
  void chunksMakeNoDifference() {
    SplittableRandom random = new SplittableRandom(10);
    LogPosteriors y = BruteForce.random(random, 100, 4, 0);
    GreedyDecoder decoder = new GreedyDecoder(BruteForce.table(4, 0));
    DecodeStream stream = decoder.newStream(1);
    for (int t = 0; t < y.frames(); t += 3) {
      stream.accept(BruteForce.rows(y, t, Math.min(t + 3, y.frames())));
      assertThat(stream.partial()).hasSize(1);
    }
    assertThat(stream.finish()).usingRecursiveComparison().isEqualTo(decoder.decode(y, 1));
  }

  @Test
  void aFrameWithoutAnyTokenLeavesNothing() {
    float none = Float.NEGATIVE_INFINITY;
    LogPosteriors y = new LogPosteriors(new float[] {none, 0, none, none}, 2, 2, 0.03);
    Hypothesis found = new GreedyDecoder(BruteForce.table(2, 0)).decode(y, 1).get(0);
    assertThat(found.tokens()).isEmpty();
    assertThat(found.acousticScore()).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void refusesNaN() {
    LogPosteriors y = new LogPosteriors(new float[] {0, Float.NaN}, 1, 2, 0.03);
    GreedyDecoder decoder = new GreedyDecoder(BruteForce.table(2, 0));
    assertThatThrownBy(() -> decoder.decode(y, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("frame 0, token 1: NaN");
  }
}
