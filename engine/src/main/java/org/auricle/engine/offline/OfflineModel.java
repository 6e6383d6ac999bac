package org.auricle.engine.offline;

import org.auricle.engine.recognition.VoiceActivityDetector;

/** What recordings are recognised with; may be made ready when it is first asked for. */
public interface OfflineModel {

  /** Recognises recordings that stay whole. */
  RecognitionPool forWhole();

  /** Recognises the segments of others. */
  RecognitionPool forSegments();

  /** Tells where these segments are; its owner's to close. */
  VoiceActivityDetector detector();

  /** One pool for all. */
  static OfflineModel of(RecognitionPool pool, VoiceActivityDetector detector) {
    return new OfflineModel() {
      @Override
      public RecognitionPool forWhole() {
        return pool;
      }

      @Override
      public RecognitionPool forSegments() {
        return pool;
      }

      @Override
      public VoiceActivityDetector detector() {
        return detector;
      }
    };
  }
}
