package org.auricle.decoder.spotting;

import java.util.List;
import java.util.Optional;
import org.auricle.engine.recognition.KeyPhrase;
import org.auricle.engine.recognition.PhraseHit;

/** One phrase in one stream: of the matches that are good enough, the best. Not thread-safe. */
final class PhraseWatch {
  private final String phrase;
  private final PhraseScores scores;
  private final SpottingOptions options;
  private boolean pending; // a match waits for a better one
  private double peak; // its margin
  private double perToken; // its score
  private long start; // its first frame
  private long end; // one past its last frame
  private long deafUntil; // frame

  /** Watches for a phrase, by its token sequences. */
  PhraseWatch(KeyPhrase phrase, List<int[]> sequences, int blank, SpottingOptions options) {
    this.phrase = phrase.text();
    this.options = options;
    double[] limits =
        sequences.stream()
            .mapToDouble(sequence -> options.nats(sequence.length, phrase.sensitivity()))
            .toArray();
    scores = new PhraseScores(sequences, limits, blank);
  }

  /** Takes a frame, as {@link PhraseScores#step}; whether a hit has settled. */
  boolean step(float[] y, int row, long frame, double frameShiftSeconds) {
    if (frame < deafUntil) {
      return false;
    }
    scores.step(y, row, frame);
    double margin = scores.margin();
    if (margin >= 0 && !(pending && margin <= peak)) {
      pending = true;
      peak = margin;
      perToken = scores.perToken();
      start = scores.start();
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
        new PhraseHit(
            phrase, start * frameShiftSeconds, end * frameShiftSeconds, Math.exp(perToken)));
  }
}
