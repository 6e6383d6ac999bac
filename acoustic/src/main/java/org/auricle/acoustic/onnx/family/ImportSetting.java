package org.auricle.acoustic.onnx.family;

/** What must be known of a foreign model, and may be stated where the model does not say it. */
public enum ImportSetting {
  /** Toolkit it comes from. */
  FAMILY("family", "nemo, zipformer2, wenet, wav2vec2, onnx-asr, t-one or other"),
  /** Front end, and how many values a frame has. */
  FEATURES("features", "nemo, kaldi or waveform, with a number of bands: nemo80, kaldi80"),
  /** Hertz. */
  SAMPLE_RATE("sample-rate", "hertz"),
  /** Milliseconds of a frame. */
  WINDOW("window", "milliseconds"),
  /** Upper edge of the highest band of Kaldi's filterbank. */
  HIGH_FREQUENCY("high-frequency", "hertz; 0 or less counts from the Nyquist rate"),
  /** Whether Kaldi's frames stop where the last whole one ends. */
  SNIP_EDGES("snip-edges", "yes or no"),
  /** What samples in [-1, 1] are multiplied by. */
  INPUT_SCALE("input-scale", "1, 32767 or 32768"),
  /** Over the utterance. */
  NORMALIZE("normalize", "none, mean, mean-variance, per-feature, all-features or wav2vec2"),
  /** Input frames (samples) a row of the output. */
  SUBSAMPLING("subsampling", "a whole number"),
  /** The CTC blank. */
  BLANK("blank", "a token or its id"),
  /** Whether the output still needs a log-softmax. */
  LOG_SOFTMAX("log-softmax", "yes or no");

  private final String key;
  private final String values;

  ImportSetting(String key, String values) {
    this.key = key;
    this.values = values;
  }

  /** Name in reports; with "--" before it, the option by which to state it. */
  public String key() {
    return key;
  }

  /** What it may be. */
  public String accepts() {
    return values;
  }
}
