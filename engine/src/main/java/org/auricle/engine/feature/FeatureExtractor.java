package org.auricle.engine.feature;

import org.auricle.engine.audio.AudioClip;

/** Turns audio into features. Thread-safe: state belongs to a {@link FeatureStream}. */
public interface FeatureExtractor {

  /** Rate of the audio it takes, hertz. */
  int sampleRateHz();

  /** Values a frame. */
  int dim();

  /** A new stream, for one utterance. */
  FeatureStream newStream();

  /**
   * Features of a whole utterance; the same bits as streaming it in any chunks.
   *
   * @throws IllegalArgumentException if the clip's rate is not {@link #sampleRateHz()}, or as
   *     {@link FeatureStream#accept} says if a sample cannot be used
   */
  default FeatureMatrix extract(AudioClip clip) {
    if (clip.sampleRate() != sampleRateHz()) {
      throw new IllegalArgumentException(
          "sampleRate: " + clip.sampleRate() + " Hz (expected: " + sampleRateHz() + " Hz)");
    }
    FeatureStream stream = newStream();
    FeatureMatrix head = stream.accept(clip.samples(), 0, clip.samples().length);
    return head.then(stream.finish());
  }
}
