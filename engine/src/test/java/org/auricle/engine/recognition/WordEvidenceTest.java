package org.auricle.engine.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class WordEvidenceTest {
  private static final TokenTable TOKENS = new TokenTable(List.of("_", " ", "a", "b"), 0);

  /** Sums over all paths, one by one. */
  private static final class EveryPath implements CtcDecoder {
    @Override
    public DecodeStream newStream(DecodeRequest request) {
      throw new AssertionError("nothing is decoded here");
    }

    @Override
    public double logProbability(LogPosteriors y, int[] tokens) {
      double sum = 0;
      int paths = (int) Math.pow(y.tokens(), y.frames());
      for (int code = 0; code < paths; code++) {
        List<Integer> read = new ArrayList<>();
        double p = 0;
        int rest = code;
        int last = 0;
        for (int t = 0; t < y.frames(); t++) {
          int v = rest % y.tokens();
          rest /= y.tokens();
          p += y.logProbs()[t * y.tokens() + v];
          if (v != last && v != 0) {
            read.add(v);
          }
          last = v;
        }
        if (read.equals(Arrays.stream(tokens).boxed().toList())) {
          sum += Math.exp(p);
        }
      }
      return Math.log(sum);
    }
  }

  @Test
  void aWordIsJudgedByItsOwnFrames() {
    int frames = 8;
    SplittableRandom random = new SplittableRandom(2);
    float[] logProbs = new float[frames * TOKENS.size()];
    for (int t = 0; t < frames; t++) {
      double[] p = random.doubles(TOKENS.size(), 0.05, 1).toArray();
      for (int v = 0; v < p.length; v++) {
        logProbs[t * p.length + v] = (float) Math.log(p[v] / (p[0] + p[1] + p[2] + p[3]));
      }
    }
    LogPosteriors y = new LogPosteriors(logProbs, frames, TOKENS.size(), 0.1);
    // "ab a": ab in frames 0 to 3, a in 6 to 7, so that the words part at frame 5
    Hypothesis h =
        new Hypothesis(
            new int[] {2, 3, 1, 2}, new int[] {0, 2, 4, 6}, new int[] {1, 4, 5, 7}, 0, 0);
    double[] evidence = new WordEvidence(new EveryPath(), y, TOKENS).of(h, TOKENS.words(h));

    CtcDecoder decoder = new EveryPath();
    double sum = 0;
    for (int[] read : new int[][] {{2, 3}, {1, 2, 3}, {2, 3, 1}, {1, 2, 3, 1}}) {
      sum += Math.exp(decoder.logProbability(rows(y, 0, 5), read));
    }
    assertThat(evidence[0]).isCloseTo(Math.log(sum), Offset.offset(1e-9));
    sum = 0;
    for (int[] read : new int[][] {{2}, {1, 2}, {2, 1}, {1, 2, 1}}) {
      sum += Math.exp(decoder.logProbability(rows(y, 5, 8), read));
    }
    assertThat(evidence[1]).isCloseTo(Math.log(sum), Offset.offset(1e-9));
  }

  private static LogPosteriors rows(LogPosteriors y, int from, int to) {
    return new LogPosteriors(
        Arrays.copyOfRange(y.logProbs(), from * y.tokens(), to * y.tokens()),
        to - from,
        y.tokens(),
        0.1);
  }
}
