package org.auricle.acoustic.pieces;

import java.util.Arrays;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * All ways to divide a word into pieces: a way is a path from its first to its last character whose
 * edges are pieces. Sums and maxima over paths take time in proportion to the edges (Kudo 2018,
 * arXiv 1804.10959, section 3.2). {@link StrictMath}, so that the same texts give the same pieces
 * on any machine.
 */
final class Lattice {
  private static final int NONE = -1;
  private static final double ZERO = Double.NEGATIVE_INFINITY;

  private final int length; // characters
  private final int span; // most characters of an edge
  private final int[] edges; // [length][span] piece from a character on, of 1..span characters

  private Lattice(int length, int span, int[] edges) {
    this.length = length;
    this.span = span;
    this.edges = edges;
  }

  /**
   * A lattice.
   *
   * @param word code points
   * @param ids of the pieces
   * @param span most code points of a piece
   */
  static Lattice of(int[] word, Map<String, Integer> ids, int span) {
    int[] edges = new int[word.length * span];
    Arrays.fill(edges, NONE);
    for (int from = 0; from < word.length; from++) {
      for (int n = 1; n <= Math.min(span, word.length - from); n++) {
        edges[from * span + n - 1] = ids.getOrDefault(new String(word, from, n), NONE);
      }
    }
    return new Lattice(word.length, span, edges);
  }

  private double edge(int from, int to, double[] logProbs, int without) {
    int piece = edges[from * span + to - from - 1];
    return piece == NONE || piece == without ? ZERO : logProbs[piece];
  }

  private int first(int to) {
    return Math.max(0, to - span);
  }

  /**
   * The likeliest way, ids in order; empty if there is none. Of equals, one and always the same.
   */
  int[] best(double[] logProbs) {
    return best(logProbs, NONE);
  }

  /** The same without a piece. */
  int[] best(double[] logProbs, int without) {
    double[] best = new double[length + 1];
    int[] before = new int[length + 1];
    for (int to = 1; to <= length; to++) {
      best[to] = ZERO;
      for (int from = first(to); from < to; from++) {
        double score = best[from] + edge(from, to, logProbs, without);
        if (score > best[to]) {
          best[to] = score;
          before[to] = from;
        }
      }
    }
    return best[length] == ZERO ? new int[0] : path(before);
  }

  /** The ids of a path that is given by where each edge to a character begins. */
  private int[] path(int[] before) {
    int[] reversed = new int[length];
    int n = 0;
    for (int to = length; to > 0; to = before[to]) {
      reversed[n++] = edges[before[to] * span + to - before[to] - 1];
    }
    int last = n - 1;
    return IntStream.rangeClosed(0, last).map(i -> reversed[last - i]).toArray();
  }

  /**
   * How far from the start a way leads; the word's length if there is one.
   *
   * @param logProbs finite for all pieces
   */
  int reach(double[] logProbs) {
    double[] forward = forward(logProbs, 1);
    int reach = length;
    while (forward[reach] == ZERO) {
      reach--;
    }
    return reach;
  }

  /** [length + 1] ln of the sum of P^(1/temperature) over all paths to a character. */
  private double[] forward(double[] logProbs, double temperature) {
    double[] forward = new double[length + 1];
    double[] terms = new double[span];
    for (int to = 1; to <= length; to++) {
      int n = 0;
      for (int from = first(to); from < to; from++) {
        terms[n++] = forward[from] + edge(from, to, logProbs, NONE) / temperature;
      }
      forward[to] = logSum(terms, n);
    }
    return forward;
  }

  /** [length + 1] ln of the sum of P over all paths from a character on. */
  private double[] backward(double[] logProbs) {
    double[] backward = new double[length + 1];
    double[] terms = new double[span];
    for (int from = length - 1; from >= 0; from--) {
      int n = 0;
      for (int to = from + 1; to <= Math.min(length, from + span); to++) {
        terms[n++] = backward[to] + edge(from, to, logProbs, NONE);
      }
      backward[from] = logSum(terms, n);
    }
    return backward;
  }

  /**
   * Adds how often each piece is expected to occur, over all ways as probable as they are (the E
   * step). Returns ln P of the word.
   *
   * @param weight of the word
   */
  double expect(double[] logProbs, double weight, double[] counts) {
    double[] forward = forward(logProbs, 1);
    double[] backward = backward(logProbs);
    double total = forward[length];
    for (int to = 1; to <= length; to++) {
      for (int from = first(to); from < to; from++) {
        double edge = edge(from, to, logProbs, NONE);
        if (edge > ZERO) {
          counts[edges[from * span + to - from - 1]] +=
              weight * StrictMath.exp(forward[from] + edge + backward[to] - total);
        }
      }
    }
    return total;
  }

  /**
   * A way drawn with a probability in proportion to P^(1/temperature): forward filtering, backward
   * sampling. Empty if there is none.
   */
  int[] sample(double[] logProbs, double temperature, RandomGenerator random) {
    double[] forward = forward(logProbs, temperature);
    if (forward[length] == ZERO) {
      return new int[0];
    }
    int[] before = new int[length + 1];
    for (int to = length; to > 0; to = before[to]) {
      double left = random.nextDouble();
      for (int from = first(to); from < to; from++) {
        double edge = edge(from, to, logProbs, NONE);
        if (edge > ZERO && forward[from] > ZERO) {
          before[to] = from; // also of the last one, should rounding leave something
          left -= StrictMath.exp(forward[from] + edge / temperature - forward[to]);
          if (left < 0) {
            break;
          }
        }
      }
    }
    return path(before);
  }

  private static double logSum(double[] terms, int n) {
    double most = ZERO;
    for (int i = 0; i < n; i++) {
      most = Math.max(most, terms[i]);
    }
    if (most == ZERO) {
      return ZERO;
    }
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += StrictMath.exp(terms[i] - most);
    }
    return most + StrictMath.log(sum);
  }
}
