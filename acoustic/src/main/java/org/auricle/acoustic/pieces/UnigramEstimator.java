package org.auricle.acoustic.pieces;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The probabilities of pieces by expectation and maximisation, and which of them texts can do
 * without (Kudo 2018, section 3.2). No piece of one character is ever less likely than {@link
 * #LEAST}, so that every word can always be spelled; under that condition the M step finds the
 * maximum, and the likelihood never falls.
 */
final class UnigramEstimator {
  /** Least probability of a piece that must stay. */
  static final double LEAST = 1e-6;

  private final List<String> pieces;
  private final boolean[] stays; // [pieces] one character, which spells what nothing else does
  private final int span;
  private final Map<String, Integer> ids = new HashMap<>();
  private final List<Lattice> words = new ArrayList<>();
  private final double[] weights; // [words]
  private double[] logProbs; // [pieces]
  private double[] counts; // [pieces] expected

  /**
   * An estimator.
   *
   * @param frequencies of the pieces, to begin with
   * @param corpus words, with the mark of their start, and how often each occurs
   */
  UnigramEstimator(SortedMap<String, Double> frequencies, SortedMap<String, Double> corpus) {
    pieces = List.copyOf(frequencies.keySet());
    pieces.forEach(piece -> ids.put(piece, ids.size()));
    span = pieces.stream().mapToInt(p -> p.codePointCount(0, p.length())).max().orElseThrow();
    stays = new boolean[pieces.size()];
    for (int p = 0; p < stays.length; p++) {
      stays[p] = pieces.get(p).codePointCount(0, pieces.get(p).length()) == 1;
    }
    corpus.keySet().forEach(word -> words.add(lattice(word)));
    weights = corpus.values().stream().mapToDouble(w -> w).toArray();
    counts = pieces.stream().mapToDouble(frequencies::get).toArray();
    logProbs = maximize(counts);
  }

  private Lattice lattice(String word) {
    return Lattice.of(word.codePoints().toArray(), ids, span);
  }

  /** One round. Returns ln P of the corpus before it, with the probabilities up to then. */
  double iterate() {
    double logLikelihood = expect();
    logProbs = maximize(counts);
    return logLikelihood;
  }

  private double expect() {
    counts = new double[pieces.size()];
    double logLikelihood = 0;
    for (int w = 0; w < weights.length; w++) {
      logLikelihood += weights[w] * words.get(w).expect(logProbs, weights[w], counts);
    }
    return logLikelihood;
  }

  /** In proportion to the counts, but for those that would fall below the least. */
  private double[] maximize(double[] counts) {
    boolean[] raised = new boolean[counts.length];
    double scale = scale(counts, raised);
    for (boolean more = true; more; scale = scale(counts, raised)) {
      more = false;
      for (int p = 0; p < counts.length; p++) {
        if (stays[p] && !raised[p] && !(counts[p] * scale >= LEAST)) {
          raised[p] = true;
          more = true;
        }
      }
    }
    double[] maximum = new double[counts.length];
    for (int p = 0; p < counts.length; p++) {
      maximum[p] = StrictMath.log(raised[p] ? LEAST : counts[p] * scale);
    }
    return maximum;
  }

  /** What makes probabilities of the counts that are not raised. */
  private static double scale(double[] counts, boolean[] raised) {
    double left = 1;
    double sum = 0;
    for (int p = 0; p < counts.length; p++) {
      left -= raised[p] ? LEAST : 0;
      sum += raised[p] ? 0 : counts[p];
    }
    return sum > 0 ? left / sum : 0;
  }

  /** How many pieces there are. */
  int size() {
    return pieces.size();
  }

  /**
   * The pieces that remain, with their expected counts, when those go that the likelihood misses
   * least. What stands for a piece is the likeliest division of its own text without it.
   *
   * @param size how many remain, pieces of one character among them
   */
  SortedMap<String, Double> prune(int size) {
    expect();
    double total = Arrays.stream(counts).sum();
    double[] losses = new double[pieces.size()];
    for (int p = 0; p < losses.length; p++) {
      losses[p] = stays[p] ? Double.POSITIVE_INFINITY : loss(p, total);
    }
    SortedMap<String, Double> kept = new TreeMap<>();
    IntStream.range(0, losses.length)
        .boxed()
        .sorted(
            Comparator.comparingDouble((Integer p) -> -losses[p]).thenComparing(p -> pieces.get(p)))
        .limit(size)
        .forEach(p -> kept.put(pieces.get(p), counts[p]));
    return kept;
  }

  /** What ln P of the corpus loses if a piece is divided wherever it stands. */
  private double loss(int piece, double total) {
    double count = counts[piece];
    if (count == 0) {
      return 0;
    }
    int[] instead = lattice(pieces.get(piece)).best(logProbs, piece);
    double newTotal = total + count * (instead.length - 1);
    double alternative = 0;
    for (int other : instead) {
      alternative += StrictMath.log((counts[other] + count) / newTotal);
    }
    return count * (StrictMath.log(count / total) - alternative);
  }

  /** The pieces, the likeliest first, ln P to four decimals; those that nothing needs are gone. */
  List<PieceModel.Piece> result() {
    return IntStream.range(0, pieces.size())
        .filter(p -> logProbs[p] > Double.NEGATIVE_INFINITY)
        .mapToObj(
            p ->
                new PieceModel.Piece(
                    pieces.get(p), Math.min(0, Math.rint(logProbs[p] * 1e4) / 1e4)))
        .sorted(
            Comparator.comparingDouble((PieceModel.Piece p) -> -p.logProb())
                .thenComparing(PieceModel.Piece::text))
        .toList();
  }
}
