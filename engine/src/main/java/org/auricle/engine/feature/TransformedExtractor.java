package org.auricle.engine.feature;

/** An extractor whose frames pass through a transform. Thread-safe. */
record TransformedExtractor(FeatureExtractor source, FrameTransform transform)
    implements FeatureExtractor {

  @Override
  public int sampleRateHz() {
    return source.sampleRateHz();
  }

  @Override
  public int dim() {
    return transform.dim();
  }

  @Override
  public FeatureStream newStream() {
    FeatureStream frames = source.newStream();
    FrameStream transformed = transform.newStream();
    return new FeatureStream() {
      @Override
      public FeatureMatrix accept(float[] samples, int offset, int length) {
        return transformed.accept(frames.accept(samples, offset, length));
      }

      @Override
      public FeatureMatrix finish() {
        FeatureMatrix head = transformed.accept(frames.finish());
        return head.then(transformed.finish());
      }
    };
  }
}
