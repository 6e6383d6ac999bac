package org.auricle.engine.recognition;

import java.util.ArrayList;
import java.util.List;
import org.auricle.engine.audio.AudioClip;

/**
 * Port: where in a recording somebody speaks. Thread-safe; state belongs to {@link
 * VoiceProbabilities}. What follows from the probabilities is for an {@link Endpointer} to say.
 */
public interface VoiceActivityDetector extends AutoCloseable {

  /**
   * Probabilities of speech, for one recording.
   *
   * @param sampleRateHz of the audio that will come; any
   */
  VoiceProbabilities newProbabilities(int sampleRateHz);

  /** Finds all segments of a recording. */
  default List<SpeechSegment> detect(AudioClip clip, EndpointOptions options) {
    VoiceProbabilities voice = newProbabilities(clip.sampleRate());
    Endpointer endpointer = Endpointer.bySilence(options, voice.windowSeconds());
    List<EndpointDecision> decisions = new ArrayList<>();
    for (float probability : voice.accept(clip.samples(), 0, clip.samples().length)) {
      decisions.addAll(endpointer.accept(probability));
    }
    for (float probability : voice.finish()) {
      decisions.addAll(endpointer.accept(probability));
    }
    decisions.addAll(endpointer.finish(clip.durationSeconds()));
    List<SpeechSegment> segments = new ArrayList<>();
    for (EndpointDecision decision : decisions) {
      if (decision instanceof EndpointDecision.UtteranceEnded ended) {
        segments.add(new SpeechSegment(ended.startSeconds(), ended.endSeconds()));
      }
    }
    return segments;
  }

  @Override
  void close();
}
