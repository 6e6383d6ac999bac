package org.auricle.acoustic.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import org.junit.jupiter.api.Test;

/** Messages as ONNX Runtime 1.29 gives them. */
class OrtErrorsTest {
  @Test
  void placesInTheSourcesAreLeftOut() {
    assertThat(
            OrtErrors.text(
                new OrtException(
                    "Error code - ORT_FAIL - message: /onnxruntime_src/onnxruntime/core/session/"
                        + "provider_bridge_ort.cc:1988 onnxruntime::Provider&"
                        + " onnxruntime::ProviderLibrary::Get() [ONNXRuntimeError] : 1 : FAIL :"
                        + " Failed to load library libonnxruntime_providers_cuda.so with error:"
                        + " libcublasLt.so.12: cannot open shared object file")))
        .isEqualTo(
            "Failed to load library libonnxruntime_providers_cuda.so with error: libcublasLt.so.12:"
                + " cannot open shared object file");
    assertThat(
            OrtErrors.text(
                new OrtException(
                    "Error code - ORT_FAIL - message: Load model from /tmp/m.onnx failed:"
                        + "/onnxruntime_src/onnxruntime/core/graph/graph.cc:4 onnxruntime::common::"
                        + "Status onnxruntime::Graph::Check(int, bool) This is an invalid model.\n"
                        + "And a stack trace")))
        .isEqualTo("This is an invalid model.");
    assertThat(
            OrtErrors.text(
                new OrtException(
                    "Error code - ORT_RUNTIME_EXCEPTION - message: Exception during"
                        + " initialization: /onnxruntime_src/onnxruntime/core/optimizer/"
                        + "initializer.cc:79 onnxruntime::Initializer::Initializer(const"
                        + " onnxruntime::Graph&, bool) [ONNXRuntimeError] : 1 : FAIL :"
                        + " tensorprotoutils.cc:1459 ValidateEmbeddedTensorProto Wrong size.")))
        .isEqualTo("Wrong size.");
    assertThat(OrtErrors.text(new OrtException("x".repeat(1000)))).hasSize(304).endsWith(" ...");
  }
}
