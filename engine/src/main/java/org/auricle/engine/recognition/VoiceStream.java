package org.auricle.engine.recognition;

import java.util.List;

/** Segments of one recording as its audio arrives. Not thread-safe. */
public interface VoiceStream {

  /**
   * Takes the next samples, in [-1, 1] at the rate announced.
   *
   * @return the segments that are known to have ended, in order, possibly none
   * @throws IllegalArgumentException if a sample is not finite
   */
  List<SpeechSegment> accept(float[] samples, int offset, int length);

  /** Ends the recording; returns the segments not told yet. Takes nothing after this. */
  List<SpeechSegment> finish();
}
