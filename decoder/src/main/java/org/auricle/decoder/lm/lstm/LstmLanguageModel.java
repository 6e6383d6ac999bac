package org.auricle.decoder.lm.lstm;

import java.util.ArrayList;
import java.util.List;
import org.auricle.engine.recognition.LanguageModel;

/**
 * A language model of LSTM layers with fixed weights. A sentence begins with the state after the
 * boundary symbol, whatever was said before it. Immutable and thread-safe.
 *
 * <pre>
 *   x_t = e(w_{t-1}),  h_t = LSTM(x_t),  y_t = W_p h_t + b_p,  P(w_t | w_{&lt;t}) = softmax(W_o y_t + b_o)
 * </pre>
 */
public final class LstmLanguageModel implements LanguageModel {
  /** Sentences that are scored together. */
  private static final int BATCH = 256;

  private final SymbolTable symbols;
  private final LstmLmWeights weights;
  private final LstmStep step;

  /** Lays the weights out; they must not change any more. */
  public LstmLanguageModel(SymbolTable symbols, LstmLmWeights weights) {
    if (symbols.size() != weights.config().vocabulary()) {
      throw new IllegalArgumentException(
          "vocabulary: "
              + symbols.size()
              + " symbols (expected: "
              + weights.config().vocabulary()
              + ", as the weights have)");
    }
    this.symbols = symbols;
    this.weights = weights;
    this.step = new LstmStep(weights);
  }

  /** What is predicted. */
  public SymbolTable symbols() {
    return symbols;
  }

  /** The weights, not to be written to. */
  public LstmLmWeights weights() {
    return weights;
  }

  @Override
  public int vocabularySize() {
    return symbols.size();
  }

  @Override
  public int id(CharSequence symbol) {
    return symbols.id(symbol);
  }

  @Override
  public String symbol(int id) {
    return symbols.symbols().get(id);
  }

  @Override
  public Session newSession() {
    return new LstmSession(step, weights.config());
  }

  /**
   * The natural log of the probability of each symbol of sentences, given those before it; many at
   * a time, and what begins alike once.
   *
   * @param sentences symbols each, without the boundary
   * @return for each sentence of n symbols n + 1 values, the last for its end
   */
  public List<float[]> logProbs(List<int[]> sentences) {
    PrefixScorer scorer = new PrefixScorer(step, weights.config());
    List<float[]> result = new ArrayList<>(sentences.size());
    for (int first = 0; first < sentences.size(); first += BATCH) {
      int last = Math.min(sentences.size(), first + BATCH);
      result.addAll(scorer.score(sentences.subList(first, last)));
    }
    return result;
  }
}
