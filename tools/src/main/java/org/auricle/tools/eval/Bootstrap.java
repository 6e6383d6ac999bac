package org.auricle.tools.eval;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.auricle.engine.recognition.ErrorRate;

/**
 * Confidence intervals of error rates by the bootstrap (Bisani and Ney 2004, "Bootstrap estimates
 * for confidence intervals in ASR performance evaluation"): the evaluation is repeated with blocks
 * drawn with replacement from its own, and of the error rates of all repetitions, 100 times the sum
 * of errors by the sum of reference tokens, the middle 95 % are kept.
 *
 * @param replications repetitions, at least 100
 * @param seed the same draws for the same seed and number of blocks
 */
public record Bootstrap(int replications, long seed) {
  private static final double TAIL = 0.025;

  /** Ten thousand repetitions. */
  public static final Bootstrap DEFAULT = new Bootstrap(10_000, 1);

  /** Validates. */
  public Bootstrap {
    if (replications < 100) {
      throw new IllegalArgumentException("replications: " + replications + " (expected: >= 100)");
    }
  }

  /**
   * How two systems' error rates differ.
   *
   * @param points percentage points that the second makes more (negative: fewer) than the first
   * @param interval of the points
   * @param improved share of the repetitions in which the second makes fewer errors, those with as
   *     many counted half: Bisani and Ney's probability of improvement
   * @param p two-sided: twice the share of the repetitions that say the opposite or no difference,
   *     the evaluation itself counted among them
   */
  public record Difference(double points, Interval interval, double improved, double p) {}

  /** The interval of an error rate; none for less than two blocks, which vary in nothing. */
  public Optional<Interval> interval(
      List<Evaluation.Utterance> utterances, Function<Evaluation.Utterance, ErrorRate> rate) {
    Blocks blocks = Blocks.of(utterances);
    if (blocks.count() < 2) {
      return Optional.empty();
    }
    List<ErrorRate> rates = utterances.stream().map(rate).toList();
    int[] errors = blocks.sums(rates.stream().mapToInt(ErrorRate::errors).toArray());
    int[] lengths = blocks.sums(rates.stream().mapToInt(ErrorRate::referenceLength).toArray());
    return Optional.of(middle(replicate(errors, lengths)));
  }

  /**
   * How two systems differ over the same utterances: both are repeated with the same draws.
   *
   * @param first results of one
   * @param second of the other, in the same order
   */
  public Difference compare(List<Evaluation.Utterance> first, List<Evaluation.Utterance> second) {
    Blocks blocks = Blocks.of(first);
    int[] more =
        IntStream.range(0, first.size())
            .map(i -> second.get(i).words().errors() - first.get(i).words().errors())
            .toArray();
    int[] words = first.stream().mapToInt(u -> u.words().referenceLength()).toArray();
    double[] rates = replicate(blocks.sums(more), blocks.sums(words));
    long fewer = Arrays.stream(rates).filter(rate -> rate < 0).count();
    long same = Arrays.stream(rates).filter(rate -> rate == 0).count();
    long opposite = same + Math.min(fewer, replications - fewer - same);
    return new Difference(
        percent(Arrays.stream(more).sum(), Arrays.stream(words).sum()),
        middle(rates),
        (fewer + 0.5 * same) / replications,
        Math.min(1, 2.0 * (opposite + 1) / (replications + 1)));
  }

  /** Rates of all repetitions, percent, in ascending order. */
  private double[] replicate(int[] errors, int[] lengths) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] rates = new double[replications];
    for (int r = 0; r < replications; r++) {
      long errorSum = 0;
      long lengthSum = 0;
      for (int i = 0; i < errors.length; i++) {
        int drawn = random.nextInt(errors.length);
        errorSum += errors[drawn];
        lengthSum += lengths[drawn];
      }
      rates[r] = percent(errorSum, lengthSum);
    }
    Arrays.sort(rates);
    return rates;
  }

  /** As {@link ErrorRate#percent}, which has no rate over nothing, but with a sign. */
  private static double percent(long errors, long length) {
    return length == 0 ? 100 * Long.signum(errors) : 100.0 * errors / length;
  }

  private static Interval middle(double[] sorted) {
    return new Interval(quantile(sorted, TAIL), quantile(sorted, 1 - TAIL));
  }

  /** Between the two nearest values. */
  private static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
