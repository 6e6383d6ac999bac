package org.auricle.models.classification;

/**
 * Shape of a network.
 *
 * @param vectors words with a vector of their own, the unknown word's among them
 * @param embedding values of a word's vector
 * @param layers bidirectional LSTM layers
 * @param hidden units of each direction
 * @param classes at least 2
 */
record ClassifierConfig(int vectors, int embedding, int layers, int hidden, int classes) {

  /** Validates ranges. */
  ClassifierConfig {
    require(vectors >= 1, "vectors", vectors, ">= 1");
    require(embedding >= 1, "embedding", embedding, ">= 1");
    require(layers >= 1, "layers", layers, ">= 1");
    require(hidden >= 1, "hidden", hidden, ">= 1");
    require(classes >= 2, "classes", classes, ">= 2");
  }

  private static void require(boolean valid, String name, int value, String expected) {
    if (!valid) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
  }

  /** Values of a word as the first layer sees it: its vector, and what is evidence. */
  int input() {
    return embedding + WordEvidence.width(classes);
  }

  /** Values of a text after pooling: both directions' maxima and means. */
  int pooled() {
    return 4 * hidden;
  }

  /** Values that the output layer sees: the pooled ones and the sums of the evidence. */
  int features() {
    return pooled() + classes;
  }
}
