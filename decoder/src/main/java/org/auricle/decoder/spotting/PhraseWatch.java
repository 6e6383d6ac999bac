package org.auricle.decoder.spotting;

import java.util.List;
import java.util.Optional;
import org.auricle.engine.recognition.PhraseHit;

/** One phrase in one stream: of the matches that are good enough, the best. Not thread-safe. */
final class PhraseWatch {
  private final String phrase;
  private final PhraseScores scores;
  private final double least; // score for every token
  private final SpottingOptions options;
  private boolean pending; // a match waits for a better one
  private double peak; // its score for every token
  private long start; // its first frame
  private long end; // one past its last frame
  private long deafUntil; // frame

  /**
   * Watches for a phrase.
   *
   * @param least score for every token of a match that is good enough
   */
  PhraseWatch(
      String phrase, List<int[]> sequences, int blank, double least, SpottingOptions options) {
    this.phrase = phrase;
    this.scores = new PhraseScores(sequences, blank);
    this.least = least;
    this.options = options;
  }

  /** Takes a frame, as {@link PhraseScores#step}; whether a hit has settled. */
  boolean step(float[] y, int row, double cost, long frame, double frameShiftSeconds) {
    if (frame < deafUntil) {
      return false;
    }
    scores.step(y, row, cost, frame);
    if (scores.best() >= least && !(pending && scores.best() <= peak)) {
      pending = true;
      peak = scores.best();
      start = scores.bestStart();
      end = frame + 1;
    }
    return pending && frame + 1 - end >= frames(options.settleSeconds(), frameShiftSeconds);
  }

  private static long frames(double seconds, double frameShiftSeconds) {
    return Math.round(seconds / frameShiftSeconds);
  }

  /** The hit that waits, if there is one; what comes next is another. */
  Optional<PhraseHit> take(double frameShiftSeconds) {
    if (!pending) {
      return Optional.empty();
    }
    pending = false;
    scores.reset();
    deafUntil = end + frames(options.refractorySeconds(), frameShiftSeconds);
    return Optional.of(
        new PhraseHit(phrase, start * frameShiftSeconds, end * frameShiftSeconds, Math.exp(peak)));
  }
}
