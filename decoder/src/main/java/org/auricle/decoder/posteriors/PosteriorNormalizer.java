package org.auricle.decoder.posteriors;

import java.util.Optional;
import org.auricle.engine.math.LogMath;
import org.auricle.engine.recognition.LogPosteriors;

/**
 * Makes log-posteriors of whatever a model puts out, every row a distribution:
 *
 * <pre>
 *   log-probabilities, logits   y = x - ln sum exp x
 *   probabilities               y = ln x - ln sum x
 * </pre>
 *
 * A row of log-probabilities may be e^0.5 off, so that figures rounded to integers pass; one of
 * probabilities 0.02.
 */
public final class PosteriorNormalizer {
  private static final double LOG_TOLERANCE = 0.5; // nats
  private static final double TOLERANCE = 0.02;

  private final float[] values;
  private final int frames;
  private final int tokens;
  private final String source;

  private PosteriorNormalizer(float[] values, int frames, int tokens, String source) {
    this.values = values;
    this.frames = frames;
    this.tokens = tokens;
    this.source = source;
  }

  /**
   * What came of a model's output.
   *
   * @param posteriors a distribution in every row
   * @param scale what the numbers were, or were taken for
   */
  public record Normalized(LogPosteriors posteriors, PosteriorScale scale) {}

  /**
   * Normalises.
   *
   * @param values [frames x tokens], row-major; left as they are
   * @param scale what they are; if empty, found out: numbers from 0 to 1 that add up to 1 are
   *     probabilities, numbers whose exponentials do are log-probabilities, others logits
   * @param source for messages
   * @throws PosteriorsException if a value is NaN or infinite, or a row is not what it should be
   */
  public static Normalized normalize(
      float[] values,
      int frames,
      int tokens,
      double frameShiftSeconds,
      Optional<PosteriorScale> scale,
      String source)
      throws PosteriorsException {
    PosteriorNormalizer normalizer = new PosteriorNormalizer(values, frames, tokens, source);
    normalizer.requireNumbers();
    PosteriorScale found = scale.isPresent() ? scale.get() : normalizer.scale();
    float[] logProbs = normalizer.logProbs(found);
    LogPosteriors posteriors = new LogPosteriors(logProbs, frames, tokens, frameShiftSeconds);
    return new Normalized(posteriors, found);
  }

  private void requireNumbers() throws PosteriorsException {
    for (int i = 0; i < frames * tokens; i++) {
      if (Float.isNaN(values[i]) || values[i] == Float.POSITIVE_INFINITY) {
        throw new PosteriorsException(
            source,
            "%s in frame %d, column %d (expected: numbers)"
                .formatted(values[i], i / tokens, i % tokens));
      }
    }
  }

  private PosteriorScale scale() throws PosteriorsException {
    boolean probabilities = true;
    boolean logs = true;
    boolean positive = true;
    int odd = 0; // a frame that does not add up to 1
    for (int t = 0; t < frames; t++) {
      double least = Double.POSITIVE_INFINITY;
      double sum = 0;
      for (int k = 0; k < tokens; k++) {
        least = Math.min(least, values[t * tokens + k]);
        sum += values[t * tokens + k];
      }
      positive &= least >= 0;
      if (probabilities && !(least >= 0 && Math.abs(sum - 1) <= TOLERANCE)) {
        probabilities = false;
        odd = t;
      }
      logs &= Math.abs(logSum(t)) <= LOG_TOLERANCE;
    }
    if (frames > 0 && positive && !probabilities) {
      double sum = 0;
      for (int k = 0; k < tokens; k++) {
        sum += values[odd * tokens + k];
      }
      throw new PosteriorsException(
          source,
          "frame %d: no value below 0, sum %.4f (expected: 1 of probabilities; logits must be said"
                  .formatted(odd, sum)
              + " to be some)");
    }
    return probabilities
        ? PosteriorScale.PROBS
        : logs ? PosteriorScale.LOG_PROBS : PosteriorScale.LOGITS;
  }

  private double logSum(int frame) {
    double sum = LogMath.ZERO;
    for (int k = 0; k < tokens; k++) {
      sum = LogMath.logAdd(sum, (double) values[frame * tokens + k]);
    }
    return sum;
  }

  private float[] logProbs(PosteriorScale scale) throws PosteriorsException {
    float[] logProbs = new float[frames * tokens];
    for (int t = 0; t < frames; t++) {
      if (scale == PosteriorScale.PROBS) {
        fromProbabilities(t, logProbs);
        continue;
      }
      double total = logSum(t);
      if (total == LogMath.ZERO) {
        throw new PosteriorsException(
            source, "frame " + t + ": all -infinity (expected: a token with a probability)");
      }
      if (scale == PosteriorScale.LOG_PROBS && Math.abs(total) > LOG_TOLERANCE) {
        throw new PosteriorsException(
            source,
            "frame %d: probabilities add up to %.4g (expected: 1, as they are log-probabilities)"
                .formatted(t, Math.exp(total)));
      }
      for (int i = t * tokens; i < (t + 1) * tokens; i++) {
        logProbs[i] = (float) (values[i] - total);
      }
    }
    return logProbs;
  }

  private void fromProbabilities(int t, float[] logProbs) throws PosteriorsException {
    double sum = 0;
    for (int i = t * tokens; i < (t + 1) * tokens; i++) {
      if (values[i] < 0) {
        throw new PosteriorsException(
            source, "frame " + t + ": " + values[i] + " (expected: probabilities, >= 0)");
      }
      sum += values[i];
    }
    if (Math.abs(sum - 1) > TOLERANCE) {
      throw new PosteriorsException(
          source, "frame %d: sum %.4f (expected: 1, of probabilities)".formatted(t, sum));
    }
    for (int i = t * tokens; i < (t + 1) * tokens; i++) {
      logProbs[i] = (float) Math.log(values[i] / sum);
    }
  }
}
