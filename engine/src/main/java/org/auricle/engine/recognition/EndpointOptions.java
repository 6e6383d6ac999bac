package org.auricle.engine.recognition;

import java.util.function.Consumer;

/**
 * When an utterance starts and when it ends. Times are in seconds.
 *
 * @param threshold speech starts where its probability reaches this
 * @param exitThreshold and breaks off where it falls below this
 * @param minSpeech speech that breaks off sooner starts no utterance
 * @param trailingSilence an utterance ends once speech has broken off for so long
 * @param maxUtterance an utterance that reaches this length is cut where speech is least probable
 *     in its second half
 * @param initialSilence a stream without an utterance for so long gives {@link
 *     EndpointDecision.NoSpeech}; infinite: none does
 * @param startPadding audio kept before the first speech, where the utterance before leaves it
 * @param endPadding audio kept after the last speech; at most trailingSilence
 * @param pause once speech has broken off for so long, that is told ({@link
 *     EndpointDecision.Paused}): whoever knows that all has been said may end the utterance then;
 *     infinite, or not below trailingSilence: it is not
 */
public record EndpointOptions(
    double threshold,
    double exitThreshold,
    double minSpeech,
    double trailingSilence,
    double maxUtterance,
    double initialSilence,
    double startPadding,
    double endPadding,
    double pause) {

  private static final double MAX_SECONDS = 3600;
  private static final double PAUSE_NOTICE_SECONDS = 0.1; // the full pass of a sentence, about
  private static final double NEVER = Double.POSITIVE_INFINITY;

  /**
   * Thresholds of 0.5 and 0.35, a tenth of a second of speech, eight tenths of silence, twenty
   * seconds at most, padding of three and two tenths; no pauses.
   */
  public static final EndpointOptions DEFAULT =
      new EndpointOptions(0.5, 0.35, 0.1, 0.8, 20, NEVER, 0.3, 0.2, NEVER);

  /** Validates ranges. */
  public EndpointOptions {
    require(threshold > 0 && threshold < 1, "threshold", threshold, "within 0..1");
    require(
        exitThreshold > 0 && exitThreshold <= threshold,
        "exitThreshold",
        exitThreshold,
        "above 0, at most " + threshold + ", the threshold");
    requireSeconds("minSpeech", minSpeech, MAX_SECONDS);
    requireSeconds("trailingSilence", trailingSilence, MAX_SECONDS);
    require(
        maxUtterance >= 1 && maxUtterance >= 2 * minSpeech && maxUtterance <= MAX_SECONDS,
        "maxUtterance",
        maxUtterance,
        "1.." + MAX_SECONDS + ", at least twice minSpeech");
    require(initialSilence > 0, "initialSilence", initialSilence, "> 0");
    requireSeconds("startPadding", startPadding, MAX_SECONDS);
    require(
        endPadding >= 0 && endPadding <= trailingSilence,
        "endPadding",
        endPadding,
        "0.." + trailingSilence + ", trailingSilence");
    require(pause > 0, "pause", pause, "> 0");
  }

  /** Audio kept after the last speech where the utterance ends with a pause. */
  public double pausePadding() {
    return Math.min(endPadding, pause);
  }

  /** Silence after which a pause is announced: a tenth of a second less, but at least half. */
  public double pauseNotice() {
    return Math.max(pause - PAUSE_NOTICE_SECONDS, pause / 2);
  }

  /** Audio kept after the last speech where a pause is announced. */
  public double noticePadding() {
    return Math.min(endPadding, pauseNotice());
  }

  /** The same with another threshold; the lower one stays 0.15 below it, or at half of it. */
  public EndpointOptions withThreshold(double newThreshold) {
    return with(
        changed -> {
          changed.threshold = newThreshold;
          changed.exitThreshold = Math.max(newThreshold - 0.15, newThreshold / 2);
        });
  }

  /** The same with another least length of speech. */
  public EndpointOptions withMinSpeech(double seconds) {
    return with(changed -> changed.minSpeech = seconds);
  }

  /** The same with another silence that ends an utterance; less padding where it is short. */
  public EndpointOptions withTrailingSilence(double seconds) {
    return with(
        changed -> {
          changed.trailingSilence = seconds;
          changed.endPadding = Math.min(endPadding, seconds);
        });
  }

  /** The same with another greatest length. */
  public EndpointOptions withMaxUtterance(double seconds) {
    return with(changed -> changed.maxUtterance = seconds);
  }

  /** The same with another patience for the first utterance. */
  public EndpointOptions withInitialSilence(double seconds) {
    return with(changed -> changed.initialSilence = seconds);
  }

  /** The same with other padding. */
  public EndpointOptions withPadding(double start, double end) {
    return with(
        changed -> {
          changed.startPadding = start;
          changed.endPadding = end;
        });
  }

  /** The same with another length of a pause. */
  public EndpointOptions withPause(double seconds) {
    return with(changed -> changed.pause = seconds);
  }

  private EndpointOptions with(Consumer<Changed> change) {
    Changed changed = new Changed();
    change.accept(changed);
    return changed.options();
  }

  /** These options while some of them change. */
  private final class Changed {
    private double threshold = threshold();
    private double exitThreshold = exitThreshold();
    private double minSpeech = minSpeech();
    private double trailingSilence = trailingSilence();
    private double maxUtterance = maxUtterance();
    private double initialSilence = initialSilence();
    private double startPadding = startPadding();
    private double endPadding = endPadding();
    private double pause = pause();

    private EndpointOptions options() {
      return new EndpointOptions(
          threshold,
          exitThreshold,
          minSpeech,
          trailingSilence,
          maxUtterance,
          initialSilence,
          startPadding,
          endPadding,
          pause);
    }
  }

  private static void requireSeconds(String name, double value, double most) {
    require(value >= 0 && value <= most, name, value, "0.." + most);
  }

  private static void require(boolean valid, String name, double value, String expected) {
    if (!valid) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
  }
}
