package org.auricle.acoustic.g2p.training;

/**
 * How a network from letters to sounds is trained.
 *
 * @param layers bidirectional LSTM layers
 * @param hidden units of each direction
 * @param frames of each letter ({@link org.auricle.acoustic.g2p.LetterToSoundConfig})
 * @param dropout probability of dropping a value of a layer's output
 * @param epochs over the dictionary
 * @param batch pronunciations in an update, of words of similar length
 * @param learningRate of AdamW at its highest, after a short warm-up; it falls to a hundredth along
 *     a cosine
 * @param clip limit of the gradient's norm
 * @param averageDecay of the weights' moving average, which is what is measured and kept
 * @param heldOut share of the words that is not learned from but measured on, chosen by a hash of
 *     the word, whatever the seed
 * @param rareLetter a character that fewer words have is none of the letters, and those words are
 *     left out
 * @param checkpointSeconds between checkpoints; there is one after each epoch anyway
 * @param seed of weights and order
 */
public record LetterToSoundTraining(
    int layers,
    int hidden,
    int frames,
    double dropout,
    int epochs,
    int batch,
    double learningRate,
    double clip,
    double averageDecay,
    double heldOut,
    int rareLetter,
    int checkpointSeconds,
    long seed) {

  /** Learns CMUdict's 130 thousand words on one processor core. */
  public static final LetterToSoundTraining DEFAULT =
      new LetterToSoundTraining(2, 128, 3, 0.1, 10, 128, 4e-3, 5, 0.999, 0.05, 20, 60, 1);

  private static final int WARM_UP = 200; // updates
  private static final double LAST = 0.01; // share of the learning rate

  /** Validates ranges; those of the shape are the network's to check. */
  public LetterToSoundTraining {
    require(dropout >= 0 && dropout < 1, "dropout", dropout, "0 or more, less than 1");
    require(epochs >= 1, "epochs", epochs, ">= 1");
    require(batch >= 1, "batch", batch, ">= 1");
    require(learningRate > 0 && learningRate < 1, "learningRate", learningRate, "within 0..1");
    require(clip > 0, "clip", clip, "> 0");
    require(averageDecay >= 0 && averageDecay < 1, "averageDecay", averageDecay, "0..1");
    require(heldOut > 0 && heldOut < 1, "heldOut", heldOut, "within 0..1");
    require(rareLetter >= 1, "rareLetter", rareLetter, ">= 1");
    require(checkpointSeconds >= 1, "checkpointSeconds", checkpointSeconds, ">= 1");
  }

  /** The learning rate of an update, counted from 0, of so many in all. */
  double learningRate(long update, long updates) {
    double rise = Math.min(1, (update + 1.0) / WARM_UP);
    double fall = 0.5 * (1 + Math.cos(Math.PI * Math.min(1, (double) update / updates)));
    return learningRate * rise * (LAST + (1 - LAST) * fall);
  }

  private static void require(boolean valid, String name, Number value, String expected) {
    if (!valid) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
  }
}
