package org.auricle.decoder.lm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.auricle.engine.recognition.LanguageModel;
import org.auricle.engine.recognition.LanguageModel.Session;

/**
 * Models side by side, each with a weight:
 *
 * <pre>
 *   P(w | h) = sum over models m of weight(m) P_m(w | h)
 * </pre>
 *
 * where a model that does not know w gives it nothing. {@link NgramMixer} makes one model of them.
 * Not thread-safe.
 */
public final class NgramMixture {
  private static final int ROUNDS = 50; // of expectation maximisation, far past what moves
  private static final double ROUNDING = 1e-3; // of weights that a report has rounded

  private final List<NgramModel> models;
  private final List<Session> sessions;
  private final double[] weights;
  private final int[] states; // [models]

  /**
   * Models and their weights.
   *
   * @param weights not negative, 1 together but for rounding
   */
  public NgramMixture(List<NgramModel> models, List<Double> weights) {
    if (models.isEmpty() || models.size() != weights.size()) {
      throw new IllegalArgumentException(
          "weights: %d (expected: %d, one a model)".formatted(weights.size(), models.size()));
    }
    double sum = 0;
    for (double weight : weights) {
      if (!(weight >= 0)) {
        throw new IllegalArgumentException("weights: " + weights + " (expected: none below 0)");
      }
      sum += weight;
    }
    if (!(Math.abs(sum - 1) < ROUNDING)) {
      throw new IllegalArgumentException("weights: " + weights + " (expected: 1 together)");
    }
    this.models = List.copyOf(models);
    this.sessions = models.stream().map(LanguageModel::newSession).toList();
    double all = sum;
    this.weights = weights.stream().mapToDouble(w -> w / all).toArray();
    this.states = new int[models.size()];
  }

  /**
   * The weights with which models predict sentences best, by expectation maximisation (Jelinek and
   * Mercer 1980). Words that no model knows count for nothing.
   *
   * @param sentences words separated by blanks; none of the models may have learned from them
   * @throws NgramTrainingException if there is no word that any model knows
   */
  public static List<Double> bestWeights(List<NgramModel> models, Iterable<String> sentences) {
    int n = models.size();
    NgramMixture even = new NgramMixture(models, evenly(n));
    List<double[]> probs = new ArrayList<>(); // [words] of each model
    for (String sentence : sentences) {
      String[] words = sentence.strip().split("\\s+");
      even.begin();
      even.advance(NgramTable.BEGIN);
      for (int i = 0; i <= words.length && !words[0].isEmpty(); i++) {
        String word = i < words.length ? words[i] : NgramTable.END;
        double[] p = even.probs(word);
        if (Arrays.stream(p).sum() > 0) {
          probs.add(p);
        }
        even.advance(word);
      }
    }
    if (probs.isEmpty()) {
      throw new NgramTrainingException("no known words (expected: some text)");
    }
    double[] best = even.weights.clone();
    for (int round = 0; round < ROUNDS; round++) {
      double[] shares = new double[n];
      for (double[] p : probs) {
        double sum = 0;
        for (int m = 0; m < n; m++) {
          sum += best[m] * p[m];
        }
        for (int m = 0; m < n; m++) {
          shares[m] += best[m] * p[m] / sum;
        }
      }
      Arrays.setAll(best, m -> shares[m] / probs.size());
    }
    return Arrays.stream(best).boxed().toList();
  }

  private static List<Double> evenly(int n) {
    return Collections.nCopies(n, 1.0 / n);
  }

  List<NgramModel> models() {
    return models;
  }

  /** Goes back to where nothing is known of the past. */
  void begin() {
    Arrays.fill(states, NgramTable.EMPTY);
  }

  /** Goes on by a word. */
  void advance(String word) {
    for (int m = 0; m < states.length; m++) {
      int id = models.get(m).id(word);
      states[m] = Session.state(sessions.get(m).step(states[m], id));
    }
  }

  /** The probability of a word after what came before. */
  double prob(String word) {
    double[] p = probs(word);
    double sum = 0;
    for (int m = 0; m < p.length; m++) {
      sum += weights[m] * p[m];
    }
    return sum;
  }

  /** [models] The same by each of them. */
  private double[] probs(String word) {
    double[] p = new double[states.length];
    for (int m = 0; m < p.length; m++) {
      int id = models.get(m).id(word);
      if (id != LanguageModel.UNKNOWN || word.equals(NgramTable.UNKNOWN)) {
        p[m] = Math.exp(Session.logProb(sessions.get(m).step(states[m], id)));
      }
    }
    return p;
  }
}
