package org.auricle.engine.nn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which recurrent cell a layer is made of. What an option adds to the equations of {@link Lstm},
 * {@code *} being element by element:
 *
 * <ul>
 *   <li>peepholes (Gers and Schmidhuber 2000): {@code i += p_i * c_{t-1}}, {@code f += p_f *
 *       c_{t-1}}, {@code o += p_o * c_t};
 *   <li>coupledGates (Greff et al. 2017, CIFG): {@code sigm(f) = 1 - sigm(i)}, one gate less;
 *   <li>projection (Sak et al. 2014, LSTMP): {@code h_t = W_hr (sigm(o) * tanh(c_t))}, which is
 *       what the recurrence and the next layer see;
 *   <li>layerNorm (Ba et al. 2016, equation 20): {@code LN(W_ih x_t) + LN(W_hh h_{t-1}) + b}, each
 *       over all gates of a frame, with a gain of its own; the cell is left as it is.
 * </ul>
 *
 * The gated recurrent unit (Cho et al. 2014) in the form of PyTorch and cuDNN:
 *
 * <pre>
 *   r = sigm(W_ir x_t + W_hr h_{t-1} + b_r)
 *   z = sigm(W_iz x_t + W_hz h_{t-1} + b_z)
 *   n = tanh(W_in x_t + b_n + r * (W_hn h_{t-1} + b_hn))
 *   h_t = (1 - z) * n + z * h_{t-1}
 * </pre>
 *
 * @param type the cell
 * @param peepholes whether gates see the cell; LSTM only
 * @param coupledGates whether what is let in is what is forgotten; LSTM only
 * @param projection values of h, fewer than the units, or 0 for as many without projection; LSTM
 *     only
 * @param layerNorm whether the gates' sums are normalised
 */
public record CellOptions(
    Type type, boolean peepholes, boolean coupledGates, int projection, boolean layerNorm) {

  /** The cells. */
  public enum Type {
    /** Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000. */
    LSTM,
    /** Cho et al. 2014. */
    GRU
  }

  /** The LSTM of {@link Lstm}. */
  public static final CellOptions DEFAULT = new CellOptions(Type.LSTM, false, false, 0, false);

  static final String WEIGHT_IH = "weight_ih"; // [W x I], W rows of gates
  static final String WEIGHT_HH = "weight_hh"; // [W x P], P values of h
  static final String BIAS = "bias_ih"; // [W]
  static final String BIAS_HN = "bias_hn"; // [H], GRU
  static final String WEIGHT_HR = "weight_hr"; // [P x H], with projection
  static final String PEEPHOLES = "weight_peephole"; // i, f (unless coupled), o: [3 x H]
  static final String NORM_IH = "norm_ih"; // [W], gain
  static final String NORM_HH = "norm_hh"; // [W], gain

  /** Refuses what does not go together. */
  public CellOptions {
    Objects.requireNonNull(type, "type");
    if (projection < 0) {
      throw new IllegalArgumentException("projection: " + projection + " (expected: >= 0)");
    }
    if (type == Type.GRU && (peepholes || coupledGates || projection > 0)) {
      throw new IllegalArgumentException(
          "cell: GRU with "
              + (peepholes ? "peepholes" : coupledGates ? "coupledGates" : "projection")
              + " (expected: LSTM, or none of these)");
    }
  }

  /** Whether this is the LSTM without any of the options. */
  public boolean plain() {
    return equals(DEFAULT);
  }

  /** In words, such as {@code LSTM with peepholes, projection to 128}. */
  public String describe() {
    List<String> options = new ArrayList<>();
    if (peepholes) {
      options.add("peepholes");
    }
    if (coupledGates) {
      options.add("coupled gates");
    }
    if (projection > 0) {
      options.add("projection to " + projection);
    }
    if (layerNorm) {
      options.add("layer normalisation");
    }
    return type + (options.isEmpty() ? "" : " with " + String.join(", ", options));
  }

  /** Requires that a cell of so many units can be built. Returns this. */
  public CellOptions requireUnits(int hidden) {
    if (projection >= hidden) {
      throw new IllegalArgumentException(
          "projection: " + projection + " (expected: less than the " + hidden + " units)");
    }
    return this;
  }

  /** Values of h, which is what a direction of so many units gives. */
  public int outputDim(int hidden) {
    return projection > 0 ? projection : hidden;
  }

  /** Rows of the input weights: one for each gate of each unit. */
  public int gateRows(int hidden) {
    return (type == Type.GRU || coupledGates ? 3 : 4) * hidden;
  }

  /**
   * The weights of one direction, in order: what stands before {@code _l0} in their names, and
   * their shapes. Names are PyTorch's where {@code nn.LSTM} and {@code nn.GRU} have the weight.
   * Gates are stacked i, f, g, o; coupled i, g, o; of a GRU r, z, n.
   */
  public Map<String, int[]> shapes(int input, int hidden) {
    int rows = gateRows(hidden);
    int output = outputDim(hidden);
    Map<String, int[]> shapes = new LinkedHashMap<>();
    shapes.put(WEIGHT_IH, new int[] {rows, input});
    shapes.put(WEIGHT_HH, new int[] {rows, output});
    shapes.put(BIAS, new int[] {rows});
    if (type == Type.GRU) {
      shapes.put(BIAS_HN, new int[] {hidden});
    }
    if (projection > 0) {
      shapes.put(WEIGHT_HR, new int[] {output, hidden});
    }
    if (peepholes) {
      shapes.put(PEEPHOLES, new int[] {coupledGates ? 2 : 3, hidden});
    }
    if (layerNorm) {
      shapes.put(NORM_IH, new int[] {rows});
      shapes.put(NORM_HH, new int[] {rows});
    }
    return shapes;
  }
}
