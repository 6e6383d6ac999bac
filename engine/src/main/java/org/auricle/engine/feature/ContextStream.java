package org.auricle.engine.feature;

/**
 * Computes output frame t from the input frames t * skip - left .. t * skip + right; beyond the
 * ends the first and the last frame repeat. There are ceil(frames / skip) outputs. Not thread-safe.
 *
 * <p>Memory is bounded: left + 1 + right frames.
 */
final class ContextStream implements FrameStream {

  /** Computes one output frame. */
  interface Function {

    /**
     * Computes one output frame from its context.
     *
     * @param data where the input frames lie
     * @param offsets [left + 1 + right] start of each of them in data
     * @param out receives the output frame from {@code offset} on; holds zeros there
     */
    void compute(float[] data, int[] offsets, float[] out, int offset);
  }

  private final int inputDim;
  private final int left;
  private final int right;
  private final int skip;
  private final Function function;
  private final FeatureMatrix none;
  private final float[] ring; // [left + 1 + right x inputDim], frame r in row r modulo its rows
  private final int[] offsets; // [left + 1 + right]
  private long received;
  private long emitted;
  private boolean finished;

  ContextStream(int inputDim, int outputDim, int left, int right, int skip, Function function) {
    this.inputDim = inputDim;
    this.left = left;
    this.right = right;
    this.skip = skip;
    this.function = function;
    this.none = FeatureMatrix.empty(outputDim);
    this.offsets = new int[left + 1 + right];
    this.ring = new float[offsets.length * inputDim];
  }

  @Override
  public FeatureMatrix accept(FeatureMatrix frames) {
    frames.requireDim(inputDim);
    requireUnfinished();
    long total = received + frames.frames();
    FeatureMatrix out = allocate(total <= right ? 0 : (total - right - 1) / skip + 1);
    int row = 0;
    for (int t = 0; t < frames.frames(); t++) {
      System.arraycopy(frames.data(), t * inputDim, ring, ringOffset(received), inputDim);
      received++;
      if (emitted * skip + right < received) {
        emit(out, row++);
      }
    }
    return out;
  }

  @Override
  public FeatureMatrix finish() {
    requireUnfinished();
    finished = true;
    FeatureMatrix out = allocate((received + skip - 1) / skip);
    for (int row = 0; row < out.frames(); row++) {
      emit(out, row);
    }
    return out;
  }

  private void emit(FeatureMatrix out, int row) {
    long first = emitted * skip - left;
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = ringOffset(Math.min(Math.max(first + i, 0), received - 1));
    }
    function.compute(ring, offsets, out.data(), row * out.dim());
    emitted++;
  }

  private int ringOffset(long frame) {
    return (int) (frame % offsets.length) * inputDim;
  }

  private FeatureMatrix allocate(long outputs) {
    int frames = (int) (outputs - emitted);
    return frames == 0
        ? none
        : new FeatureMatrix(new float[frames * none.dim()], frames, none.dim());
  }

  private void requireUnfinished() {
    if (finished) {
      throw new IllegalStateException("the stream is finished");
    }
  }
}
