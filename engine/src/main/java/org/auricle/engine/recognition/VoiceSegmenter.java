package org.auricle.engine.recognition;

import java.util.Optional;

/**
 * From the probability of speech in each window of a recording to segments, by the rules of {@link
 * VoiceOptions}. A segment starts with its first window and ends where the first window of the
 * silence after it starts. Not thread-safe.
 */
public final class VoiceSegmenter {
  private static final long NONE = -1;

  private final VoiceOptions options;
  private final double windowSeconds;
  private final long maxWindows;

  private long next; // number of the next window
  private long start = NONE; // first window of the segment in the making
  private long quiet = NONE; // first window of what may be the silence after it
  private long lowest = NONE; // least probable window of its second half
  private double lowestProbability;
  private boolean continued; // the segment goes on from one that was cut
  private double lastEnd; // of the segment before, padding included, seconds

  /**
   * A segmenter for one recording.
   *
   * @param windowSeconds from one window to the next
   */
  public VoiceSegmenter(VoiceOptions options, double windowSeconds) {
    this.options = options;
    this.windowSeconds = windowSeconds;
    maxWindows = Math.max(2, Math.round(options.maxSpeech() / windowSeconds));
  }

  /** Takes the next window's probability; the segment that is known to have ended, if any. */
  public Optional<SpeechSegment> accept(double probability) {
    long now = next++;
    if (start == NONE) {
      if (probability >= options.threshold()) {
        begin(now, false);
      }
      return Optional.empty();
    }
    if (probability >= options.threshold()) {
      quiet = NONE;
    } else if (probability < options.exitThreshold() && quiet == NONE) {
      quiet = now;
    }
    if (now >= start + maxWindows / 2 && (lowest == NONE || probability < lowestProbability)) {
      lowest = now;
      lowestProbability = probability;
    }
    if (quiet != NONE && (next - quiet) * windowSeconds >= options.minSilence()) {
      Optional<SpeechSegment> segment = ended(quiet, quiet * windowSeconds + options.padding());
      start = NONE;
      return segment;
    }
    if (next - start >= maxWindows) {
      long cut = lowest;
      Optional<SpeechSegment> segment = ended(cut, cut * windowSeconds);
      long silence = quiet;
      begin(cut, true);
      quiet = silence == NONE ? NONE : Math.max(cut, silence);
      return segment;
    }
    return Optional.empty();
  }

  /**
   * Ends the recording.
   *
   * @param endSeconds where it ends; the last window may reach beyond
   * @return the segment that it ends in, if any
   */
  public Optional<SpeechSegment> finish(double endSeconds) {
    if (start == NONE) {
      return Optional.empty();
    }
    Optional<SpeechSegment> segment =
        quiet == NONE
            ? ended(next, endSeconds)
            : ended(quiet, Math.min(endSeconds, quiet * windowSeconds + options.padding()));
    start = NONE;
    return segment;
  }

  private void begin(long window, boolean afterCut) {
    start = window;
    continued = afterCut;
    quiet = NONE;
    lowest = NONE;
  }

  /** The segment up to a window, unless it is too short for one. */
  private Optional<SpeechSegment> ended(long window, double endSeconds) {
    double length = (window - start) * windowSeconds;
    if (length <= 0 || (!continued && length < options.minSpeech())) {
      return Optional.empty();
    }
    double from = Math.max(lastEnd, start * windowSeconds - (continued ? 0 : options.padding()));
    if (endSeconds <= from) {
      return Optional.empty();
    }
    lastEnd = endSeconds;
    return Optional.of(new SpeechSegment(from, endSeconds));
  }
}
