package org.auricle.engine.feature;

import java.util.Objects;

/**
 * How the signal is cut into frames, after Kaldi's {@code FrameExtractionOptions}. Samples are
 * scaled from [-1, 1] to the 16-bit integer range first, as Kaldi expects.
 *
 * @param sampleRateHz samples a second
 * @param frameLengthMs window length, milliseconds
 * @param frameShiftMs hop, milliseconds
 * @param preEmphasis coefficient of x[i] - a x[i-1]; 0 switches it off
 * @param removeDcOffset subtract each frame's mean first
 * @param window shape of the window
 * @param snipEdges true: only whole frames, 1 + (n - length) / shift; false: frames centred on
 *     multiples of the shift, edges mirrored, (n + shift / 2) / shift
 */
public record FrameOptions(
    int sampleRateHz,
    double frameLengthMs,
    double frameShiftMs,
    double preEmphasis,
    boolean removeDcOffset,
    WindowFunction window,
    boolean snipEdges) {

  /** Kaldi's defaults at 16 kHz, with snip_edges = false as hybrid and CTC recipes use it. */
  public static final FrameOptions DEFAULT =
      new FrameOptions(16_000, 25, 10, 0.97, true, WindowFunction.POVEY, false);

  /** Validates ranges. */
  public FrameOptions {
    Objects.requireNonNull(window, "window");
    if (sampleRateHz < 1_000 || sampleRateHz > 384_000) {
      throw new IllegalArgumentException(
          "sampleRateHz: " + sampleRateHz + " (expected: 1000..384000)");
    }
    if (!(frameShiftMs > 0 && frameShiftMs <= 1_000)
        || !(frameLengthMs > 0 && frameLengthMs <= 1_000)
        || samples(sampleRateHz, frameShiftMs) < 1
        || samples(sampleRateHz, frameLengthMs) < 2) {
      throw new IllegalArgumentException(
          "frameLengthMs: "
              + frameLengthMs
              + ", frameShiftMs: "
              + frameShiftMs
              + " (expected: <= 1000 each, and at least 2 and 1 samples)");
    }
    if (!(preEmphasis >= 0 && preEmphasis <= 1)) {
      throw new IllegalArgumentException("preEmphasis: " + preEmphasis + " (expected: 0..1)");
    }
  }

  /** Samples in a frame. */
  public int frameLength() {
    return samples(sampleRateHz, frameLengthMs);
  }

  /** Samples from one frame's start to the next one's. */
  public int frameShift() {
    return samples(sampleRateHz, frameShiftMs);
  }

  private static int samples(int sampleRateHz, double milliseconds) {
    return (int) (sampleRateHz * 0.001 * milliseconds);
  }
}
