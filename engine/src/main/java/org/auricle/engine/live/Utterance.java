package org.auricle.engine.live;

import org.auricle.engine.recognition.InterimResult;
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
}
