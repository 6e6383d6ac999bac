package org.auricle.decoder.lm.lstm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.auricle.engine.recognition.Hypothesis;
import org.auricle.engine.recognition.LanguageModel;
import org.auricle.engine.recognition.Rescorer;
import org.auricle.engine.recognition.TokenTable;
import org.auricle.engine.recognition.TokenWord;

/**
 * Rescores an n-best by an LSTM language model:
 *
 * <pre>
 *   languageScore' = languageScore + a (ln P_lstm(words) + u |unknown|) + b |words| + c ln P_first(words)
 * </pre>
 *
 * with a, u, b, c from {@link RescoringWeights}: with c below 0 the weight of the first model falls
 * from what the search applied. Thread-safe.
 */
public final class NBestRescorer implements Rescorer {
  private final LstmLanguageModel model;
  private final Optional<LanguageModel> first;
  private final RescoringWeights weights;

  /**
   * A rescorer.
   *
   * @param model of words or of characters
   * @param first the word model that the search applied; without it the weight of the first model
   *     stays as it was
   */
  public NBestRescorer(
      LstmLanguageModel model, Optional<LanguageModel> first, RescoringWeights weights) {
    this.model = model;
    this.first = first;
    this.weights = weights;
  }

  /**
   * Readings and what the weights are multiplied with, so that weights can be tried without scoring
   * again.
   *
   * @param readings in the search's order
   * @param terms [readings] of each
   */
  public record Scored(List<Hypothesis> readings, List<Terms> terms) {

    /** Requires terms for every reading. */
    public Scored {
      readings = List.copyOf(readings);
      terms = List.copyOf(terms);
      if (readings.size() != terms.size()) {
        throw new IllegalArgumentException(
            "terms: " + terms.size() + " (expected: " + readings.size() + ", one a reading)");
      }
    }

    /** The readings with new language scores, best first; ties keep their order. */
    public List<Hypothesis> rescored(RescoringWeights weights) {
      List<Hypothesis> rescored = new ArrayList<>(readings.size());
      for (int i = 0; i < readings.size(); i++) {
        Hypothesis h = readings.get(i);
        rescored.add(
            new Hypothesis(
                h.tokens(),
                h.startFrames(),
                h.endFrames(),
                h.acousticScore(),
                h.languageScore() + terms.get(i).change(weights),
                h.words()));
      }
      rescored.sort(Comparator.comparingDouble(Hypothesis::score).reversed());
      return rescored;
    }
  }

  /**
   * What the weights of a reading are multiplied with.
   *
   * @param logProb ln P of the LSTM model, end of sentence included
   * @param words in the reading
   * @param unknown those that the LSTM model does not know
   * @param firstLogProb ln P of the first model, end of sentence included; 0 without one
   */
  public record Terms(double logProb, int words, int unknown, double firstLogProb) {

    /** What the language score gains. */
    double change(RescoringWeights weights) {
      return weights.languageWeight() * (logProb + weights.unknownLogProb() * unknown)
          + weights.wordScore() * words
          + weights.firstWeight() * firstLogProb;
    }
  }

  @Override
  public List<Hypothesis> rescore(List<Hypothesis> nBest, TokenTable tokens) {
    return score(nBest, tokens).rescored(weights);
  }

  /** Scores readings by both models. */
  public Scored score(List<Hypothesis> nBest, TokenTable tokens) {
    List<List<String>> readings = new ArrayList<>(nBest.size());
    List<int[]> sentences = new ArrayList<>(nBest.size());
    for (Hypothesis hypothesis : nBest) {
      List<String> words = tokens.words(hypothesis).stream().map(TokenWord::text).toList();
      readings.add(words);
      sentences.add(model.symbols().encode(String.join(" ", words)));
    }
    List<float[]> logProbs = model.logProbs(sentences);
    Optional<LanguageModel.Session> session = first.map(LanguageModel::newSession);
    List<Terms> terms = new ArrayList<>(nBest.size());
    for (int i = 0; i < nBest.size(); i++) {
      double sum = 0;
      for (float logProb : logProbs.get(i)) {
        sum += logProb;
      }
      List<String> words = readings.get(i);
      double firstLogProb = session.isEmpty() ? 0 : logProb(first.get(), session.get(), words);
      terms.add(new Terms(sum, words.size(), unknown(sentences.get(i)), firstLogProb));
    }
    return new Scored(nBest, terms);
  }

  private static int unknown(int[] sentence) {
    int count = 0;
    for (int symbol : sentence) {
      count += symbol == LanguageModel.UNKNOWN ? 1 : 0;
    }
    return count;
  }

  private static double logProb(
      LanguageModel model, LanguageModel.Session session, List<String> words) {
    int state = session.start();
    double sum = 0;
    for (String word : words) {
      long step = session.step(state, model.id(word));
      sum += LanguageModel.Session.logProb(step);
      state = LanguageModel.Session.state(step);
    }
    return sum + session.end(state);
  }
}
