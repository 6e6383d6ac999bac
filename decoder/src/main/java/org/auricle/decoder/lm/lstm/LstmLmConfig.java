package org.auricle.decoder.lm.lstm;

/**
 * The size of a network.
 *
 * @param vocabulary symbols, V
 * @param embedding values that stand for a symbol, E
 * @param layers of LSTM
 * @param hidden units of each layer, H
 * @param tied whether the output layer's weights are the embeddings (Press and Wolf 2017, arXiv
 *     1608.05859); if not, it has its own
 */
public record LstmLmConfig(int vocabulary, int embedding, int layers, int hidden, boolean tied) {

  /** Requires that there is something of each. */
  public LstmLmConfig {
    if (vocabulary < 3 || embedding < 1 || layers < 1 || hidden < 1) {
      throw new IllegalArgumentException(
          "vocabulary, embedding, layers, hidden: "
              + vocabulary
              + ", "
              + embedding
              + ", "
              + layers
              + ", "
              + hidden
              + " (expected: >= 3, >= 1, >= 1, >= 1)");
    }
  }

  /** Whether the last layer's output has to be brought to the size of an embedding. */
  public boolean projected() {
    return hidden != embedding;
  }

  /** Values a row of a layer's input. */
  int input(int layer) {
    return layer == 0 ? embedding : hidden;
  }
}
