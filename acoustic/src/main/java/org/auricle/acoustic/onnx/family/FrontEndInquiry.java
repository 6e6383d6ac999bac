package org.auricle.acoustic.onnx.family;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.auricle.acoustic.onnx.OnnxModelInfo.Tensor;
import org.auricle.acoustic.onnx.family.Finding.Source;
import org.auricle.engine.feature.FbankOptions;
import org.auricle.engine.feature.FeatureOptions;
import org.auricle.engine.feature.FeatureOptions.Normalization;
import org.auricle.engine.feature.FrameOptions;
import org.auricle.engine.feature.FrontEndOptions;
import org.auricle.engine.feature.MelOptions;
import org.auricle.engine.feature.NemoOptions;
import org.auricle.engine.feature.ScaledFbankOptions;
import org.auricle.engine.feature.WaveformOptions;
import org.auricle.engine.feature.WindowFunction;

/** Finds out the way from samples to a model's input. */
final class FrontEndInquiry {
  private static final Pattern FEATURES = Pattern.compile("(nemo|kaldi|waveform)([0-9]{0,4})");
  private static final int DEFAULT_BINS = 80;
  private static final double SHIFT_MS = 10;
  private static final double KALDI_WINDOW_MS = 25;
  private static final double PRE_EMPHASIS = 0.97;
  private static final double KALDI_LOW_HZ = 20;

  private final Inquiry inquiry;
  private final FamilyHabits habits;
  private final Tensor signal;

  FrontEndInquiry(Inquiry inquiry, FamilyHabits habits, Tensor signal) {
    this.inquiry = inquiry;
    this.habits = habits;
    this.signal = signal;
  }

  /**
   * A front end.
   *
   * @param options from samples to the model's input
   * @param sampleScale what the samples of a waveform are multiplied by on the way into the model
   */
  record FrontEnd(FeatureOptions options, double sampleScale) {}

  /** Asks; empty if nobody knows, which is noted as missing. */
  Optional<FrontEnd> frontEnd() {
    Optional<String> kind = kind();
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    int rate = sampleRate();
    double scale =
        inquiry
            .ask(ImportSetting.INPUT_SCALE)
            .or(familys(habits.inputScale()), Source.FAMILY, "")
            .orAssume(habits.inputScale(), "usual")
            .number()
            .orElseThrow();
    boolean waveform = kind.get().equals("waveform");
    FrontEndOptions options =
        switch (kind.get()) {
          case "waveform" -> new WaveformOptions(rate);
          case "nemo" -> nemo(rate);
          default -> kaldi(rate, scale);
        };
    Normalization normalization = normalization(kind.get());
    try {
      return Optional.of(
          new FrontEnd(
              new FeatureOptions(options, 0, 2, normalization, 1, 1), waveform ? scale : 1));
    } catch (IllegalArgumentException e) {
      throw inquiry.problem("front end", e);
    }
  }

  private Optional<String> kind() {
    Optional<String> kind =
        inquiry
            .ask(ImportSetting.FEATURES)
            .or(
                habits.frontEnd().map(f -> f.equals("waveform") ? f : f + bins()),
                Source.FAMILY,
                "")
            .as(FrontEndInquiry::requireKind);
    if (kind.isEmpty()) {
      inquiry.missing(
          ImportSetting.FEATURES,
          "input "
              + signal.name()
              + " has the shape "
              + signal.shape()
              + ": for instance nemo80, kaldi80 or waveform");
    }
    return kind;
  }

