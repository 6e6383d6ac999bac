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

  @Override
  public List<Hypothesis> rescore(List<Hypothesis> nBest, TokenTable tokens) {
    double[] change = change(nBest, tokens);
    List<Hypothesis> rescored = new ArrayList<>(nBest.size());
    for (int i = 0; i < change.length; i++) {
      Hypothesis h = nBest.get(i);
      rescored.add(
          new Hypothesis(
              h.tokens(),
              h.startFrames(),
              h.endFrames(),
              h.acousticScore(),
              h.languageScore() + change[i],
              h.words()));
    }
    rescored.sort(Comparator.comparingDouble(Hypothesis::score).reversed());
    return rescored;
  }

  private double[] change(List<Hypothesis> nBest, TokenTable tokens) {
    List<List<String>> readings = new ArrayList<>(nBest.size());
    List<int[]> sentences = new ArrayList<>(nBest.size());
    for (Hypothesis hypothesis : nBest) {
      List<String> words = tokens.words(hypothesis).stream().map(TokenWord::text).toList();
      readings.add(words);
      sentences.add(model.symbols().encode(String.join(" ", words)));
    }
    List<float[]> logProbs = model.logProbs(sentences);
    LanguageModel.Session session = first.map(LanguageModel::newSession).orElse(null);
    double[] change = new double[nBest.size()];
    for (int i = 0; i < change.length; i++) {
      double sum = weights.unknownLogProb() * unknown(sentences.get(i));
      for (float logProb : logProbs.get(i)) {
        sum += logProb;
      }
      change[i] = weights.languageWeight() * sum + weights.wordScore() * readings.get(i).size();
      if (session != null && weights.firstWeight() != 0) {
        change[i] += weights.firstWeight() * logProb(first.get(), session, readings.get(i));
      }
    }
    return change;
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
