package org.auricle.acoustic.vad;

import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.feature.FeaturePipeline;
import org.auricle.engine.feature.FeatureStream;

/** From samples to the network's input. Thread-safe. */
public final class VoiceFeatures {
  // Brings the log-mel values of 16-bit samples, about -16 (digital silence) to 22, near to 0.
  private static final float MEAN = 8;
  private static final float SCALE = 0.2f;

  private final FeaturePipeline pipeline;

  /** Prepares the filters. */
  public VoiceFeatures(VoiceNetConfig config) {
    pipeline = new FeaturePipeline(config.features());
  }

  /** A stream of log-mel windows, to be {@linkplain #scale scaled}. */
  FeatureStream newStream() {
    return pipeline.newStream();
  }

  /** Windows of a whole recording at {@link VoiceNetConfig#SAMPLE_RATE_HZ}: the network's input. */
  public FeatureMatrix extract(float[] samples) {
    FeatureMatrix windows = pipeline.extract(new AudioClip(samples, VoiceNetConfig.SAMPLE_RATE_HZ));
    scale(windows);
    return windows;
  }

  /** Scales in place. */
  static void scale(FeatureMatrix windows) {
    float[] data = windows.data();
    for (int i = 0; i < windows.frames() * windows.dim(); i++) {
      data[i] = (data[i] - MEAN) * SCALE;
    }
  }
}
