package org.auricle.acoustic.bilstm;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Shape of the network.
 *
 * @param inputDim values a frame
 * @param layers bidirectional layers
 * @param hidden units of each direction
 * @param tokens size of the vocabulary, blank included
 */
public record BiLstmConfig(int inputDim, int layers, int hidden, int tokens) {
  private static final int MAX_LAYERS = 64;
  private static final int MAX_WIDTH = 65_536;

  static final String LSTM = "lstm.";
  static final String OUTPUT = "output.";

  /** Validates ranges. */
  public BiLstmConfig {
    if (layers < 1 || layers > MAX_LAYERS) {
      throw new IllegalArgumentException(
          "layers: " + layers + " (expected: 1.." + MAX_LAYERS + ")");
    }
    requireWidth("inputDim", inputDim, 1);
    requireWidth("hidden", hidden, 1);
    requireWidth("tokens", tokens, 2);
  }

  private static void requireWidth(String name, int value, int least) {
    if (value < least || value > MAX_WIDTH) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: " + least + ".." + MAX_WIDTH + ")");
    }
  }

  /** Values a row of what layer l takes. */
  public int layerInput(int l) {
    return l == 0 ? inputDim : 2 * hidden;
  }

  /**
   * Every weight's name and shape, in PyTorch's names for {@code nn.LSTM(bidirectional=True)} and
   * {@code nn.Linear}; the LSTM's two biases are one here.
   */
  public Map<String, int[]> shapes() {
    Map<String, int[]> shapes = new LinkedHashMap<>();
    for (int l = 0; l < layers; l++) {
      for (String direction : new String[] {"", "_reverse"}) {
        String suffix = "_l" + l + direction;
        shapes.put(LSTM + "weight_ih" + suffix, new int[] {4 * hidden, layerInput(l)});
        shapes.put(LSTM + "weight_hh" + suffix, new int[] {4 * hidden, hidden});
        shapes.put(LSTM + "bias_ih" + suffix, new int[] {4 * hidden});
      }
    }
    shapes.put(OUTPUT + "weight", new int[] {tokens, 2 * hidden});
    shapes.put(OUTPUT + "bias", new int[] {tokens});
    return shapes;
  }
}
