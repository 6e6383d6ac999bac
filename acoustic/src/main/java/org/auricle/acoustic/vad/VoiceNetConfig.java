package org.auricle.acoustic.vad;

import org.auricle.engine.feature.FbankOptions;
import org.auricle.engine.feature.FeatureOptions;
import org.auricle.engine.feature.FrameOptions;
import org.auricle.engine.feature.MelOptions;
import org.auricle.engine.feature.WindowFunction;

/**
 * Shape of a voice activity network: log-mel bands of frames of 25 ms every 10 ms, stacked frames
 * as input, one LSTM layer forward in time, one sigmoid. Nothing is normalised over the recording,
 * so that it can be endless; how loud it is must not matter by training.
 *
 * @param mels bands
 * @param lowHz lower edge of the lowest band
 * @param highHz upper edge of the highest band; below 4,000 telephone speech looks as any other
 * @param stack frames in a window
 * @param hidden LSTM units
 */
public record VoiceNetConfig(int mels, double lowHz, double highHz, int stack, int hidden) {

  /** 32 bands up to 3,800 Hz, windows of 30 ms, 64 units: 41 thousand weights. */
  public static final VoiceNetConfig DEFAULT = new VoiceNetConfig(32, 60, 3_800, 3, 64);

  /** Rate of the audio that the network hears, hertz. */
  public static final int SAMPLE_RATE_HZ = 16_000;

  private static final double FRAME_MS = 25;
  private static final double SHIFT_MS = 10;

  /** Validates ranges. */
  public VoiceNetConfig {
    require(mels >= 3 && mels <= 256, "mels", mels, "3..256");
    require(lowHz >= 0 && lowHz < highHz, "lowHz", lowHz, "0.." + highHz);
    require(highHz <= SAMPLE_RATE_HZ / 2.0, "highHz", highHz, "<= " + SAMPLE_RATE_HZ / 2);
    require(stack >= 1 && stack <= 10, "stack", stack, "1..10");
    require(hidden >= 1 && hidden <= 1024, "hidden", hidden, "1..1024");
  }

  /** What the network is fed. */
  public FeatureOptions features() {
    FrameOptions frame =
        new FrameOptions(
            SAMPLE_RATE_HZ, FRAME_MS, SHIFT_MS, 0.97, true, WindowFunction.POVEY, true);
    return new FeatureOptions(
        new FbankOptions(frame, new MelOptions(mels, lowHz, highHz)),
        0,
        2,
        FeatureOptions.Normalization.NONE,
        stack,
        stack);
  }

  /** Values in a window. */
  public int inputDim() {
    return mels * stack;
  }

  /** From one window to the next. */
  public double windowSeconds() {
    return stack * SHIFT_MS / 1000;
  }

  private static void require(boolean valid, String name, Number value, String expected) {
    if (!valid) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
  }
}
