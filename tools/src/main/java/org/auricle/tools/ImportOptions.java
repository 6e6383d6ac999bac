package org.auricle.tools;

import java.util.EnumMap;
import java.util.Map;
import org.auricle.acoustic.onnx.family.ImportSetting;
import picocli.CommandLine.Option;

/** Options that state what a foreign model does not say, or says wrongly. */
final class ImportOptions {
  private final Map<ImportSetting, String> stated = new EnumMap<>(ImportSetting.class);

  /** What the user says. */
  Map<ImportSetting, String> stated() {
    return stated;
  }

  @Option(
      names = "--family",
      paramLabel = "NAME",
      description =
          "Toolkit that the model comes from: nemo, zipformer2, wenet, wav2vec2, onnx-asr, t-one or other.")
  private void family(String value) {
    stated.put(ImportSetting.FAMILY, value);
  }

  @Option(
      names = "--features",
      paramLabel = "NAME",
      description =
          "Front end: nemo, kaldi or waveform; with a number of bands where the model does not tell it: nemo80, kaldi80.")
  private void features(String value) {
    stated.put(ImportSetting.FEATURES, value);
  }

  @Option(names = "--sample-rate", paramLabel = "HZ", description = "Rate of the audio.")
  private void sampleRate(String value) {
    stated.put(ImportSetting.SAMPLE_RATE, value);
  }

  @Option(
      names = "--window",
      paramLabel = "MS",
      description = "Length of NeMo's frames, milliseconds.")
  private void window(String value) {
    stated.put(ImportSetting.WINDOW, value);
  }

  @Option(
      names = "--high-frequency",
      paramLabel = "HZ",
      description = "Upper edge of Kaldi's highest band; 0 or less counts from the Nyquist rate.")
  private void highFrequency(String value) {
    stated.put(ImportSetting.HIGH_FREQUENCY, value);
  }

  @Option(
      names = "--snip-edges",
      paramLabel = "yes|no",
      description = "Whether Kaldi's frames end where the last whole one does.")
  private void snipEdges(String value) {
    stated.put(ImportSetting.SNIP_EDGES, value);
  }

  @Option(
      names = "--input-scale",
      paramLabel = "N",
      description = "What samples from -1 to 1 are multiplied by: 1, 32767, 32768.")
  private void inputScale(String value) {
    stated.put(ImportSetting.INPUT_SCALE, value);
  }

  @Option(
      names = "--normalize",
      paramLabel = "NAME",
      description =
          "Over the utterance: none, mean, mean-variance, per-feature, all-features (NeMo's) or wav2vec2.")
  private void normalize(String value) {
    stated.put(ImportSetting.NORMALIZE, value);
  }

  @Option(
      names = "--subsampling",
      paramLabel = "N",
      description = "Input frames (samples) for a row of the output.")
  private void subsampling(String value) {
    stated.put(ImportSetting.SUBSAMPLING, value);
  }

  @Option(names = "--blank", paramLabel = "TOKEN", description = "The CTC blank, or its id.")
  private void blank(String value) {
    stated.put(ImportSetting.BLANK, value);
  }

  @Option(
      names = "--log-softmax",
      paramLabel = "yes|no",
      description = "Whether the output still needs a log-softmax.")
  private void logSoftmax(String value) {
    stated.put(ImportSetting.LOG_SOFTMAX, value);
  }
}
