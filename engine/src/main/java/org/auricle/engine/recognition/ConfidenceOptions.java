package org.auricle.engine.recognition;

/**
 * How scores become confidences. A reading's confidence is its posterior probability over the
 * n-best,
 *
 * <pre>
 *   P(h) = exp(score(h) / temperature) / sum over h' of exp(score(h') / temperature)
 * </pre>
 *
 * and a word's the sum over the readings that have it at an overlapping time. Scores of CTC models
 * are too sure of themselves, and those of language models are scaled; the temperature makes up for
 * both. It is found on recordings that nothing else was learned from ({@code auricle eval} shows
 * how well confidences fit).
 *
 * @param temperature above 0; 1 takes scores as they are, more makes confidences less extreme
 * @param readings that the decoder is asked for at least
 */
public record ConfidenceOptions(double temperature, int readings) {

  /** Scores as they are, over ten readings. */
  public static final ConfidenceOptions DEFAULT = new ConfidenceOptions(1, 10);

  /** Validates ranges. */
  public ConfidenceOptions {
    if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "temperature: " + temperature + " (expected: > 0, finite)");
    }
    if (readings < 1) {
      throw new IllegalArgumentException("readings: " + readings + " (expected: >= 1)");
    }
  }
}
