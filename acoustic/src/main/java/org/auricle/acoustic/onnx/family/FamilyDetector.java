package org.auricle.acoustic.onnx.family;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.auricle.acoustic.onnx.OnnxFamily;
import org.auricle.acoustic.onnx.family.Finding.Source;

/** Which family a model is of, by its metadata, the files beside it, or its tensors' names. */
final class FamilyDetector {
  /** What people call the families. */
  private static final List<String> NAMES =
      List.of("nemo", "zipformer2", "wenet", "wav2vec2", "onnx-asr", "t-one", "other");

  private static final List<OnnxFamily> FAMILIES =
      List.of(
          OnnxFamily.NEMO_CTC,
          OnnxFamily.ZIPFORMER2_CTC,
          OnnxFamily.WENET_CTC,
          OnnxFamily.WAV2VEC2,
          OnnxFamily.ONNX_ASR,
          OnnxFamily.T_ONE,
          OnnxFamily.OTHER);

  /** Hugging Face's models that take samples and have a CTC head. */
  private static final Set<String> HUGGING_FACE =
      Set.of(
          "wav2vec2",
          "wav2vec2-conformer",
          "hubert",
          "wavlm",
          "data2vec-audio",
          "unispeech",
          "unispeech-sat",
          "sew",
          "sew-d");

  private final ModelClues clues;

  private FamilyDetector(ModelClues clues) {
    this.clues = clues;
  }

  /** A family, and how it is known. */
  private record Kin(OnnxFamily family, Source source, String detail) {}

  /** Asks for the family; {@link OnnxFamily#OTHER} if nobody knows. */
  static OnnxFamily detect(Inquiry inquiry) {
    Optional<Kin> kin = new FamilyDetector(inquiry.clues()).kin();
    return inquiry
        .ask(ImportSetting.FAMILY)
        .or(
            kin.map(k -> NAMES.get(FAMILIES.indexOf(k.family))),
            kin.map(Kin::source).orElse(Source.MODEL),
            kin.map(Kin::detail).orElse(""))
        .or(Optional.of("other"), Source.MODEL, "neither metadata nor tensors are a family's")
        .as(FamilyDetector::family)
        .orElseThrow();
  }

  private static OnnxFamily family(String name) {
    int index = NAMES.indexOf(name.toLowerCase(Locale.ROOT));
    if (index < 0) {
      throw new IllegalArgumentException(name);
    }
    return FAMILIES.get(index);
  }

  private Optional<Kin> kin() {
    return byMetadata().or(this::byConfig).or(this::byTensors);
  }

  private Optional<Kin> byMetadata() {
    String type = clues.metadata("model_type").orElse("");
    OnnxFamily family;
    if (type.startsWith("EncDecCTC") || type.startsWith("EncDecHybridRNNTCTC")) {
      family = OnnxFamily.NEMO_CTC;
    } else if (type.equals("zipformer2_ctc") || type.equals("zipformer2")) {
      family = OnnxFamily.ZIPFORMER2_CTC;
    } else if (type.equals("wenet_ctc")) {
      family = OnnxFamily.WENET_CTC;
    } else {
      return Optional.empty();
    }
    return Optional.of(new Kin(family, Source.METADATA, "model_type " + type));
  }

  private Optional<Kin> byConfig() {
    String type = clues.config("model_type").orElse("");
    String detail = "config.json, model_type " + type;
    if (HUGGING_FACE.contains(type)) {
      return Optional.of(new Kin(OnnxFamily.WAV2VEC2, Source.CONFIG, detail));
    }
    if (type.startsWith("nemo-") && type.endsWith("-ctc")) {
      return Optional.of(new Kin(OnnxFamily.ONNX_ASR, Source.CONFIG, detail));
    }
    if (type.startsWith("t-one")) {
      return Optional.of(new Kin(OnnxFamily.T_ONE, Source.CONFIG, detail));
    }
    return Optional.empty();
  }

  private Optional<Kin> byTensors() {
    return named(OnnxFamily.T_ONE, "signal", "state", "logprobs")
        .or(() -> named(OnnxFamily.NEMO_CTC, "audio_signal", "length", "logprobs"))
        .or(() -> named(OnnxFamily.WAV2VEC2, "input_values", "input_values", "logits"))
        .or(() -> named(OnnxFamily.ZIPFORMER2_CTC, "x", "cached_key_0", "log_probs"))
        .or(() -> named(OnnxFamily.ZIPFORMER2_CTC, "x", "x_lens", "log_probs_len"))
        .or(() -> named(OnnxFamily.WENET_CTC, "x", "x_lens", "log_probs_lens"))
        .or(() -> named(OnnxFamily.WENET_CTC, "x", "required_cache_size", "log_probs"));
  }

  private Optional<Kin> named(OnnxFamily family, String input, String second, String output) {
    if (!clues.hasInput(input) || !clues.hasInput(second) || !clues.hasOutput(output)) {
      return Optional.empty();
    }
    String inputs = input.equals(second) ? input : input + " and " + second;
    return Optional.of(new Kin(family, Source.MODEL, "tensors " + inputs + " to " + output));
  }
}
