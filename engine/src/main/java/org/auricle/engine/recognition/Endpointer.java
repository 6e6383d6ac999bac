package org.auricle.engine.recognition;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.auricle.engine.recognition.EndpointDecision.Cause;
import org.auricle.engine.recognition.EndpointDecision.NoSpeech;
import org.auricle.engine.recognition.EndpointDecision.Paused;
import org.auricle.engine.recognition.EndpointDecision.Pausing;
import org.auricle.engine.recognition.EndpointDecision.UtteranceEnded;
import org.auricle.engine.recognition.EndpointDecision.UtteranceStarted;

/**
 * Takes a stream apart into utterances, by the rules of {@link EndpointOptions}, from the
 * probability of speech in each of its windows. An utterance starts with the first window of a run
 * of speech and ends where the first window of the silence after it starts, plus padding. The rules
 * are Kaldi's (kaldi/src/online2/online-endpoint.h), with a detector's probabilities in the place
 * of the decoder's silence. Not thread-safe.
 *
 * <p>Time is counted in windows; memory does not grow with the stream.
 */
public final class Endpointer {
  private static final long NONE = -1;

  private final EndpointOptions options;
  private final double windowSeconds;
  private final boolean bySilence;
  private final long minRun; // windows
  private final long maxWindows;
  private final double noticeWindows; // infinite, like the following: pauses are not told
  private final double pauseWindows;

  private long next; // number of the next window
  private boolean speaking; // the last window was speech
  private long run = NONE; // first window of the speech that goes on
  private long lastSpeech = NONE; // last window that was speech
  private long start = NONE; // first window of the utterance in the making
  private double startSeconds; // of the utterance in the making, padding included
  private double lastEnd; // of the utterance before, padding included
  private long lowest = NONE; // least probable window of the utterance's second half
  private double lowestProbability;
  private long firstEnough = NONE; // first window of the utterance that completed enough speech
  private long lastEnough = NONE; // and the last one
  private boolean waiting = true; // for the first speech of the stream

  private Endpointer(EndpointOptions options, double windowSeconds, boolean bySilence) {
    this.options = Objects.requireNonNull(options, "options");
    if (!(windowSeconds > 0)) {
      throw new IllegalArgumentException("windowSeconds: " + windowSeconds + " (expected: > 0)");
    }
    this.windowSeconds = windowSeconds;
    this.bySilence = bySilence;
    minRun = Math.max(1, (long) Math.ceil(options.minSpeech() / windowSeconds - 1e-6));
    maxWindows = Math.max(2 * minRun, Math.round(options.maxUtterance() / windowSeconds));
    boolean pauses = options.pause() < options.trailingSilence();
    noticeWindows = pauses ? windows(options.pauseNotice()) : Double.POSITIVE_INFINITY;
    pauseWindows = pauses ? windows(options.pause()) : Double.POSITIVE_INFINITY;
  }

  private double windows(double silence) {
    return Math.max(1, Math.ceil(silence / windowSeconds - 1e-6));
  }

  /**
   * Speech starts utterances and silence ends them.
   *
   * @param windowSeconds from one window to the next
   */
  public static Endpointer bySilence(EndpointOptions options, double windowSeconds) {
    return new Endpointer(options, windowSeconds, true);
  }

  /**
   * The whole stream is one utterance, but for cuts at {@link EndpointOptions#maxUtterance()}.
   *
   * @param windowSeconds from one window to the next
   */
  public static Endpointer byLength(EndpointOptions options, double windowSeconds) {
    return new Endpointer(options, windowSeconds, false);
  }

