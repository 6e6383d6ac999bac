package org.auricle.acoustic.onnx.family;

import java.util.List;
import java.util.Objects;
import org.auricle.acoustic.onnx.OnnxModelDescription;
import org.auricle.engine.feature.FeatureOptions;
import org.auricle.engine.recognition.TokenTable;

/**
 * A foreign model, understood.
 *
 * @param description how it is fed and read
 * @param features from samples to its input
 * @param tokens what it emits, and which of them is blank
 * @param findings how all this is known
 */
public record RecognizedModel(
    OnnxModelDescription description,
    FeatureOptions features,
    TokenTable tokens,
    List<Finding> findings) {

  /** Requires all parts. */
  public RecognizedModel {
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(features, "features");
    Objects.requireNonNull(tokens, "tokens");
    findings = List.copyOf(findings);
  }
}
