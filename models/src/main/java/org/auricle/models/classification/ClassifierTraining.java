package org.auricle.models.classification;

/**
 * How a text classifier is trained.
 *
 * @param embedding values of a word's vector
 * @param layers bidirectional LSTM layers
 * @param hidden units of each direction
 * @param members networks whose probabilities are averaged; each holds out another part of the
 *     texts and stops by it, so that together they learn from all
 * @param parts into which the texts are divided at random
 * @param epochs over the texts at most
 * @param patience epochs without a better loss on the part held out, after which a member stops
 * @param batch texts in an update
 * @param learningRate of AdamW at its highest; it falls along a cosine
 * @param weightDecay of AdamW
 * @param dropout probability of dropping a value of a word's vector, or of what is pooled
 * @param wordDropout probability of hiding a word
 * @param labelSmoothing share of the target that goes to all classes alike (Szegedy et al. 2016)
 * @param clip limit of the gradient's norm
 * @param averageDecay of the weights' moving average, which is what is measured and kept
 * @param rareWord words that occur less often share a vector
 * @param mostFeatures most words, and most pairs of words, that are counted
 * @param mostWords of a text that are looked at
 * @param checkpointSeconds between checkpoints; there is one after each epoch anyway
 * @param seed of parts, weights and order
 */
public record ClassifierTraining(
    int embedding,
    int layers,
    int hidden,
    int members,
    int parts,
    int epochs,
    int patience,
    int batch,
    double learningRate,
    double weightDecay,
    double dropout,
    double wordDropout,
    double labelSmoothing,
    double clip,
    double averageDecay,
    int rareWord,
    int mostFeatures,
    int mostWords,
    int checkpointSeconds,
    long seed) {

  /** For some thousand short texts. */
  public static final ClassifierTraining DEFAULT =
      new ClassifierTraining(
          64, 1, 64, 5, 10, 5, 2, 32, 4e-3, 0.01, 0.5, 0.1, 0.1, 1, 0.99, 2, 200_000, 400, 60, 1);

  /** Validates ranges; those of the shape are the network's to check. */
  public ClassifierTraining {
    require(members >= 1, "members", members, ">= 1");
    require(parts >= 2 && parts >= members, "parts", parts, "2 or more, members or more");
    require(epochs >= 1, "epochs", epochs, ">= 1");
    require(patience >= 1, "patience", patience, ">= 1");
    require(batch >= 1, "batch", batch, ">= 1");
    require(learningRate > 0 && learningRate < 1, "learningRate", learningRate, "within 0..1");
    require(weightDecay >= 0, "weightDecay", weightDecay, ">= 0");
    require(share(dropout), "dropout", dropout, "0 or more, less than 1");
    require(share(wordDropout), "wordDropout", wordDropout, "0 or more, less than 1");
    require(share(labelSmoothing), "labelSmoothing", labelSmoothing, "0 or more, less than 1");
    require(clip > 0, "clip", clip, "> 0");
    require(share(averageDecay), "averageDecay", averageDecay, "0 or more, less than 1");
    require(rareWord >= 1, "rareWord", rareWord, ">= 1");
    require(mostFeatures >= 1, "mostFeatures", mostFeatures, ">= 1");
    require(mostWords >= 1, "mostWords", mostWords, ">= 1");
    require(checkpointSeconds >= 1, "checkpointSeconds", checkpointSeconds, ">= 1");
  }

  private static boolean share(double value) {
    return value >= 0 && value < 1;
  }

  private static void require(boolean valid, String name, Number value, String expected) {
    if (!valid) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
  }

  /** The learning rate of an update of a member, counted from 0, of so many in all. */
  double learningRate(long update, long updates) {
    double warmUp = Math.max(1, updates / 50.0);
    double rise = Math.min(1, (update + 1) / warmUp);
    double fall = 0.5 * (1 + Math.cos(Math.PI * Math.min(1, (double) update / updates)));
    return learningRate * rise * (0.01 + 0.99 * fall);
  }
}
