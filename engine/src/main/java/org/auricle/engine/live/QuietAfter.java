package org.auricle.engine.live;

import java.util.Optional;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.RecentAudio;
import org.auricle.engine.recognition.EndpointOptions;

/**
 * An utterance with the quiet after it. A network that reads backwards, too, and has learned from
 * whole recordings knows speech by the quiet that follows. So an utterance is heard with the quiet
 * that was waited for; and where that is only a pause, with more of the same.
 */
final class QuietAfter {
  /** As much as is waited for usually, and no more if somebody waits for longer. */
  private static final double SECONDS = 0.8;

  private final EndpointOptions rules;
  private final int rate;

  QuietAfter(EndpointOptions rules, int sampleRateHz) {
    this.rules = rules;
    rate = sampleRateHz;
  }

  /**
   * An utterance that has ended; empty if it was cut, as there is no quiet.
   *
   * @param start first sample
   * @param end one past its last sample, padding included
   * @param speechEndSeconds where the last speech of all the audio ended
   */
  Optional<AudioClip> ended(
      RecentAudio audio, long start, long end, LiveEvent.Cause cause, double speechEndSeconds) {
    return switch (cause) {
      case MAX_LENGTH -> Optional.empty();
      case SILENCE -> {
        long speechEnd = Math.max(start, end - samples(rules.endPadding()));
        long silentTo = Math.min(audio.end(), speechEnd + samples(rules.trailingSilence()));
        yield Optional.of(clip(audio, start, end, speechEnd, silentTo));
      }
      case END_OF_AUDIO -> {
        long speechEnd = Math.max(start, Math.min(audio.end(), samples(speechEndSeconds)));
        yield Optional.of(clip(audio, start, end, speechEnd, audio.end()));
      }
    };
  }

  /**
   * An utterance that pauses, as if it ended there: with more quiet than has been waited for.
   *
   * @param end one past its last sample if the pause lasts
   * @param quietSeconds of it that have been waited for
   */
  AudioClip pausing(RecentAudio audio, long start, long end, double quietSeconds) {
    long speechEnd = end - samples(rules.pausePadding());
    int quiet = Math.toIntExact(samples(quietSeconds));
    float[] said = audio.copy(start, speechEnd + quiet);
    return new AudioClip(LongerQuiet.after(said, quiet, rate), rate);
  }

  private AudioClip clip(RecentAudio audio, long start, long end, long speechEnd, long silentTo) {
    long last = Math.max(end, Math.min(silentTo, speechEnd + samples(SECONDS)));
    return new AudioClip(audio.copy(start, last), rate);
  }

  private long samples(double seconds) {
    return Math.round(seconds * rate);
  }
}
