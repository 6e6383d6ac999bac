package org.auricle.engine.feature;

import java.util.Objects;

/** Frames of a signal through a {@link FrameFunction}. Not thread-safe. */
final class FrontEndStream implements FeatureStream {
  private final SignalFramer framer;
  private final FrameFunction function;
  private final FeatureMatrix none;
  private final float[] signal; // [frame length]
  private boolean finished;

  FrontEndStream(Framing framing, int dim, FrameFunction function) {
    this.framer = new SignalFramer(framing);
    this.function = function;
    this.none = FeatureMatrix.empty(dim);
    this.signal = new float[framing.length()];
  }

  @Override
  public FeatureMatrix accept(float[] samples, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, samples.length);
    requireUnfinished();
    framer.check(samples, offset, length);
    FeatureMatrix frames = allocate(framer.framesAfter(length));
    int row = 0;
    for (int taken = 0; taken < length; ) {
      taken += framer.fill(samples, offset + taken, length - taken);
      while (framer.hasFrame()) {
        emit(frames, row++);
      }
    }
    return frames;
  }

  @Override
  public FeatureMatrix finish() {
    requireUnfinished();
    finished = true;
    FeatureMatrix frames = allocate(framer.framesAtEnd());
    for (int row = 0; row < frames.frames(); row++) {
      emit(frames, row);
    }
    return frames;
  }

  private void emit(FeatureMatrix frames, int row) {
    framer.next(signal);
    function.compute(signal, frames.data(), row * frames.dim());
  }

  private FeatureMatrix allocate(int frames) {
    int dim = none.dim();
    return frames == 0 ? none : new FeatureMatrix(new float[frames * dim], frames, dim);
  }

  private void requireUnfinished() {
    if (finished) {
      throw new IllegalStateException("the stream is finished");
    }
  }
}
