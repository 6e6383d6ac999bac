package org.auricle.decoder.ctc;

import java.util.Arrays;

/** The tokens by which one frame may extend prefixes, most probable first. Not thread-safe. */
final class FrameTokens {
  private final int tokens;
  private final int blank;
  private final int most;
  private final float minLogProb;
  private final long[] keys; // [size] descending log-posterior above, token below
  private int size;

  FrameTokens(int tokens, int blank, BeamOptions options) {
    this.tokens = tokens;
    this.blank = blank;
    this.most = options.tokensPerFrame();
    this.minLogProb = (float) options.tokenMinLogProb();
    this.keys = new long[tokens];
  }

  /** Selects from the row of y that begins at an offset. */
  void select(float[] y, int row) {
    size = 0;
    for (int v = 0; v < tokens; v++) {
      float logProb = y[row + v];
      if (v != blank && logProb >= minLogProb && logProb > Float.NEGATIVE_INFINITY) {
        keys[size++] = (long) ~ascending(logProb) << 32 | v;
      }
    }
    Arrays.sort(keys, 0, size);
    size = Math.min(size, most);
  }

  /** Bits that, as a signed integer, order as the floats do. */
  private static int ascending(float value) {
    int bits = Float.floatToIntBits(value);
    return bits ^ (bits >> 31 & Integer.MAX_VALUE);
  }

  int size() {
    return size;
  }

  int token(int i) {
    return (int) keys[i];
  }
}
