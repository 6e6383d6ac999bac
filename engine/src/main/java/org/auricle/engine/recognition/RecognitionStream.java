package org.auricle.engine.recognition;

import java.util.Optional;

/**
 * One utterance as its audio arrives. Not thread-safe.
 *
 * <p>The final transcript comes from one full pass over the utterance's features, so it equals
 * {@link Recognizer#recognize} of the same audio. Interim transcripts come from the acoustic
 * model's low-latency form and from normalisation with what has been heard so far. Memory grows
 * with the utterance: 16 kB a second with the default features.
 */
public final class RecognitionStream {
  private final Recognizer recognizer;
  private final UtteranceStages stages;

  RecognitionStream(Recognizer recognizer, StreamOptions options) {
    this.recognizer = recognizer;
    stages = recognizer.newUtterance(options, Optional.empty());
  }

  /**
   * Takes the next samples, in [-1, 1] at the rate announced.
   *
   * @return an interim transcript if interim results were asked for and the text changed
   * @throws IllegalArgumentException if a sample is not finite
   */
  public Optional<Transcript> accept(float[] audio, int offset, int length) {
    var inputs = stages.hear(audio, offset, length);
    return stages
        .acoustic()
        .flatMap(acoustic -> stages.interim(acoustic.accept(inputs)))
        .map(InterimResult::transcript);
  }

  /** Ends the utterance; the stream takes nothing after this. */
  public Transcript finish() {
    LogPosteriors posteriors = recognizer.acoustic().score(stages.finish());
    return stages.conclude(posteriors, stages.durationSeconds());
  }

  /** Audio taken so far, seconds. */
  public double durationSeconds() {
    return stages.durationSeconds();
  }
}