  private static String requireKind(String text) {
    Matcher matcher = FEATURES.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text);
    }
    return matcher.group(1);
  }

  /** Bands, by what the user says, the input's shape, or a file beside the model. */
  int bins() {
    String stated = inquiry.clues().stated().getOrDefault(ImportSetting.FEATURES, "");
    String digits = stated.replaceAll("[^0-9]", "");
    if (!digits.isEmpty()) {
      return Integer.parseInt(digits);
    }
    return TensorRoles.size(signal, isDimFirst(signal) ? 1 : 2)
        .or(
            () ->
                inquiry
                    .clues()
                    .config("features_size")
                    .filter(size -> size.matches("[0-9]{1,4}"))
                    .map(Integer::valueOf))
        .orElse(DEFAULT_BINS);
  }

  /** Whether the bands stand before the frames, as in NeMo's models. */
  static boolean isDimFirst(Tensor signal) {
    boolean second = TensorRoles.size(signal, 1).isPresent();
    boolean third = TensorRoles.size(signal, 2).isPresent();
    return second == third ? signal.name().equals("audio_signal") : second;
  }

  private int sampleRate() {
    return inquiry
        .ask(ImportSetting.SAMPLE_RATE)
        .orMetadata("sample_rate")
        .orConfig("sampling_rate")
        .orAssume("" + habits.sampleRateHz(), "usual")
        .integer()
        .orElseThrow();
  }

  /** A habit, if there is a family to have it. */
  private Optional<String> familys(String habit) {
    return habits.frontEnd().map(f -> habit);
  }

  private NemoOptions nemo(int rate) {
    double window =
        inquiry
            .ask(ImportSetting.WINDOW)
            .orAssume("25", "NeMo's default; QuartzNet has 20")
            .number()
            .orElseThrow();
    int samples = (int) (rate * window / 1_000);
    int fftSize = Integer.highestOneBit(Math.max(1, 2 * samples - 1));
    try {
      return new NemoOptions(rate, window, SHIFT_MS, fftSize, PRE_EMPHASIS, bins());
    } catch (IllegalArgumentException e) {
      throw inquiry.problem("front end", e);
    }
  }

  private FrontEndOptions kaldi(int rate, double scale) {
    double high =
        inquiry
            .ask(ImportSetting.HIGH_FREQUENCY)
            .or(habits.highFrequency(), Source.FAMILY, "")
            .orAssume("-400", "as sherpa-onnx runs models; Kaldi's own default is 0")
            .number()
            .orElseThrow();
    boolean snip =
        inquiry
            .ask(ImportSetting.SNIP_EDGES)
            .or(habits.highFrequency().map(f -> "no"), Source.FAMILY, "")
            .orAssume("no", "as sherpa-onnx runs models; Kaldi's own default is yes")
            .yes()
            .orElseThrow();
    try {
      FbankOptions fbank =
          new FbankOptions(
              new FrameOptions(
                  rate, KALDI_WINDOW_MS, SHIFT_MS, PRE_EMPHASIS, true, WindowFunction.POVEY, snip),
              new MelOptions(bins(), KALDI_LOW_HZ, high));
      return scale == ScaledFbankOptions.KALDI_SCALE ? fbank : new ScaledFbankOptions(fbank, scale);
    } catch (IllegalArgumentException e) {
      throw inquiry.problem("front end", e);
    }
  }

  private Normalization normalization(String kind) {
    Inquiry.Question question =
        inquiry
            .ask(ImportSetting.NORMALIZE)
            .or(
                inquiry.clues().metadata("normalize_type").map(t -> t.isEmpty() ? "none" : t),
                Source.METADATA,
                "normalize_type");
    if (kind.equals("waveform")) {
      question.or(
          inquiry
              .clues()
              .config("do_normalize")
              .map(yes -> Boolean.parseBoolean(yes) ? "wav2vec2" : "none"),
          Source.CONFIG,
          "do_normalize");
    }
    if (!kind.equals("nemo") && habits.normalize().equals("none")) {
      question.or(familys("none"), Source.FAMILY, "");
    }
    return question
        .orAssume(habits.normalize(), "usual")
        .as(FrontEndInquiry::parseNormalization)
        .orElseThrow();
  }

  private static Normalization parseNormalization(String text) {
    return switch (text.toLowerCase(Locale.ROOT).replace('_', '-')) {
      case "none", "na" -> Normalization.NONE;
      case "mean" -> Normalization.MEAN;
      case "mean-variance" -> Normalization.MEAN_VARIANCE;
      case "per-feature" -> Normalization.NEMO_PER_FEATURE;
      case "all-features" -> Normalization.NEMO_ALL_FEATURES;
      case "wav2vec2" -> Normalization.WAV2VEC2;
      default -> throw new IllegalArgumentException(text);
    };
  }
}
