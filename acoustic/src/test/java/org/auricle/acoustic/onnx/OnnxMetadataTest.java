package org.auricle.acoustic.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.auricle.engine.feature.FeatureOptions;
import org.auricle.engine.nn.CellOptions;
import org.auricle.engine.recognition.TokenTable;
import org.junit.jupiter.api.Test;

class OnnxMetadataTest {
  private static final OnnxMetadata METADATA =
      new OnnxMetadata(
          OnnxForm.WAVEFORM,
          FeatureOptions.DEFAULT,
          new TokenTable(List.of("<blank>", " ", "\"", ",", "é"), 0),
          2,
          7,
          CellOptions.DEFAULT,
          OnnxQuantization.WEIGHTS,
          "tiny",
          "for tests",
          List.of("en", "de-CH"),
          "CC0-1.0");

  @Test
  void readsWhatItWrote() {
    OnnxMetadata read = OnnxMetadata.read(METADATA.toMap()).orElseThrow();
    assertThat(read.toMap()).isEqualTo(METADATA.toMap());
    assertThat(read.tokens().symbols()).isEqualTo(METADATA.tokens().symbols());
    assertThat(read.features()).isEqualTo(METADATA.features());
  }

  @Test
  void saysInPlainTextWhatForeignersNeed() {
    assertThat(METADATA.toMap())
        .containsEntry("form", "waveform")
        .containsEntry("sample_rate", "16000")
        .containsEntry("frame_shift_seconds", "0.03")
        .containsEntry("tokens", "[\"<blank>\",\" \",\"\\\"\",\",\",\"é\"]")
        .containsEntry("blank", "0")
        .containsEntry("quantization", "weights");
  }

  @Test
  void isSilentAboutForeignModels() {
    assertThat(OnnxMetadata.read(Map.of())).isEmpty();
    assertThat(OnnxMetadata.read(Map.of("model_type", "zipformer2_ctc"))).isEmpty();
  }

  @Test
  void namesTheKeyAtFault() {
    for (String key : METADATA.toMap().keySet()) {
      if (!key.equals(OnnxMetadata.MODEL_TYPE) && !isForForeignersOnly(key)) {
        assertThatThrownBy(() -> read(key, null))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage(key + ": missing");
      }
    }
    assertThatThrownBy(() -> read("form", "spectrum"))
        .hasMessage("form: spectrum (expected: one of features, waveform)");
    assertThatThrownBy(() -> read("hidden", "many"))
        .hasMessage("hidden: many (expected: a whole number)");
    assertThatThrownBy(() -> read("tokens", "[1")).hasMessageStartingWith("tokens: ");
    assertThatThrownBy(() -> read("tokens", "null"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("tokens: ");
    assertThatThrownBy(() -> read("blank", "9")).hasMessage("blank: 9 (expected: 0..4)");
    assertThatThrownBy(() -> read("features", "{}")).hasMessageStartingWith("features: ");
    assertThatThrownBy(() -> read("format_version", "2"))
        .hasMessage("format_version: 2 (expected: 1)");
  }

  private static boolean isForForeignersOnly(String key) {
    return List.of("sample_rate", "frame_shift_seconds", "vocab_size").contains(key);
  }

  private static void read(String key, String value) {
    Map<String, String> map = new HashMap<>(METADATA.toMap());
    if (value == null) {
      map.remove(key);
    } else {
      map.put(key, value);
    }
    OnnxMetadata.read(map);
  }
}
