package org.auricle.engine.live;

import java.util.Optional;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.RecentAudio;
import org.auricle.engine.recognition.EndpointOptions;

/**
 * An utterance with the quiet after it. A network that reads backwards, too, and has learned from
 * whole recordings knows speech by the quiet that follows: some speakers by a little, others by
 * seconds, which nobody wants to wait for. So an utterance is heard with the quiet that was waited
 * for; and once more where that leaves the words unsure and a grammar says which there may be, with
 * more of the same quiet, which is what has been heard of it backwards and forwards in turn. The
 * surer reading counts.
 */
final class QuietAfter {
  /** As much as is waited for usually, and no more if somebody waits for longer. */
  private static final double SECONDS = 0.8;

  /** Less quiet is not made longer. */
  private static final double LEAST_SECONDS = 0.2;

  private final EndpointOptions rules;
  private final int rate;

  QuietAfter(EndpointOptions rules, int sampleRateHz) {
    this.rules = rules;
    rate = sampleRateHz;
  }

  /**
   * What is to be heard of an utterance.
   *
   * @param clip with the quiet that has been waited for
   * @param again with more of it; empty if there is nothing to make it of
   */
  record Hearings(AudioClip clip, Optional<AudioClip> again) {}

  /**
   * Of an utterance that has ended; empty if it was cut, as there is no quiet.
   *
   * @param start first sample
   * @param end one past its last sample, padding included
   * @param speechEndSeconds where the last speech of all the audio ended
   */
  Optional<Hearings> hearings(
      RecentAudio audio, long start, long end, LiveEvent.Cause cause, double speechEndSeconds) {
    return switch (cause) {
      case MAX_LENGTH -> Optional.empty();
      case SILENCE -> {
        long speechEnd = Math.max(start, end - samples(rules.endPadding()));
        long silentTo = Math.min(audio.end(), speechEnd + samples(rules.trailingSilence()));
        yield Optional.of(hearings(audio, start, end, speechEnd, silentTo));
      }
      case END_OF_AUDIO -> {
        long speechEnd = Math.max(start, Math.min(audio.end(), samples(speechEndSeconds)));
        yield Optional.of(hearings(audio, start, end, speechEnd, audio.end()));
      }
    };
  }

  /**
   * Of an utterance that pauses, as if it ended there: with more quiet than has been waited for.
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

  private Hearings hearings(
      RecentAudio audio, long start, long end, long speechEnd, long silentTo) {
    long first = Math.max(end, Math.min(silentTo, speechEnd + samples(SECONDS)));
    long enough = speechEnd + samples(LongerQuiet.SECONDS);
    AudioClip clip = new AudioClip(audio.copy(start, first), rate);
    float[] heard = audio.copy(start, Math.max(end, Math.min(silentTo, enough)));
    int quiet = Math.toIntExact(start + heard.length - speechEnd);
    if (first >= enough || quiet < samples(LEAST_SECONDS)) {
      return new Hearings(clip, Optional.empty());
    }
    return new Hearings(
        clip, Optional.of(new AudioClip(LongerQuiet.after(heard, quiet, rate), rate)));
  }

  private long samples(double seconds) {
    return Math.round(seconds * rate);
  }
}
