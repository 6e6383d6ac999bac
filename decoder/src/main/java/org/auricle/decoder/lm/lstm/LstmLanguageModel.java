package org.auricle.decoder.lm.lstm;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
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
  private static final int BATCH = 64;

  private final Vocabulary vocabulary;
  private final LstmLmWeights weights;
  private final LstmStep step;

  /** Lays the weights out; they must not change any more. */
  public LstmLanguageModel(Vocabulary vocabulary, LstmLmWeights weights) {
    if (vocabulary.size() != weights.config().vocabulary()) {
      throw new IllegalArgumentException(
          "vocabulary: "
              + vocabulary.size()
              + " symbols (expected: "
              + weights.config().vocabulary()
              + ", as the weights have)");
    }
    this.vocabulary = vocabulary;
    this.weights = weights;
    this.step = new LstmStep(weights);
  }

  /** The symbols. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** The weights, not to be written to. */
  public LstmLmWeights weights() {
    return weights;
  }

  @Override
  public int vocabularySize() {
    return vocabulary.size();
  }

  @Override
  public int id(CharSequence symbol) {
    return vocabulary.id(symbol);
  }

  @Override
  public String symbol(int id) {
    return vocabulary.symbols().get(id);
  }

  @Override
  public Session newSession() {
    return new LstmSession(step, weights.config());
  }

  /**
   * The natural log of the probability of each symbol of sentences, given those before it.
   *
   * @param sentences symbols each, without the boundary
   * @return for each sentence of n symbols n + 1 values, the last for its end
   */
  public float[][] logProbs(List<int[]> sentences) {
    float[][] result = new float[sentences.size()][];
    int[] order =
        IntStream.range(0, sentences.size())
            .boxed()
            .sorted(Comparator.comparing(s -> -sentences.get(s).length))
            .mapToInt(Integer::intValue)
            .toArray();
    BatchScorer scorer = new BatchScorer(step, weights.config());
    for (int first = 0; first < order.length; first += BATCH) {
      int[] batch = Arrays.copyOfRange(order, first, Math.min(order.length, first + BATCH));
      scorer.score(batch, sentences, result);
    }
    return result;
  }
}
