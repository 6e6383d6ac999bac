package org.auricle.engine.recognition;

import java.util.Optional;
import java.util.function.Supplier;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.recognition.SpeechGate.Verdict;

/**
 * A search of the full pass over one utterance as it arrives, and the voice gate that its result
 * has to go through. Not thread-safe.
 */
final class FullSearch {
  private final Recognizer recognizer;
  private final DecodeRequest request;
  private final DecodeStream decoder; // made ahead, to refuse a bad request before any audio
  private final Optional<SpeechGate> gate;
  private Supplier<Verdict> verdict = () -> Verdict.SPEECH; // at the end

  /**
   * A search.
   *
   * @throws DecodeRequestException if the request cannot be met
   */
  FullSearch(Recognizer recognizer, int sampleRateHz, DecodeRequest request) {
    this.recognizer = recognizer;
    this.request = request;
    decoder = recognizer.newDecoder(request);
    gate = recognizer.newGate(sampleRateHz, request);
  }

  void hear(float[] audio, int offset, int length) {
    gate.ifPresent(g -> g.accept(audio, offset, length));
  }

  /** Whether anybody has spoken so far. */
  boolean isOpen() {
    return gate.isEmpty() || gate.get().isOpen();
  }

  void finish() {
    gate.ifPresent(SpeechGate::finish);
    Verdict last = gate.map(SpeechGate::verdict).orElse(Verdict.SPEECH);
    verdict = () -> last;
  }

  /** Ends the utterance with less than has been heard. */
  void finish(AudioClip clip) {
    verdict = () -> recognizer.verdict(clip, request); // takes a while, and may not be asked
  }

  /** What is said; asked once. */
  Transcript conclude(LogPosteriors posteriors, double durationSeconds) {
    Transcript transcript =
        recognizer.finish(decoder, posteriors, durationSeconds, request.nBest());
    return SpeechGate.admit(transcript, verdict);
  }
}
