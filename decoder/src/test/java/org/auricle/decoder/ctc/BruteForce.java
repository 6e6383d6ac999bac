package org.auricle.decoder.ctc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.engine.recognition.TokenTable;

/** The oracle: every one of the tokens^frames paths, one by one. */
final class BruteForce {
  /** Summed probability of the paths that read as each token sequence. */
  final Map<List<Integer>, Double> probability = new HashMap<>();

  /** Probability of the best single path of each token sequence. */
  final Map<List<Integer>, Double> bestPath = new HashMap<>();

  BruteForce(LogPosteriors y, int blank) {
    visit(y, blank, new int[y.frames()], 0, 0);
  }

  private void visit(LogPosteriors y, int blank, int[] path, int t, double logProb) {
    if (t == y.frames()) {
      List<Integer> sequence = collapse(path, blank);
      probability.merge(sequence, Math.exp(logProb), Double::sum);
      bestPath.merge(sequence, Math.exp(logProb), Math::max);
      return;
    }
    for (int v = 0; v < y.tokens(); v++) {
      path[t] = v;
      visit(y, blank, path, t + 1, logProb + y.logProbs()[t * y.tokens() + v]);
    }
  }

  /** The sequences that have any probability, most probable first. */
  List<List<Integer>> ranked() {
    return probability.entrySet().stream()
        .filter(e -> e.getValue() > 0)
        .sorted((a, b) -> Double.compare(b.getValue(), a.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  static List<Integer> collapse(int[] path, int blank) {
    List<Integer> sequence = new ArrayList<>();
    for (int t = 0; t < path.length; t++) {
      if (path[t] != blank && (t == 0 || path[t] != path[t - 1])) {
        sequence.add(path[t]);
      }
    }
    return sequence;
  }

  /** A log-softmax of Gaussian logits, with a share of values that are negative infinity. */
  static LogPosteriors random(SplittableRandom random, int frames, int tokens, double impossible) {
    float[] y = new float[frames * tokens];
    for (int t = 0; t < frames; t++) {
      double sum = 0;
      int sure = random.nextInt(tokens);
      double[] p = new double[tokens];
      for (int v = 0; v < tokens; v++) {
        boolean drop = v != sure && random.nextDouble() < impossible;
        p[v] = drop ? 0 : Math.exp(2 * random.nextGaussian());
        sum += p[v];
      }
      for (int v = 0; v < tokens; v++) {
        y[t * tokens + v] = (float) Math.log(p[v] / sum);
      }
    }
    return new LogPosteriors(y, frames, tokens, 0.03);
  }

  /** Symbols a, b, c, ... with the blank where it is asked for. */
  static TokenTable table(int tokens, int blank) {
    List<String> symbols = new ArrayList<>();
    for (int v = 0; v < tokens; v++) {
      symbols.add(v == blank ? "<b>" : Character.toString('a' + v));
    }
    return new TokenTable(symbols, blank);
  }

  static LogPosteriors rows(LogPosteriors y, int from, int to) {
    int n = y.tokens();
    return new LogPosteriors(
        Arrays.copyOfRange(y.logProbs(), from * n, to * n), to - from, n, y.frameShiftSeconds());
  }

  static List<Integer> list(int[] tokens) {
    return Arrays.stream(tokens).boxed().toList();
  }
}
