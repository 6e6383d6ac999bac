package org.auricle.acoustic.onnx.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.auricle.acoustic.onnx.OnnxFamily;
import org.auricle.acoustic.onnx.OnnxModelException;
import org.auricle.acoustic.onnx.OnnxModelInfo;
import org.auricle.acoustic.onnx.OnnxModelInfo.Tensor;
import org.auricle.acoustic.onnx.family.Finding.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link FamilyDetector} and {@link NotCtc}, by all that a family may be known by. */
class FamilyDetectorTest {

  /**
   * Clues.
   *
   * @param inputs "name TYPE d,d,d" each, as outputs
   * @param told "key=value": metadata; "key:value": config.json
   */
  private static ModelClues clues(String inputs, String outputs, String told) {
    Map<String, String> metadata = new HashMap<>();
    Map<String, String> config = new HashMap<>();
    for (String pair : told.isEmpty() ? new String[0] : told.split(" ")) {
      String[] parts = pair.split("[=:]", 2);
      (pair.contains("=") ? metadata : config).put(parts[0], parts[1]);
    }
    OnnxModelInfo info =
        new OnnxModelInfo(
            Path.of("m.onnx"),
            1,
            8,
            Map.of("", 17L),
            "",
            "g",
            metadata,
            tensors(inputs),
            tensors(outputs),
            1,
            1,
            List.of());
    return new ModelClues("m.onnx", info, config, List.of(), "", Map.of());
  }

