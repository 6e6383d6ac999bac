package org.auricle.acoustic.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.auricle.acoustic.onnx.OnnxModelDescription.Chunking;
import org.auricle.acoustic.onnx.OnnxModelDescription.Constant;
import org.auricle.acoustic.onnx.OnnxModelDescription.Layout;
import org.auricle.acoustic.onnx.OnnxModelDescription.Lengths;
import org.auricle.acoustic.onnx.OnnxModelDescription.Posteriors;
import org.auricle.acoustic.onnx.OnnxModelDescription.Signal;
import org.auricle.acoustic.onnx.OnnxModelDescription.State;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class OnnxModelDescriptionTest {
  private static final Signal SIGNAL =
      new Signal("signal", Layout.BATCH_SAMPLES_ONE, OnnxElementType.INT32, 32_767, 1);
  private static final Posteriors POSTERIORS = new Posteriors("logprobs", true, List.of());
  private static final State STATE =
      new State("state", "state_next", OnnxElementType.FLOAT16, List.of(-1, 219_729));
  private static final Chunking CHUNKING = new Chunking(2400, 2400, 0, 2400, 0);

  private static OnnxModelDescription streaming(List<State> states, Chunking chunking) {
    return new OnnxModelDescription(
        OnnxFamily.T_ONE,
        SIGNAL,
        List.of(),
        List.of(new Constant("sr", OnnxElementType.INT64, List.of(), 8000)),
        POSTERIORS,
        240,
        35,
        states,
        chunking);
  }

  @Test
  void passesThroughJson() {
    OnnxModelDescription description = streaming(List.of(STATE), CHUNKING);
    JsonMapper json = JsonMapper.builder().build();
    assertThat(json.readValue(json.writeValueAsString(description), OnnxModelDescription.class))
        .isEqualTo(description);
    assertThat(description.carriesState()).isTrue();
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> streaming(List.of(STATE), Chunking.NONE))
        .hasMessage("chunking.length: 0 (expected: >= 1, with states)");
    assertThatThrownBy(() -> streaming(List.of(), CHUNKING))
        .hasMessage("chunking.length: 2400 (expected: 0, without states)");
    assertThatThrownBy(
            () ->
                streaming(
                    List.of(new State("sr", "s", OnnxElementType.FLOAT, List.of())), CHUNKING))
        .hasMessage("tensor \"sr\" has two uses (expected: one)");
    assertThatThrownBy(() -> new Signal("x", Layout.BATCH_SAMPLES, OnnxElementType.FLOAT, 1, 80))
        .hasMessage("signal.dim: 80 (expected: 1, for a waveform)");
    assertThatThrownBy(() -> new Lengths("n", OnnxElementType.FLOAT))
        .hasMessage("lengths.type: FLOAT (expected: INT64 or INT32)");
    assertThatThrownBy(() -> new State("a", "b", OnnxElementType.FLOAT, List.of(0)))
        .hasMessage("states.shape: [0] (expected: sizes, or -1 for batch)");
    assertThatThrownBy(() -> new State("a", "b", OnnxElementType.FLOAT, List.of(-1, 1 << 24)))
        .hasMessage("states.shape: [-1, 16777216] (expected: at most 4194304 values)");
    assertThatThrownBy(() -> new Posteriors("p", true, List.of("a", "b")))
        .hasMessage("posteriors.lengthNames: 2 entries (expected: at most 1)");
    assertThatThrownBy(() -> new Chunking(10, 11, 0, 0, 0))
        .hasMessage("chunking.shift: 11 (expected: 1..10)");
  }
}
