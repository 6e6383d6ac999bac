package org.auricle.tools.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.auricle.engine.recognition.Alignment;

/**
 * The matched-pairs sentence-segment word error test of two systems (MAPSSWE; Gillick and Cox 1989,
 * "Some statistical issues in the comparison of speech recognition algorithms"). Utterances are cut
 * into segments whose errors can be taken as independent: between any two lie at least two words
 * that both systems have right, or the end of an utterance. With Z the errors of the first less
 * those of the second in a segment,
 *
 * <pre>  W = mean(Z) / (s / sqrt(n)),  s^2 = sum (Z - mean(Z))^2 / (n - 1)</pre>
 *
 * is nearly standard normal if the systems are equally good and there are some fifty segments or
 * more. Segments without any error are left out, as NIST's sc_stats does.
 *
 * @param segments in which either errs, n
 * @param mean of Z
 * @param w NaN if it cannot be computed: for less than two segments, or if all Z are the same
 * @param p two-sided, of w; NaN as it is
 * @param exactP two-sided, with nothing assumed but that each Z might as well have the other sign:
 *     the share of all 2^n choices of signs whose sum is at least as far from 0
 */
public record MatchedPairs(int segments, double mean, double w, double p, double exactP) {
  /** Words that both have right between two segments. */
  private static final int BUFFER = 2;

  /** Compares results of the same utterances in the same order. */
  public static MatchedPairs of(
      List<Evaluation.Utterance> first, List<Evaluation.Utterance> second) {
    List<Integer> differences = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      differences.addAll(
          differences(first.get(i).said(), first.get(i).heard(), second.get(i).heard()));
    }
    return of(differences.stream().mapToInt(Integer::intValue).toArray());
  }

  /** The test of differences alone. */
  static MatchedPairs of(int[] z) {
    int n = z.length;
    double mean = n == 0 ? 0 : Arrays.stream(z).average().orElseThrow();
    double squares = Arrays.stream(z).mapToDouble(x -> (x - mean) * (x - mean)).sum();
    double w = n < 2 || squares == 0 ? Double.NaN : mean / Math.sqrt(squares / (n - 1) / n);
    return new MatchedPairs(n, mean, w, NormalTail.twoSided(w), signFlips(z));
  }

  /** Z of each segment of an utterance. */
  static List<Integer> differences(String said, String firstHeard, String secondHeard) {
    int[] first = slots(said, firstHeard);
    int[] second = slots(said, secondHeard);
    List<Integer> segments = new ArrayList<>();
    int difference = 0;
    int right = BUFFER; // words in a row; at the start nothing is open
    for (int slot = 0; slot < first.length; slot++) {
      boolean word = slot % 2 == 1;
      if (first[slot] + second[slot] > 0) {
        if (right >= BUFFER) {
          difference = 0;
        }
        right = 0;
        difference += first[slot] - second[slot];
      } else if (word && ++right == BUFFER) {
        segments.add(difference);
      }
    }
    if (right < BUFFER) {
      segments.add(difference);
    }
    return segments;
  }

  /** Errors at each place: before the first word, at it, before the second, ... after the last. */
  private static int[] slots(String said, String heard) {
    Alignment alignment = Alignment.ofWords(said, heard);
    int inserted = alignment.count(Alignment.Kind.INSERTED);
    int[] errors = new int[2 * (alignment.pairs().size() - inserted) + 1];
    int slot = 0;
    for (Alignment.Pair pair : alignment.pairs()) {
      if (pair.kind() == Alignment.Kind.INSERTED) {
        errors[slot]++;
      } else {
        errors[slot + 1] = pair.kind() == Alignment.Kind.SAME ? 0 : 1;
        slot += 2;
      }
    }
    return errors;
  }

  /**
   * The sign-flip test, exactly: since differences are small whole numbers, the distribution of the
   * sum over all choices of signs is a convolution.
   */
  private static double signFlips(int[] z) {
    int most = Arrays.stream(z).map(Math::abs).sum();
    int observed = Math.abs(Arrays.stream(z).sum());
    double[] probability = new double[2 * most + 1]; // of the sum s at s + most
    probability[most] = 1;
    int reach = 0;
    for (int x : z) {
      int step = Math.abs(x);
      double[] next = new double[probability.length];
      for (int s = most - reach; s <= most + reach; s++) {
        next[s - step] += 0.5 * probability[s];
        next[s + step] += 0.5 * probability[s];
      }
      probability = next;
      reach += step;
    }
    double p = 0;
    for (int s = 0; s < probability.length; s++) {
      p += Math.abs(s - most) >= observed ? probability[s] : 0;
    }
    return Math.min(1, p);
  }
}
