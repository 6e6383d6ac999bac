package org.auricle.acoustic.bilstm;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.auricle.engine.nn.CellOptions;

/**
 * Shape of the network.
 *
 * @param inputDim values a frame
 * @param layers bidirectional layers
 * @param hidden units of each direction
 * @param tokens size of the vocabulary, blank included
 * @param cell what the layers are made of
 */
public record BiLstmConfig(int inputDim, int layers, int hidden, int tokens, CellOptions cell) {
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
    Objects.requireNonNull(cell, "cell").requireUnits(hidden);
  }

  /** Of plain LSTMs. */
  public BiLstmConfig(int inputDim, int layers, int hidden, int tokens) {
    this(inputDim, layers, hidden, tokens, CellOptions.DEFAULT);
  }

  private static void requireWidth(String name, int value, int least) {
    if (value < least || value > MAX_WIDTH) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: " + least + ".." + MAX_WIDTH + ")");
    }
  }

  /** Values a row of what layer l takes. */
  public int layerInput(int l) {
    return l == 0 ? inputDim : outputDim();
  }

  /** Values a row of what each direction of a layer gives. */
  public int directionDim() {
    return cell.outputDim(hidden);
  }

  /** Values a row of what a layer gives. */
  public int outputDim() {
    return 2 * directionDim();
  }

  /**
   * Every weight's name and shape, in PyTorch's names for {@code nn.LSTM(bidirectional=True)} and
   * {@code nn.Linear}; the LSTM's two biases are one here. See {@link CellOptions#shapes}.
   */
  public Map<String, int[]> shapes() {
    Map<String, int[]> shapes = new LinkedHashMap<>();
    for (int l = 0; l < layers; l++) {
      for (String direction : new String[] {"", "_reverse"}) {
        String suffix = "_l" + l + direction;
        cell.shapes(layerInput(l), hidden)
            .forEach((name, shape) -> shapes.put(LSTM + name + suffix, shape));
      }
    }
    shapes.put(OUTPUT + "weight", new int[] {tokens, outputDim()});
    shapes.put(OUTPUT + "bias", new int[] {tokens});
    return shapes;
  }
}
