package org.auricle.engine.feature;

/**
 * Lays consecutive frames side by side and thins them out (Sak et al. 2015, arXiv 1507.06947,
 * section 3): output frame t holds the frames t * skip .. t * skip + stack - 1. There are
 * ceil(frames / skip) outputs; beyond the end the last frame repeats. Immutable.
 */
public final class FrameStacker implements FrameTransform {
  private final int inputDim;
  private final int stack;
  private final int skip;

  /**
   * Sets the shape.
   *
   * @param inputDim values of a frame that goes in
   * @param stack frames side by side
   * @param skip frames from one output to the next
   */
  public FrameStacker(int inputDim, int stack, int skip) {
    if (inputDim < 1 || stack < 1 || skip < 1) {
      throw new IllegalArgumentException(
          "inputDim: "
              + inputDim
              + ", stack: "
              + stack
              + ", skip: "
              + skip
              + " (expected: >= 1 each)");
    }
    this.inputDim = inputDim;
    this.stack = stack;
    this.skip = skip;
  }

  @Override
  public int dim() {
    return inputDim * stack;
  }

  @Override
  public FrameStream newStream() {
    return new ContextStream(inputDim, dim(), 0, stack - 1, skip, this::compute);
  }

  private void compute(float[] data, int[] offsets, float[] out, int offset) {
    for (int i = 0; i < stack; i++) {
      System.arraycopy(data, offsets[i], out, offset + i * inputDim, inputDim);
    }
  }
}
