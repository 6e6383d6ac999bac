package org.auricle.decoder.lm.lstm;

import org.auricle.engine.nn.AdamW;

/**
 * How a language model is trained.
 *
 * @param level what lines are cut into
 * @param vocabulary most symbols, {@code <unk>} and {@code </s>} included
 * @param minimumCount rarer symbols are unknown
 * @param embedding values that stand for a symbol
 * @param layers of LSTM
 * @param hidden units of each layer
 * @param tied whether the output's weights are the embeddings
 * @param dropout probability, of what enters each layer and the output
 * @param samples symbols that compete with the target on average; the vocabulary's size or more for
 *     the full softmax
 * @param batch streams of text side by side; 0 for {@link #DEFAULT_BATCH}, less for small texts
 * @param steps symbols of each stream between two updates: gradients go back no further
 * @param epochs passes over the text, over which the learning rate falls; a broken number ends in
 *     mid-pass
 * @param learningRate of AdamW at its highest
 * @param warmup updates over which it rises
 * @param floor of the learning rate, as a fraction of the highest
 * @param weightDecay of AdamW, for the matrices of LSTM and projection
 * @param clip limit of the gradient's norm
 * @param validations in each epoch, evenly spaced
 * @param patience validations without a better one after which training ends; 0 for never
 * @param checkpointSeconds between checkpoints; there is one after each validation anyway
 * @param seed of weights, order, dropout and samples
 */
public record LstmLmTraining(
    SymbolTable.Level level,
    int vocabulary,
    int minimumCount,
    int embedding,
    int layers,
    int hidden,
    boolean tied,
    double dropout,
    int samples,
    int batch,
    int steps,
    double epochs,
    double learningRate,
    int warmup,
    double floor,
    double weightDecay,
    double clip,
    int validations,
    int patience,
    int checkpointSeconds,
    long seed) {

  /** Streams side by side, if the text is long enough. */
  public static final int DEFAULT_BATCH = 40;

  /** Predictions of a stream in an epoch, at least, for a batch of a size of its own choosing. */
  private static final int STREAM = 1500;

  /** What trains well on some million words. */
  public static final LstmLmTraining DEFAULT =
      new LstmLmTraining(
          SymbolTable.Level.WORD,
          20_000,
          1,
          256,
          1,
          512,
          true,
          0.1,
          1500,
          0,
          25,
          5,
          2e-3,
          200,
          0.02,
          1e-4,
          1,
          1,
          0,
          300,
          1);

  /** Validates ranges. */
  public LstmLmTraining {
    require(vocabulary >= 3, "vocabulary", vocabulary, ">= 3");
    require(minimumCount >= 1, "minimumCount", minimumCount, ">= 1");
    require(embedding >= 1, "embedding", embedding, ">= 1");
    require(layers >= 1, "layers", layers, ">= 1");
    require(hidden >= 1, "hidden", hidden, ">= 1");
    require(dropout >= 0 && dropout < 1, "dropout", dropout, "0 <= p < 1");
    require(samples >= 1, "samples", samples, ">= 1");
    require(batch >= 0, "batch", batch, ">= 0");
    require(steps >= 1, "steps", steps, ">= 1");
    require(epochs > 0 && epochs < Double.POSITIVE_INFINITY, "epochs", epochs, "> 0");
    require(learningRate > 0, "learningRate", learningRate, "> 0");
    require(warmup >= 0, "warmup", warmup, ">= 0");
    require(floor >= 0 && floor <= 1, "floor", floor, "0 <= f <= 1");
    require(weightDecay >= 0, "weightDecay", weightDecay, ">= 0");
    require(clip > 0, "clip", clip, "> 0");
    require(validations >= 1, "validations", validations, ">= 1");
    require(patience >= 0, "patience", patience, ">= 0");
    require(checkpointSeconds >= 1, "checkpointSeconds", checkpointSeconds, ">= 1");
  }

  private static void require(boolean holds, String name, Number value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
  }

  /** The network's size for a vocabulary. */
  LstmLmConfig config(int vocabularySize) {
    return new LstmLmConfig(vocabularySize, embedding, layers, hidden, tied);
  }

  /** Streams side by side for a text of so many predictions. */
  int batchFor(long predictions) {
    long wanted = batch > 0 ? batch : Math.max(4, Math.min(DEFAULT_BATCH, predictions / STREAM));
    return (int) Math.min(predictions, wanted);
  }

  /** The optimizer's constants; what is touched seldom is moved by what it saw last. */
  AdamW.Options optimizer() {
    return new AdamW.Options(0.9, 0.99, 1e-8, weightDecay);
  }

  /** The learning rate of an update, from 0: a linear rise, then a cosine down to the floor. */
  double learningRate(long update, long updates) {
    double rise = Math.min(1, (update + 1.0) / Math.max(1, warmup));
    double done = Math.min(1, (double) update / updates);
    return learningRate * rise * (floor + (1 - floor) * (1 + Math.cos(Math.PI * done)) / 2);
  }
}
