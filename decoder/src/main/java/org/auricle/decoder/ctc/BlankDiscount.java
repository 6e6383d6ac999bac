package org.auricle.decoder.ctc;

import org.auricle.engine.recognition.LogPosteriors;

/**
 * Makes blanks less likely, and all else more. A CTC network that is not sure says blank, so that
 * words would be lost; the blank is divided by a part of its prior (Sak et al. 2015, arXiv
 * 1507.06947, section 2.3).
 */
public final class BlankDiscount {
  private BlankDiscount() {}

  /**
   * Posteriors y' with y'(blank) = y(blank) exp(-nats) / Z and y'(v) = y(v) / Z for all other
   * tokens, where Z makes their sum what it was, 1.
   *
   * @param nats at least 0; 0 gives the posteriors themselves
   */
  public static LogPosteriors apply(LogPosteriors posteriors, int blank, double nats) {
    if (nats == 0) {
      return posteriors;
    }
    int tokens = posteriors.tokens();
    float[] y = posteriors.logProbs().clone();
    for (int t = 0; t < posteriors.frames(); t++) {
      int row = t * tokens;
      double share = Math.exp(y[row + blank]);
      float log = (float) Math.log1p(share * Math.expm1(-nats));
      for (int v = 0; v < tokens; v++) {
        y[row + v] -= log;
      }
      y[row + blank] -= (float) nats;
    }
    return new LogPosteriors(y, posteriors.frames(), tokens, posteriors.frameShiftSeconds());
  }
}
