package org.auricle.engine.nn;

/**
 * What one direction of an LSTM did in each frame of a sequence. All arrays are [frames x hidden],
 * row-major; the first row is the first frame in time, for the reverse direction, too.
 *
 * @param input i, how far new content is let in, 0..1
 * @param forget f, how far old content is kept, 0..1
 * @param candidate g, the new content, -1..1
 * @param output o, how far the cell is shown, 0..1
 * @param cell c = f * (c before) + i * g
 * @param h o * tanh(c), what the layer gives on
 */
public record GateTrace(
    int frames,
    int hidden,
    float[] input,
    float[] forget,
    float[] candidate,
    float[] output,
    float[] cell,
    float[] h) {

  /** Zeros. */
  GateTrace(int frames, int hidden) {
    this(
        frames,
        hidden,
        new float[frames * hidden],
        new float[frames * hidden],
        new float[frames * hidden],
        new float[frames * hidden],
        new float[frames * hidden],
        new float[frames * hidden]);
  }

  /**
   * Takes the gates of a frame.
   *
   * @param sums [4 x hidden] before activation, in the order i, f, g, o
   */
  void setGates(int frame, float[] sums) {
    for (int j = 0; j < hidden; j++) {
      int at = frame * hidden + j;
      input[at] = sigmoid(sums[j]);
      forget[at] = sigmoid(sums[hidden + j]);
      candidate[at] = (float) Math.tanh(sums[2 * hidden + j]);
      output[at] = sigmoid(sums[3 * hidden + j]);
    }
  }

  private static float sigmoid(float x) {
    return (float) (1 / (1 + Math.exp(-x)));
  }
}
