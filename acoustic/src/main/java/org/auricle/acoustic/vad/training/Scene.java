package org.auricle.acoustic.vad.training;

/**
 * A stretch of sound, and where in it somebody speaks.
 *
 * @param samples in [-1, 1], at the network's rate
 * @param speech [frames of 10 ms]
 */
public record Scene(float[] samples, boolean[] speech) {

  /**
   * The share of speech in each window of the network.
   *
   * @param windows as many as there are features
   * @param stack frames in a window
   */
  float[] targets(int windows, int stack) {
    float[] targets = new float[windows];
    for (int w = 0; w < windows; w++) {
      int spoken = 0;
      for (int f = w * stack; f < (w + 1) * stack; f++) {
        spoken += speech[Math.min(f, speech.length - 1)] ? 1 : 0;
      }
      targets[w] = (float) spoken / stack;
    }
    return targets;
  }
}