  private static List<Tensor> tensors(String text) {
    return Arrays.stream(text.split("; "))
        .map(t -> t.split(" "))
        .map(t -> new Tensor(t[0], t[1], t.length > 2 ? List.of(t[2].split(",")) : List.of()))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NEMO_CTC | METADATA | model_type=EncDecCTCModel",
        "NEMO_CTC | METADATA | model_type=EncDecCTCModelBPE",
        "NEMO_CTC | METADATA | model_type=EncDecHybridRNNTCTCBPEModel",
        "ZIPFORMER2_CTC | METADATA | model_type=zipformer2_ctc",
        "ZIPFORMER2_CTC | METADATA | model_type=zipformer2",
        "WENET_CTC | METADATA | model_type=wenet_ctc",
        "WAV2VEC2 | CONFIG | model_type:wav2vec2",
        "WAV2VEC2 | CONFIG | model_type:hubert",
        "WAV2VEC2 | CONFIG | model_type:wavlm",
        "ONNX_ASR | CONFIG | model_type:nemo-conformer-ctc",
        "T_ONE | CONFIG | model_type:t-one-ctc",
        "OTHER | MODEL | model_type=somebody's"
      })
  void byWhatIsTold(OnnxFamily family, Source source, String told) {
    Inquiry inquiry = new Inquiry(clues("in FLOAT a,b,c", "out FLOAT a,b,c", told));
    assertThat(FamilyDetector.detect(inquiry)).isEqualTo(family);
    assertThat(inquiry.findings()).singleElement().extracting(Finding::source).isEqualTo(source);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NEMO_CTC | audio_signal FLOAT B,80,T; length INT64 B | logprobs FLOAT B,t,9",
        "ZIPFORMER2_CTC | x FLOAT N,T,80; x_lens INT64 N | log_probs FLOAT N,t,9; log_probs_len INT64 N",
        "ZIPFORMER2_CTC | x FLOAT 1,45,80; cached_key_0 FLOAT 64,1,128 | log_probs FLOAT 1,8,9",
        "WENET_CTC | x FLOAT N,T,80; x_lens INT64 N | log_probs FLOAT N,t,9; log_probs_lens INT64 N",
        "WAV2VEC2 | input_values FLOAT B,N | logits FLOAT B,t,32",
        "T_ONE | signal INT32 B,2400,1; state FLOAT16 B,9 | logprobs FLOAT B,10,35; state_next FLOAT16 B,9",
        "OTHER | in FLOAT B,T,80 | out FLOAT B,t,9"
      })
  void byTensors(OnnxFamily family, String inputs, String outputs) {
    ModelClues clues = clues(inputs, outputs, "");
    assertThatCode(() -> NotCtc.refuse(clues)).doesNotThrowAnyException();
    assertThat(FamilyDetector.detect(new Inquiry(clues))).isEqualTo(family);
  }

  @Test
  void theUserKnowsBest() {
    ModelClues told = clues("x FLOAT N,T,80", "log_probs FLOAT N,t,9", "model_type=wenet_ctc");
    ModelClues stated =
        new ModelClues(
            "m.onnx",
            told.model(),
            Map.of(),
            List.of(),
            "",
            Map.of(ImportSetting.FAMILY, "Zipformer2"));
    assertThat(FamilyDetector.detect(new Inquiry(stated))).isEqualTo(OnnxFamily.ZIPFORMER2_CTC);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Whisper, | mel FLOAT N,80,3000 | n_layer_cross_k FLOAT N,T,8 | model_type=whisper-tiny",
        "NeMo transducer | audio_signal FLOAT B,80,T | outputs FLOAT B,8,T | model_type=EncDecRNNTBPEModel",
        "NeMo transducer or | audio_signal FLOAT B,80,T | outputs FLOAT B,8,T | model_type:nemo-conformer-tdt",
        "Paraformer, | speech FLOAT B,T,560 | logits FLOAT B,t,8404 | model_type=paraformer",
        "SenseVoice, | x FLOAT N,T,560 | logits FLOAT N,t,25055 | model_type=sense_voice_ctc",
        "a model of Whisper's features | x FLOAT N,T,80 | log_probs FLOAT N,t,9 | feature=whisper",
        "GigaAM, | features FLOAT B,64,T | log_probs FLOAT B,t,34 | model_type:gigaam-v2-ctc",
        "output encoder_out | x FLOAT N,T,80 | encoder_out FLOAT N,T,512 | model_type=zipformer2",
        "output encoded_lengths | audio_signal FLOAT B,80,T | outputs FLOAT B,8,T; encoded_lengths INT64 B | a=b",
        "input decoder_input_ids | decoder_input_ids INT64 B,T | logits FLOAT B,T,51865 | a=b",
        "input encoder_out | encoder_out FLOAT N,512; decoder_out FLOAT N,512 | logit FLOAT N,500 | a=b",
        "output last_hidden_state | input_values FLOAT B,N | last_hidden_state FLOAT B,t,768 | a=b",
        "HubertModel, which has no CTC head | input_values FLOAT B,N | logits FLOAT B,t,9 | architectures.0:HubertModel",
        "Silero's | input FLOAT ?,?; state FLOAT 2,?,128; sr INT64 | output FLOAT ?,1; stateN FLOAT ?,?,? | a=b",
        "voice activity detector | input FLOAT B,N | output FLOAT B,1 | model_type=silero-vad",
        "as of a model of images | data FLOAT 1,3,224,224 | out FLOAT 1,1000 | a=b",
        "output out FLOAT [B, 9] | in FLOAT B,N | out FLOAT B,9 | a=b"
      })
  void whatIsNotCtcIsNamed(String what, String inputs, String outputs, String told) {
    assertThatThrownBy(() -> NotCtc.refuse(clues(inputs, outputs, told)))
        .isInstanceOf(OnnxModelException.class)
        .hasMessageStartingWith("m.onnx: ")
        .hasMessageContaining(what)
        .hasMessageEndingWith(
            "(expected: a CTC model: audio in, the log-probabilities of tokens frame by frame"
                + " out)");
  }

  @Test
  void streamingNemoGivesItsLengthsToo() {
    ModelClues clues =
        clues(
            "audio_signal FLOAT B,80,T; length INT64 B",
            "logprobs FLOAT B,t,9; encoded_lengths INT64 B",
            "");
    assertThatCode(() -> NotCtc.refuse(clues)).doesNotThrowAnyException();
    TensorRoles roles = new TensorRoles(new Inquiry(clues));
    assertThat(roles.posteriorLengths())
        .get()
        .extracting(Tensor::name)
        .isEqualTo("encoded_lengths");
  }

  @Test
  void lengthsThatComeOutAreNoState() {
    TensorRoles roles =
        new TensorRoles(
            new Inquiry(
                clues(
                    "x FLOAT N,T,80; x_lens INT64 N; processed_lens INT64 N",
                    "log_probs FLOAT N,t,9; x_lens_out INT64 N; new_processed_lens INT64 N",
                    "")));
    assertThat(roles.lengths()).get().extracting(Tensor::name).isEqualTo("x_lens");
    assertThat(roles.posteriorLengths()).get().extracting(Tensor::name).isEqualTo("x_lens_out");
    assertThat(roles.states())
        .singleElement()
        .extracting(p -> p.input().name())
        .isEqualTo("processed_lens");
  }

  @Test
  void tensorsThatCannotBeToldApart() {
    ModelClues two = clues("a FLOAT N,T,80; b FLOAT N,T,80", "out FLOAT N,t,9", "");
    assertThatThrownBy(() -> new TensorRoles(new Inquiry(two)))
        .hasMessage(
            "m.onnx: inputs: [a FLOAT [N, T, 80], b FLOAT [N, T, 80]] (expected: one that is named"
                + " audio_signal, or no more than one)");
  }
}
