package org.auricle.acoustic.onnx.family;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.auricle.acoustic.onnx.OnnxModelException;
import org.auricle.acoustic.onnx.OnnxModelInfo.Tensor;

/** Models that are no use here, and why. */
final class NotCtc {
  private static final String A_CTC_MODEL =
      "a CTC model: audio in, the log-probabilities of tokens frame by frame out";

  /** Inputs of a decoder or a joiner. */
  private static final Set<String> DECODER_INPUTS =
      Set.of(
          "decoder_input_ids",
          "encoder_hidden_states",
          "encoder_out",
          "encoder_outputs",
          "encoder_embeddings",
          "decoder_out",
          "targets",
          "input_ids",
          "n_layer_cross_k");

  /** Outputs of an encoder that needs a decoder. */
  private static final Set<String> ENCODER_OUTPUTS =
      Set.of(
          "encoder_out",
          "encoder_outputs",
          "encoder_embeddings",
          "last_hidden_state",
          "encoded_lengths",
          "n_layer_cross_k",
          "decoder_out",
          "logit");

  /** Beginnings of model types with front ends of their own, or of another kind. */
  private static final List<List<String>> OTHERS =
      List.of(
          List.of("whisper", "Whisper, an encoder with a decoder"),
          List.of("moonshine", "Moonshine, an encoder with a decoder"),
          List.of("EncDecRNNT", "one part of a NeMo transducer"),
          List.of("EncDecMultiTask", "one part of NeMo Canary, an encoder with a decoder"),
          List.of("paraformer", "Paraformer, which is not CTC"),
          List.of("sense_voice", "SenseVoice, whose front end Auricle does not have"),
          List.of("telespeech", "TeleSpeech, whose front end Auricle does not have"),
          List.of("gigaam", "GigaAM, whose front end Auricle does not have"),
          List.of("kaldi-rnnt", "a transducer"),
          List.of("vosk", "a transducer"),
          List.of("silero-vad", "a voice activity detector"));

  private final ModelClues clues;

  private NotCtc(ModelClues clues) {
    this.clues = clues;
  }

  /**
   * Lets only models pass that may be CTC.
   *
   * @throws OnnxModelException saying what the model seems to be
   */
  static void refuse(ModelClues clues) {
    Optional<String> other = new NotCtc(clues).other();
    if (other.isPresent()) {
      throw new OnnxModelException(clues.name(), "", other.get(), A_CTC_MODEL);
    }
  }

  private Optional<String> other() {
    return byType(clues.metadata("model_type"))
        .or(() -> byType(clues.config("model_type")))
        .or(this::byFeatures)
        .or(this::byArchitecture)
        .or(this::byNames)
        .or(this::byShapes);
  }

  private static Optional<String> byType(Optional<String> type) {
    String lower = type.orElse("").toLowerCase(Locale.ROOT);
    if (lower.startsWith("nemo-") && !lower.endsWith("-ctc")) {
      return Optional.of("one part of a NeMo transducer or encoder-decoder: " + lower);
    }
    return OTHERS.stream()
        .filter(o -> lower.startsWith(o.get(0).toLowerCase(Locale.ROOT)))
        .map(o -> o.get(1))
        .findFirst();
  }

  /** icefall trains some models on Whisper's features, and says so. */
  private Optional<String> byFeatures() {
    return clues
        .metadata("feature")
        .filter(name -> name.toLowerCase(Locale.ROOT).contains("whisper"))
        .map(name -> "a model of Whisper's features, which Auricle does not compute");
  }

  /** Hugging Face's config.json names the head. */
  private Optional<String> byArchitecture() {
    return clues
        .config("architectures.0")
        .filter(name -> !name.endsWith("ForCTC"))
        .map(name -> name + ", which has no CTC head");
  }

  private Optional<String> byNames() {
    if (clues.hasInput("state") && clues.hasInput("sr") && clues.hasOutput("stateN")) {
      return Optional.of("Silero's voice activity detector (transcribe --vad takes it)");
    }
    for (Tensor input : clues.model().inputs()) {
      if (DECODER_INPUTS.contains(input.name())) {
        return Optional.of(
            "a decoder or joiner, one part of a transducer or encoder-decoder: input "
                + input.name());
      }
    }
    if (TensorRoles.POSTERIORS.stream().anyMatch(clues::hasOutput)) {
      return Optional.empty(); // NeMo's streaming CTC models give encoded_lengths as well
    }
    for (Tensor output : clues.model().outputs()) {
      if (ENCODER_OUTPUTS.contains(output.name())) {
        return Optional.of(
            "an encoder without its output layer, one part of a transducer or encoder-decoder:"
                + " output "
                + output.name());
      }
    }
    return Optional.empty();
  }

  private Optional<String> byShapes() {
    List<Tensor> inputs = clues.model().inputs();
    List<Tensor> outputs = clues.model().outputs();
    boolean audio = inputs.stream().anyMatch(t -> isNumber(t) && isRank(t, 2, 3));
    if (!audio) {
      String first = inputs.isEmpty() ? "no input" : "input " + inputs.get(0);
      boolean image = inputs.stream().anyMatch(t -> isNumber(t) && t.shape().size() == 4);
      return Optional.of(first + (image ? ", as of a model of images" : ""));
    }
    boolean posteriors =
        outputs.stream().anyMatch(t -> t.type().startsWith("FLOAT") && isRank(t, 3, 3));
    return posteriors ? Optional.empty() : Optional.of("output " + outputs.get(0));
  }

  private static boolean isNumber(Tensor tensor) {
    return Set.of("FLOAT", "FLOAT16", "INT32").contains(tensor.type());
  }

  private static boolean isRank(Tensor tensor, int least, int most) {
    int rank = tensor.shape().size();
    return rank == 0 || rank >= least && rank <= most; // 0: the file does not say
  }
}
