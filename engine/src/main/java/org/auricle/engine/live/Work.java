package org.auricle.engine.live;

import org.auricle.engine.feature.FeatureMatrix;

/** What a {@link SpeechStream} has to do next, in the order of the audio. */
sealed interface Work {

  /** Something to tell; nothing to compute. */
  record News(LiveEvent event) implements Work {}

  /**
   * A step of the low-latency pass.
   *
   * @param features for the utterance's acoustic stream
   */
  record Interim(Utterance utterance, FeatureMatrix features, double heardSeconds)
      implements Work {}

  /** A full pass. */
  sealed interface Full extends Work {

    /** Of the whole stretch. */
    FeatureMatrix features();
  }

  /**
   * The full pass over the last seconds of an utterance, to look for phrases.
   *
   * @param startSeconds where the stretch begins, in the stream
   */
  record Window(
      Utterance utterance, FeatureMatrix features, double startSeconds, double heardSeconds)
      implements Full {}

  /**
   * The full pass over an utterance that has ended.
   *
   * @param features of the whole utterance
   * @param endSample of the stream, one past the utterance's last
   */
  record Final(
      Utterance utterance,
      FeatureMatrix features,
      long endSample,
      LiveEvent.Cause cause,
      double heardSeconds)
      implements Full {}

  /**
   * The full pass over an utterance that pauses, to find out whether all has been said.
   *
   * @param features of what has been said so far
   */
  record Trial(Pause pause, FeatureMatrix features) implements Full {}
}
