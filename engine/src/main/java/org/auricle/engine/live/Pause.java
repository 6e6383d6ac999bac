package org.auricle.engine.live;

import java.util.Optional;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.engine.recognition.Transcript;

/**
 * A pause in an utterance. It ends the utterance if two things come true, in whatever order they
 * become known: what has been said is a whole sentence, and the pause lasts. Not thread-safe.
 */
final class Pause {
  /**
   * A sentence with less confidence is heard again. Of 310 coffee orders two are cut or misheard
   * with the first two tenths of a second of a pause and not with all three; both have less.
   */
  private static final double SURE = 0.1;

  private final Utterance utterance;
  private final long endSample;
  private final double durationSeconds;
  private boolean heard;
  private boolean twice;
  private Optional<Transcript> sentence = Optional.empty();
  private boolean lasts;
  private double heardSeconds;

  /**
   * A pause that has begun.
   *
   * @param endSample of the stream, one past the utterance's last if it ends here
   * @param durationSeconds of the utterance if it ends here
   */
  Pause(Utterance utterance, long endSample, double durationSeconds) {
    this.utterance = utterance;
    this.endSample = endSample;
    this.durationSeconds = durationSeconds;
  }

  Utterance utterance() {
    return utterance;
  }

  /** What the network makes of what has been said. */
  void hear(LogPosteriors posteriors) {
    sentence = utterance.stages().sentence(posteriors, durationSeconds);
    heard = true;
  }

  /**
   * Whether what is known is to be heard once more, with all the quiet of the pause; true at most
   * once.
   */
  boolean hearAgain() {
    boolean again = !twice && sentence.filter(whole -> whole.confidence() >= SURE).isEmpty();
    if (again) {
      twice = true;
      heard = false;
    }
    return again;
  }

  /** It lasts, which is known once so much of the stream has been heard. */
  void last(double heardSeconds) {
    this.heardSeconds = heardSeconds;
    lasts = true;
  }

  boolean lasts() {
    return lasts;
  }

  /** Whether all is known. */
  boolean isKnown() {
    return heard && lasts;
  }

  /** The sentence that has been said, if it is one and somebody has said it. */
  Optional<Transcript> sentence() {
    return sentence.filter(whole -> utterance.stages().isOpen());
  }

  long endSample() {
    return endSample;
  }

  double heardSeconds() {
    return heardSeconds;
  }
}
