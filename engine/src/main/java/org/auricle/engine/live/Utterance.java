package org.auricle.engine.live;

import org.auricle.engine.recognition.InterimResult;
import org.auricle.engine.recognition.Transcript;
import org.auricle.engine.recognition.UtteranceStages;

/**
 * An utterance in the making. Not thread-safe.
 *
 * @param number from 0
 * @param startSample of the stream
 */
record Utterance(long number, long startSample, double startSeconds, UtteranceStages stages) {

  /** What is told of it meanwhile. */
  LiveEvent interim(InterimResult result, double heardSeconds) {
    return new LiveEvent.Interim(
        number,
        startSeconds,
        result.transcript().shifted(startSeconds),
        result.stableWords(),
        heardSeconds);
  }

  /** What is told of it at the end. */
  LiveEvent last(
      Transcript transcript, double endSeconds, LiveEvent.Cause cause, double heardSeconds) {
    return new LiveEvent.Final(
        number, startSeconds, endSeconds, transcript.shifted(startSeconds), cause, heardSeconds);
  }
}
