package org.auricle.engine.feature;

/** Turns frames into other frames. Thread-safe: state belongs to a {@link FrameStream}. */
public interface FrameTransform {

  /** Values of a frame that comes out. */
  int dim();

  /** A new stream, for one utterance. */
  FrameStream newStream();

  /**
   * Transforms a whole utterance; the same bits as streaming it in any chunks.
   *
   * @throws IllegalArgumentException if the width is not the one expected
   */
  default FeatureMatrix apply(FeatureMatrix frames) {
    FrameStream stream = newStream();
    FeatureMatrix head = stream.accept(frames);
    return head.then(stream.finish());
  }
}
