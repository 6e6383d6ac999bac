package org.auricle.engine.recognition;

/**
 * How scores become confidences. There are two witnesses. The n-best says that a reading h has the
 * posterior probability
 *
 * <pre>
 *   P(h) = exp(score(h) / temperature) / sum over h' of exp(score(h') / temperature)
 * </pre>
 *
 * and a word w the sum of P(h) over the readings that have it at an overlapping time. The acoustic
 * model alone says with what probability A(h) the recording reads as h, and A(w) the frames of the
 * word as w. The n-best of a long utterance holds few of the readings that are possible, and within
 * a grammar none that it does not allow, so that a word may stand in all of them and be wrong; the
 * acoustic model knows nothing of words. The confidence of either is
 *
 * <pre>
 *   P^(1 - acousticShare) * A^(acousticShare / temperature)
 * </pre>
 *
 * <p>Scores of CTC models are too sure of themselves, and those of language models are scaled; the
 * temperature makes up for both. It is found on recordings that nothing else was learned from;
 * {@code auricle eval} shows how well confidences fit.
 *
 * @param temperature above 0; 1 takes scores as they are, more makes confidences less extreme
 * @param acousticShare 0 to 1; 0 asks the n-best alone
 * @param readings that the decoder is asked for at least
 */
public record ConfidenceOptions(double temperature, double acousticShare, int readings) {

  /**
   * Fit letters with and without a language model (on AN4's dev set 0.9 is best without, 1.6 with),
   * over ten readings, both witnesses counting alike.
   */
  public static final ConfidenceOptions DEFAULT = new ConfidenceOptions(1.25, 0.5, 10);

  /** Validates ranges. */
  public ConfidenceOptions {
    if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "temperature: " + temperature + " (expected: > 0, finite)");
    }
    if (!(acousticShare >= 0 && acousticShare <= 1)) {
      throw new IllegalArgumentException("acousticShare: " + acousticShare + " (expected: 0..1)");
    }
    if (readings < 1) {
      throw new IllegalArgumentException("readings: " + readings + " (expected: >= 1)");
    }
  }

  /** The same with another temperature. */
  public ConfidenceOptions withTemperature(double newTemperature) {
    return new ConfidenceOptions(newTemperature, acousticShare, readings);
  }
}
