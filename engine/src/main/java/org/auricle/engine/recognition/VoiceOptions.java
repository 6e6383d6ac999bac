package org.auricle.engine.recognition;

/**
 * From probabilities of speech to segments. Times are in seconds.
 *
 * @param threshold a segment starts where the probability of speech reaches this
 * @param exitThreshold and ends where it falls below this
 * @param minSilence and stays without reaching the threshold again for so long
 * @param minSpeech shorter segments are dropped
 * @param padding added before and after each segment, where there is room between two; at most
 *     minSilence
 * @param maxSpeech longer segments are cut where speech is least probable in the second half
 */
public record VoiceOptions(
    double threshold,
    double exitThreshold,
    double minSilence,
    double minSpeech,
    double padding,
    double maxSpeech) {

  private static final double MAX_SECONDS = 3600;

  /** 0.5 and 0.35, half a second of silence, segments of a quarter to thirty seconds. */
  public static final VoiceOptions DEFAULT = new VoiceOptions(0.5, 0.35, 0.5, 0.25, 0.1, 30);

  /** Validates ranges. */
  public VoiceOptions {
    require(threshold > 0 && threshold < 1, "threshold", threshold, "within 0..1");
    require(
        exitThreshold > 0 && exitThreshold <= threshold,
        "exitThreshold",
        exitThreshold,
        "above 0, at most " + threshold + ", the threshold");
    require(
        minSilence >= 0 && minSilence <= MAX_SECONDS,
        "minSilence",
        minSilence,
        "0.." + MAX_SECONDS);
    require(
        minSpeech >= 0 && minSpeech <= MAX_SECONDS, "minSpeech", minSpeech, "0.." + MAX_SECONDS);
    require(
        padding >= 0 && padding <= minSilence,
        "padding",
        padding,
        "0.." + minSilence + ", the least silence");
    require(
        maxSpeech >= 1 && maxSpeech >= 2 * minSpeech && maxSpeech <= MAX_SECONDS,
        "maxSpeech",
        maxSpeech,
        "1.." + MAX_SECONDS + ", at least twice minSpeech");
  }

  private static void require(boolean valid, String name, double value, String expected) {
    if (!valid) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
  }
}
