package org.auricle.models.understanding.training;

/**
 * How a model that understands is trained.
 *
 * @param embedding values of a word's vector
 * @param hidden LSTM units of each direction
 * @param buckets that n-grams of letters are hashed into
 * @param dropout probability of dropping a value of a word's vector or of an LSTM's output
 * @param unknown probability of taking a word for an unknown one
 * @param sentences in an epoch, drawn afresh each time
 * @param others share of them that mean none of the domain's intents
 * @param examples share of them that are examples, if there are any
 * @param epochs at most
 * @param patience epochs without a lower loss on held-out sentences before the training ends
 * @param batch sentences in an update
 * @param learningRate of AdamW at its highest, after a short warm-up; it falls to a hundredth along
 *     a cosine
 * @param clip limit of the gradient's norm
 * @param checkpointSeconds between checkpoints; there is one after each epoch anyway
 * @param seed of weights, sentences and errors
 */
public record UnderstandingTraining(
    int embedding,
    int hidden,
    int buckets,
    double dropout,
    double unknown,
    int sentences,
    double others,
    double examples,
    int epochs,
    int patience,
    int batch,
    double learningRate,
    double clip,
    int checkpointSeconds,
    long seed) {

  /** A minute or so on one processor core. */
  public static final UnderstandingTraining DEFAULT =
      new UnderstandingTraining(
          48, 64, 2048, 0.3, 0.1, 4_000, 0.35, 0.2, 20, 5, 32, 3e-3, 1, 60, 1);

  private static final int WARM_UP = 50; // updates
  private static final double LAST = 0.01; // share of the learning rate

  /** Validates ranges; those of the shape are the network's to check. */
  public UnderstandingTraining {
    require(dropout >= 0 && dropout < 1, "dropout", dropout, "0 or more, less than 1");
    require(unknown >= 0 && unknown < 1, "unknown", unknown, "0 or more, less than 1");
    require(sentences >= 1, "sentences", sentences, ">= 1");
    require(others > 0 && others < 1, "others", others, "within 0..1");
    require(examples >= 0 && examples < 1, "examples", examples, "0 or more, less than 1");
    require(epochs >= 1, "epochs", epochs, ">= 1");
    require(patience >= 1, "patience", patience, ">= 1");
    require(batch >= 1, "batch", batch, ">= 1");
    require(learningRate > 0 && learningRate < 1, "learningRate", learningRate, "within 0..1");
    require(clip > 0, "clip", clip, "> 0");
    require(checkpointSeconds >= 1, "checkpointSeconds", checkpointSeconds, ">= 1");
  }

  /** Updates in an epoch. */
  public int epochUpdates() {
    return (sentences + batch - 1) / batch;
  }

  /** The learning rate of an update, counted from 0. */
  double learningRate(int update) {
    double rise = Math.min(1, (update + 1.0) / WARM_UP);
    double share = Math.min(1, update / ((double) epochs * epochUpdates()));
    double fall = 0.5 * (1 + Math.cos(Math.PI * share));
    return learningRate * rise * (LAST + (1 - LAST) * fall);
  }

  private static void require(boolean valid, String name, Number value, String expected) {
    if (!valid) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
  }
}
