package org.auricle.engine.feature;

import java.util.Objects;

/**
 * How the signal is cut into frames, after Kaldi's {@code FrameExtractionOptions}.
 *
 * @param sampleRateHz samples a second
 * @param frameLengthMs window length, milliseconds; 2 to {@value #MAX_SAMPLES} samples
 * @param frameShiftMs hop, milliseconds; 1 to {@value #MAX_SAMPLES} samples
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

  /**
   * Longest frame and shift, in samples: half a second at 16 kHz. Nothing that hears speech is
   * longer, and a recipe that asks for more is one with a slip in it.
   */
  public static final int MAX_SAMPLES = 8_192;

  /** Validates ranges. */
  public FrameOptions {
    Objects.requireNonNull(window, "window");
    requireRate(sampleRateHz);
    requireSamples("frameLengthMs", frameLengthMs, sampleRateHz, 2);
    requireSamples("frameShiftMs", frameShiftMs, sampleRateHz, 1);
    requirePreEmphasis(preEmphasis);
  }

  static void requireRate(int sampleRateHz) {
    if (sampleRateHz < 1_000 || sampleRateHz > 384_000) {
      throw new IllegalArgumentException(
          "sampleRateHz: " + sampleRateHz + " (expected: 1000..384000)");
    }
  }

  static void requirePreEmphasis(double preEmphasis) {
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

  /** Validates a duration; returns its samples. */
  static int requireSamples(String name, double ms, int sampleRateHz, int least) {
    int samples = samples(sampleRateHz, ms);
    if (samples < least || samples > MAX_SAMPLES) {
      throw new IllegalArgumentException(
          name
              + ": "
              + ms
              + ", "
              + samples
              + " samples (expected: "
              + least
              + ".."
              + MAX_SAMPLES
              + " samples)");
    }
    return samples;
  }

  static int samples(int sampleRateHz, double milliseconds) {
    return (int) (sampleRateHz * 0.001 * milliseconds);
  }
}
