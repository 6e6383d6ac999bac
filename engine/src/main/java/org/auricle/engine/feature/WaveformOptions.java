package org.auricle.engine.feature;

/**
 * No front end: the network takes the samples, each of them a frame of one value.
 *
 * @param sampleRateHz samples a second
 */
public record WaveformOptions(int sampleRateHz) implements FrontEndOptions {

  /** 16 kHz. */
  public static final WaveformOptions DEFAULT = new WaveformOptions(16_000);

  /** Validates the range. */
  public WaveformOptions {
    FrameOptions.requireRate(sampleRateHz);
  }

  @Override
  public double frameShiftMs() {
    return 1_000.0 / sampleRateHz;
  }

  @Override
  public int dim() {
    return 1;
  }
}
