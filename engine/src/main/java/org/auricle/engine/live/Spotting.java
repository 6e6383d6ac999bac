package org.auricle.engine.live;

import java.util.Objects;
import org.auricle.engine.recognition.PhraseSpotter;

/**
 * How a live stream looks for phrases while somebody speaks: in a full pass over its last seconds,
 * again and again, and when the utterance has ended once more, over twice as much. A pass over so
 * short a stretch knows the phrase far better than a low-latency pass, which misses much at an
 * utterance's start, but misses some that one over the whole utterance hears.
 *
 * @param spotter of the stream's recognizer
 * @param alone whether nothing but phrases is told of utterances: no interim and no final results
 * @param windowSeconds of a pass; a phrase that takes longer than this without {@code hopSeconds}
 *     may be heard at the end of the utterance only
 * @param hopSeconds from one pass to the next, shorter than a window
 */
public record Spotting(
    PhraseSpotter spotter, boolean alone, double windowSeconds, double hopSeconds) {

  /** Enough for phrases of two and a half seconds. */
  public static final double WINDOW_SECONDS = 3;

  /** As fast as a listener expects an answer. */
  public static final double HOP_SECONDS = 0.5;

  private static final double LEAST_SECONDS = 0.1;
  private static final double MOST_SECONDS = 60;

  /** Validates ranges. */
  public Spotting {
    Objects.requireNonNull(spotter, "spotter");
    if (!(hopSeconds >= LEAST_SECONDS && hopSeconds < MOST_SECONDS)) {
      throw new IllegalArgumentException(
          "hopSeconds: " + hopSeconds + " (expected: at least 0.1, below 60)");
    }
    if (!(windowSeconds > hopSeconds && windowSeconds <= MOST_SECONDS)) {
      throw new IllegalArgumentException(
          "windowSeconds: " + windowSeconds + " (expected: > " + hopSeconds + ", at most 60)");
    }
  }

  /** With {@link #WINDOW_SECONDS} and {@link #HOP_SECONDS}. */
  public Spotting(PhraseSpotter spotter, boolean alone) {
    this(spotter, alone, WINDOW_SECONDS, HOP_SECONDS);
  }
}
