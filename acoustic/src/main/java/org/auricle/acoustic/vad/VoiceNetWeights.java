package org.auricle.acoustic.vad;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.auricle.engine.math.VectorMath;

/**
 * Weights of a voice activity network, named and laid out as in PyTorch, with one bias a layer.
 * Immutable by agreement.
 *
 * @param config the network's shape
 * @param tensors by name, as {@link #shapes} lists them
 */
public record VoiceNetWeights(VoiceNetConfig config, Map<String, float[]> tensors) {
  /** Of the input: [4H x I], gates in the order i, f, g, o. */
  public static final String WEIGHT_IH = "lstm.weight_ih_l0";

  /** Of the recurrence: [4H x H]. */
  public static final String WEIGHT_HH = "lstm.weight_hh_l0";

  /** Of the gates: [4H]. */
  public static final String BIAS = "lstm.bias_ih_l0";

  /** Of the sigmoid: [1 x H]. */
  public static final String OUTPUT_WEIGHT = "output.weight";

  /** Of the sigmoid: [1]. */
  public static final String OUTPUT_BIAS = "output.bias";

  private static final int GATES = 4; // i, f, g, o

  /** Requires all tensors, in their sizes, and finite numbers. */
  public VoiceNetWeights {
    Objects.requireNonNull(config, "config");
    tensors = new LinkedHashMap<>(tensors);
    Map<String, int[]> shapes = shapes(config);
    if (!tensors.keySet().equals(shapes.keySet())) {
      throw new IllegalArgumentException(
          "tensors: " + tensors.keySet() + " (expected: " + shapes.keySet() + ")");
    }
    for (Map.Entry<String, int[]> entry : shapes.entrySet()) {
      float[] values = tensors.get(entry.getKey());
      int size = Arrays.stream(entry.getValue()).reduce(1, (a, b) -> a * b);
      if (values.length != size) {
        throw new IllegalArgumentException(
            "tensor " + entry.getKey() + ": " + values.length + " values (expected: " + size + ")");
      }
      if (!VectorMath.isFinite(size, values, 0)) {
        throw new IllegalArgumentException(
            "tensor " + entry.getKey() + ": a value that is not finite (expected: numbers)");
      }
    }
  }

  /** Names and shapes of the tensors. */
  public static Map<String, int[]> shapes(VoiceNetConfig config) {
    int gates = GATES * config.hidden();
    Map<String, int[]> shapes = new LinkedHashMap<>();
    shapes.put(WEIGHT_IH, new int[] {gates, config.inputDim()});
    shapes.put(WEIGHT_HH, new int[] {gates, config.hidden()});
    shapes.put(BIAS, new int[] {gates});
    shapes.put(OUTPUT_WEIGHT, new int[] {1, config.hidden()});
    shapes.put(OUTPUT_BIAS, new int[] {1});
    return shapes;
  }

  /** A tensor's values, row-major. */
  public float[] values(String name) {
    return tensors.get(name);
  }

  /** Number of weights. */
  public long count() {
    return tensors.values().stream().mapToLong(values -> values.length).sum();
  }

  /** All values in the order of {@link #shapes}. */
  public List<float[]> arrays() {
    return List.copyOf(tensors.values());
  }
}
