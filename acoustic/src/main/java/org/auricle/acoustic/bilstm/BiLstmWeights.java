package org.auricle.acoustic.bilstm;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Weights of the network by name; see {@link BiLstmConfig#shapes}. Immutable by agreement: arrays
 * are shared, not copied.
 */
public final class BiLstmWeights {
  private final BiLstmConfig config;
  private final Map<String, float[]> tensors = new LinkedHashMap<>();

  /**
   * Takes exactly the tensors that the shape asks for.
   *
   * @throws IllegalArgumentException naming the tensor that is missing, superfluous or of another
   *     size
   */
  public BiLstmWeights(BiLstmConfig config, Map<String, float[]> tensors) {
    this.config = Objects.requireNonNull(config, "config");
    config
        .shapes()
        .forEach(
            (name, shape) -> {
              float[] values = tensors.get(name);
              long size = 1;
              for (int d : shape) {
                size *= d;
              }
              if (values == null || values.length != size) {
                throw new IllegalArgumentException(
                    "tensor %s: %s (expected: %d values)"
                        .formatted(
                            name, values == null ? "missing" : values.length + " values", size));
              }
              this.tensors.put(name, values);
            });
    for (String name : tensors.keySet()) {
      if (!this.tensors.containsKey(name)) {
        throw new IllegalArgumentException(
            "tensor " + name + ": unknown (expected: one of " + this.tensors.keySet() + ")");
      }
    }
  }

  /** The shape. */
  public BiLstmConfig config() {
    return config;
  }

  /** One tensor, row-major. */
  public float[] get(String name) {
    return Objects.requireNonNull(tensors.get(name), name);
  }

  /** All tensors in the order of {@link BiLstmConfig#shapes}. */
  public Map<String, float[]> tensors() {
    return Collections.unmodifiableMap(tensors);
  }
}
