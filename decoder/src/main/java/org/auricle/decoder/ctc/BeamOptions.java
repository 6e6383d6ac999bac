package org.auricle.decoder.ctc;

/**
 * How much of the search space is kept. Token pruning limits only which prefixes a frame may open;
 * prefixes already in the beam are always scored on every token.
 *
 * @param beamWidth prefixes kept from one frame to the next, at least 1
 * @param beamMargin a prefix this far below the best is dropped, nats; infinity keeps all
 * @param tokensPerFrame most tokens a frame may extend prefixes by, best first, at least 1
 * @param tokenMinLogProb least log-posterior, natural log, of a token that may extend prefixes
 */
public record BeamOptions(
    int beamWidth, double beamMargin, int tokensPerFrame, double tokenMinLogProb) {

  /** 64 prefixes within 20 nats of the best, opened by at most 40 tokens down to e^-8. */
  public static final BeamOptions DEFAULT = new BeamOptions(64, 20, 40, -8);

  /** Keeps every prefix: exact, and exponential in the number of frames. For tests. */
  public static final BeamOptions UNPRUNED =
      new BeamOptions(
          Integer.MAX_VALUE, Double.POSITIVE_INFINITY, Integer.MAX_VALUE, Double.NEGATIVE_INFINITY);

  /** Validates ranges. */
  public BeamOptions {
    if (beamWidth < 1) {
      throw new IllegalArgumentException("beamWidth: " + beamWidth + " (expected: >= 1)");
    }
    if (!(beamMargin > 0)) {
      throw new IllegalArgumentException("beamMargin: " + beamMargin + " nats (expected: > 0)");
    }
    if (tokensPerFrame < 1) {
      throw new IllegalArgumentException("tokensPerFrame: " + tokensPerFrame + " (expected: >= 1)");
    }
    if (!(tokenMinLogProb < 0)) {
      throw new IllegalArgumentException(
          "tokenMinLogProb: " + tokenMinLogProb + " (expected: < 0, a natural log)");
    }
  }

  /** The same with another width. */
  public BeamOptions withBeamWidth(int width) {
    return new BeamOptions(width, beamMargin, tokensPerFrame, tokenMinLogProb);
  }
}