  /** Takes the next window's probability; what is known now, in order, mostly nothing. */
  public List<EndpointDecision> accept(double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("probability: " + probability + " (expected: 0..1)");
    }
    long now = next++;
    hear(now, probability);
    boolean enough = run != NONE && next - run >= minRun;
    waiting &= !enough;
    if (start != NONE) {
      return goOn(now, probability, enough);
    }
    if (enough || !bySilence) {
      long from = bySilence ? run : now;
      double padding = bySilence ? options.startPadding() : 0;
      return List.of(begin(from, Math.max(lastEnd, from * windowSeconds - padding), now, enough));
    }
    if (waiting && run == NONE && next * windowSeconds >= options.initialSilence()) {
      waiting = false;
      return List.of(new NoSpeech(next * windowSeconds));
    }
    return List.of();
  }

  /**
   * Ends the utterance in the making, for all has been said; right after {@link Paused}.
   *
   * @throws IllegalStateException if there is none, or somebody speaks
   */
  public void endPause() {
    if (start == NONE || speaking) {
      throw new IllegalStateException("no pause (expected: one)");
    }
    var unused = end(pauseEnd(), Cause.SILENCE, true);
  }

  private double pauseEnd() {
    return (lastSpeech + 1) * windowSeconds + options.pausePadding();
  }

  private List<EndpointDecision> pause(long silent) {
    List<EndpointDecision> notice =
        silent == noticeWindows ? List.of(new Pausing(pauseEnd())) : List.of();
    if (silent != pauseWindows) {
      return notice;
    }
    List<EndpointDecision> decisions = new ArrayList<>(notice);
    decisions.add(new Paused(pauseEnd()));
    return decisions;
  }

  /**
   * Ends the stream.
   *
   * @param endSeconds where it ends; the last window may reach beyond
   * @return the end of the utterance in the making, if any
   */
  public List<EndpointDecision> finish(double endSeconds) {
    if (start == NONE) {
      return List.of();
    }
    double quiet = (lastSpeech + 1) * windowSeconds + options.endPadding();
    double end = bySilence && !speaking ? Math.min(quiet, endSeconds) : endSeconds;
    return List.of(end(end, Cause.END_OF_AUDIO, firstEnough != NONE));
  }

  /**
   * The earliest time at which an utterance in the making, or the next one, starts: older audio is
   * not needed any more.
   */
  public double keepFromSeconds() {
    if (start != NONE) {
      return startSeconds;
    }
    long from = run == NONE ? next : run;
    return Math.max(lastEnd, from * windowSeconds - (bySilence ? options.startPadding() : 0));
  }

  /** Where the last speech ended of all that has been heard; 0 before there was any. */
  public double speechEndSeconds() {
    return (lastSpeech + 1) * windowSeconds;
  }

  /** Whether the utterance in the making has had enough speech to be one. */
  public boolean speechHeard() {
    return firstEnough != NONE;
  }

  private void hear(long now, double probability) {
    speaking = probability >= (speaking ? options.exitThreshold() : options.threshold());
    if (speaking) {
      run = run == NONE ? now : run;
      lastSpeech = now;
    } else {
      run = NONE;
    }
  }

  private List<EndpointDecision> goOn(long now, double probability, boolean enough) {
    if (enough) {
      firstEnough = firstEnough == NONE ? now : firstEnough;
      lastEnough = now;
    }
    if (now >= start + maxWindows / 2 && (lowest == NONE || probability < lowestProbability)) {
      lowest = now;
      lowestProbability = probability;
    }
    long silent = now - lastSpeech;
    if (bySilence && silent > 0 && silent * windowSeconds >= options.trailingSilence() - 1e-9) {
      double end = (lastSpeech + 1) * windowSeconds + options.endPadding();
      return List.of(end(end, Cause.SILENCE, true));
    }
    if (next - start >= maxWindows) {
      return cut(now);
    }
    return bySilence ? pause(silent) : List.of();
  }

  private List<EndpointDecision> cut(long now) {
    long at = lowest;
    List<EndpointDecision> decisions = new ArrayList<>(2);
    decisions.add(
        end(at * windowSeconds, Cause.MAX_LENGTH, firstEnough != NONE && firstEnough < at));
    if (!bySilence || lastSpeech >= at) {
      decisions.add(begin(at, at * windowSeconds, now, lastEnough >= at));
    }
    return decisions;
  }

  private UtteranceStarted begin(long window, double seconds, long now, boolean enough) {
    start = window;
    startSeconds = seconds;
    lowest = NONE;
    firstEnough = enough ? now : NONE;
    lastEnough = firstEnough;
    return new UtteranceStarted(seconds);
  }

  private UtteranceEnded end(double seconds, Cause cause, boolean speech) {
    start = NONE;
    lastEnd = seconds;
    firstEnough = NONE;
    return new UtteranceEnded(startSeconds, seconds, cause, bySilence || speech);
  }
}
