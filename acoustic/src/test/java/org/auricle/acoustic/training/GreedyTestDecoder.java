package org.auricle.acoustic.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.auricle.engine.recognition.CtcDecoder;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.DecodeStream;
import org.auricle.engine.recognition.Hypothesis;
import org.auricle.engine.recognition.LogPosteriors;

/** The likeliest token of each frame, repetitions and blanks removed. */
record GreedyTestDecoder(int blank) implements CtcDecoder {

  @Override
  public DecodeStream newStream(DecodeRequest request) {
    return new DecodeStream() {
      private final List<Integer> tokens = new ArrayList<>();
      private int last = blank;

      @Override
      public void accept(LogPosteriors posteriors) {
        for (int t = 0; t < posteriors.frames(); t++) {
          int best = 0;
          for (int k = 1; k < posteriors.tokens(); k++) {
            if (at(posteriors, t, k) > at(posteriors, t, best)) {
              best = k;
            }
          }
          if (best != last && best != blank) {
            tokens.add(best);
          }
          last = best;
        }
      }

      @Override
      public List<Hypothesis> partial() {
        int[] ids = tokens.stream().mapToInt(i -> i).toArray();
        return List.of(new Hypothesis(ids, new int[ids.length], new int[ids.length], 0, 0));
      }

      @Override
      public List<Hypothesis> finish() {
        return partial();
      }
    };
  }

  /** Of the best path alone, which is all that this decoder knows. */
  @Override
  public double logProbability(LogPosteriors posteriors, int[] sequence) {
    double sum = 0;
    int[] best = decode(posteriors, 1).get(0).tokens();
    for (int t = 0; t < posteriors.frames(); t++) {
      float top = Float.NEGATIVE_INFINITY;
      for (int k = 0; k < posteriors.tokens(); k++) {
        top = Math.max(top, at(posteriors, t, k));
      }
      sum += top;
    }
    return Arrays.equals(best, sequence) ? sum : Double.NEGATIVE_INFINITY;
  }

  private static float at(LogPosteriors posteriors, int t, int k) {
    return posteriors.logProbs()[t * posteriors.tokens() + k];
  }
}
