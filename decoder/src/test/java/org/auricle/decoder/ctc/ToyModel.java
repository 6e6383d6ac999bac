package org.auricle.decoder.ctc;

import java.util.List;
import java.util.SplittableRandom;
import org.auricle.engine.recognition.LanguageModel;

/** A bigram model of random probabilities, some of them 0. The state is the last symbol. */
final class ToyModel implements LanguageModel, FusionOracle.TextModel {
  private final List<String> symbols; // <unk> first
  private final float[][]
      logProbs; // [symbols + 1, the last for the beginning][symbols + 1: the end]

  private boolean oneState;

  ToyModel(SplittableRandom random, double impossible, String... known) {
    symbols = new java.util.ArrayList<>(List.of("<unk>"));
    symbols.addAll(List.of(known));
    int n = symbols.size() + 1;
    logProbs = new float[n][n];
    for (float[] row : logProbs) {
      for (int i = 0; i < n; i++) {
        boolean drop = random.nextDouble() < impossible;
        row[i] = drop ? Float.NEGATIVE_INFINITY : (float) Math.log(random.nextDouble());
      }
    }
  }

  /** A model whose contexts are all the same: there is one state. */
  static ToyModel unigram(SplittableRandom random, String... known) {
    ToyModel model = new ToyModel(random, 0, known);
    for (int i = 0; i < model.logProbs.length; i++) {
      model.logProbs[i] = model.logProbs[0];
    }
    model.oneState = true;
    return model;
  }

  /** By the table. */
  @Override
  public double logProb(List<String> sentence) {
    double sum = 0;
    int last = symbols.size();
    for (String word : sentence) {
      int id = Math.max(0, symbols.indexOf(word));
      sum += logProbs[last][id];
      last = id;
    }
    return sum + logProbs[last][symbols.size()];
  }

  @Override
  public int vocabularySize() {
    return symbols.size();
  }

  @Override
  public int id(CharSequence symbol) {
    return Math.max(0, symbols.indexOf(symbol.toString()));
  }

  @Override
  public String symbol(int id) {
    return symbols.get(id);
  }

  @Override
  public Session newSession() {
    return new Session() {
      @Override
      public int start() {
        return oneState ? 0 : symbols.size();
      }

      @Override
      public long step(int state, int symbol) {
        return Session.pack(oneState ? 0 : symbol, logProbs[state][symbol]);
      }

      @Override
      public float end(int state) {
        return logProbs[state][symbols.size()];
      }
    };
  }
}
