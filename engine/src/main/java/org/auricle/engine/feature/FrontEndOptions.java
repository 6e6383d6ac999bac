package org.auricle.engine.feature;

/** What is computed from the signal before anything else. */
public sealed interface FrontEndOptions
    permits MfccOptions, FbankOptions, ScaledFbankOptions, NemoOptions, WaveformOptions {

  /** Rate of the audio, hertz. */
  int sampleRateHz();

  /** From one frame to the next, milliseconds. */
  double frameShiftMs();

  /** Values a frame. */
  int dim();
}
