package org.auricle.models.classification;

import org.auricle.engine.nn.LogSoftmax;

/**
 * Cross-entropy with smoothed labels (Szegedy et al. 2016, section 7): the target gives 1 - s to
 * the class and s / C to each.
 */
record SmoothedCrossEntropy(int classes, double smoothing) {

  /**
   * Computes the sum of the texts' losses and its gradient.
   *
   * @param logits [texts x C]
   * @param labels [texts]
   * @param scale by which the gradient is multiplied
   * @param dLogits [texts x C], overwritten
   */
  double compute(float[] logits, int[] labels, double scale, float[] dLogits) {
    float[] logProbs = new float[logits.length];
    LogSoftmax.forward(labels.length, classes, logits, logProbs);
    double loss = 0;
    for (int b = 0; b < labels.length; b++) {
      for (int c = 0; c < classes; c++) {
        int i = b * classes + c;
        double target = smoothing / classes + (c == labels[b] ? 1 - smoothing : 0);
        loss -= target * logProbs[i];
        dLogits[i] = (float) (scale * (Math.exp(logProbs[i]) - target));
      }
    }
    return loss;
  }
}
