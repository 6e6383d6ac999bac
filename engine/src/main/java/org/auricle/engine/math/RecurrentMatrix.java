package org.auricle.engine.math;

import java.util.Objects;

/**
 * The recurrent weights of an LSTM, laid out for one step in time: {@code gates += h * W^T}.
 * Immutable and thread-safe.
 *
 * <p>Hidden units are taken in strips of as many as a vector holds, the last one filled up with
 * units whose weights are zero. In a strip, the four gates i, f, g, o of its units lie side by
 * side, and everything here that has four values a unit (gates, bias, the rows of the input
 * weights) lies in this order: [strips x 4 x units of a strip]. {@link #inStrips} brings PyTorch's
 * order into it.
 *
 * <p>What leads to the gates i, f and o is halved, which costs no accuracy: sigmoid(x) = (1 +
 * tanh(x / 2)) / 2, so one function over a whole row does for all four gates, see {@link
 * Activations#lstmStep}.
 *
 * <p>The weights of a network that matters are larger than the second cache, and one row of h needs
 * each of them once: the step takes as long as they take to arrive. Hence {@link
 * Precision#BFLOAT16}, and hence every other call can run through the strips backwards, to begin
 * with those that the call before left in the cache.
 */
public final class RecurrentMatrix {
  private static final int GATES = 4;

  /** The place of g among i, f, g, o. */
  private static final int TANH_GATE = 2;

  /**
   * Where the weights begin in their array. G1 gives an array of half a megabyte or more a region
   * of its own; behind the array's header of 16 bytes this is then a multiple of 64, and no load of
   * a vector crosses a cache line.
   */
  static final int START = 12;

  /** How the weights are stored; sums are always single precision. */
  public enum Precision {
    /** IEEE 754 single precision. */
    FLOAT32,
    /** The upper half of it, 8 bits of mantissa, rounded to nearest: half the memory. */
    BFLOAT16
  }

  private final Kernels kernels;
  private final int hidden;
  private final Precision precision;

  /** FLOAT32: from {@link #START} [strips x H x 4 x units]. */
  private final float[] weights;

  /** BFLOAT16: from {@link #START} [strips x H x 2 x units], (i, f) and (g, o) in 32 bits each. */
  private final int[] pairs;

  /**
   * Lays weights out.
   *
   * @param hidden units, H
   * @param weightHh [4H x H], gates in PyTorch's order i, f, g, o
   */
  public RecurrentMatrix(int hidden, float[] weightHh, Precision precision) {
    this(hidden, weightHh, precision, KernelProvider.KERNELS);
  }

  RecurrentMatrix(int hidden, float[] weightHh, Precision precision, Kernels kernels) {
    this.kernels = kernels;
    this.hidden = hidden;
    this.precision = Objects.requireNonNull(precision, "precision");
    float[] inStrips = inStrips(hidden, hidden, weightHh, kernels);
    int units = kernels.stripUnits();
    int strips = strips(hidden, units);
    boolean full = precision == Precision.FLOAT32;
    weights = full ? new float[START + inStrips.length] : new float[0];
    pairs = full ? new int[0] : new int[START + inStrips.length / 2];
    for (int s = 0; s < strips; s++) {
      for (int k = 0; k < hidden; k++) {
        for (int u = 0; u < units; u++) {
          int row = s * GATES * units + u;
          int at = START + (s * hidden + k) * GATES * units + u;
          if (full) {
            for (int g = 0; g < GATES; g++) {
              weights[at + g * units] = inStrips[(row + g * units) * hidden + k];
            }
          } else {
            int pair = START + (s * hidden + k) * 2 * units + u;
            for (int p = 0; p < 2; p++) {
              pairs[pair + p * units] =
                  Bfloat16.pair(
                      inStrips[(row + 2 * p * units) * hidden + k],
                      inStrips[(row + (2 * p + 1) * units) * hidden + k]);
            }
          }
        }
      }
    }
  }

  /**
   * Rows of four values a unit in the order of the strips, those of i, f and o halved.
   *
   * @param hidden units, H
   * @param columns of each row
   * @param rows [4H x columns], gates in PyTorch's order i, f, g, o
   * @return [{@link #gateWidth} x columns]; rows of units that only fill up are zero
   */
  public static float[] inStrips(int hidden, int columns, float[] rows) {
    return inStrips(hidden, columns, rows, KernelProvider.KERNELS);
  }

  private static float[] inStrips(int hidden, int columns, float[] rows, Kernels kernels) {
    if (hidden < 1 || columns < 1 || rows.length != (long) GATES * hidden * columns) {
      throw new IllegalArgumentException(
          "rows: %d values (expected: 4 x %d x %d)".formatted(rows.length, hidden, columns));
    }
    int units = kernels.stripUnits();
    float[] ordered = new float[strips(hidden, units) * GATES * units * columns];
    for (int g = 0; g < GATES; g++) {
      float scale = g == TANH_GATE ? 1 : 0.5f;
      for (int j = 0; j < hidden; j++) {
        int from = (g * hidden + j) * columns;
        int to = ((j / units * GATES + g) * units + j % units) * columns;
        for (int i = 0; i < columns; i++) {
          ordered[to + i] = scale * rows[from + i];
        }
      }
    }
    return ordered;
  }

  /**
   * One row of gates out of the order of the strips, and those of i, f and o doubled again: what
   * {@link #inStrips} did, undone.
   *
   * @param gates a row from {@code offset} on, {@link #gateWidth} values
   * @param ordered receives [4 x H] in PyTorch's order i, f, g, o
   */
  public static void fromStrips(int hidden, float[] gates, int offset, float[] ordered) {
    Checks.range("gates", gates, offset, gateWidth(hidden));
    Checks.range("ordered", ordered, 0, (long) GATES * hidden);
    int units = KernelProvider.KERNELS.stripUnits();
    for (int g = 0; g < GATES; g++) {
      float scale = g == TANH_GATE ? 1 : 2;
      for (int j = 0; j < hidden; j++) {
        ordered[g * hidden + j] =
            scale * gates[offset + (j / units * GATES + g) * units + j % units];
      }
    }
  }

  /** Values in a row of gates: four for each unit, those that fill up the last strip included. */
  public static int gateWidth(int hidden) {
    return GATES * stateWidth(hidden);
  }

  /** Values in a row of h or c: one for each unit, those that fill up the last strip included. */
  public static int stateWidth(int hidden) {
    int units = KernelProvider.KERNELS.stripUnits();
    return strips(hidden, units) * units;
  }

  private static int strips(int hidden, int units) {
    return (hidden + units - 1) / units;
  }

  /** How the weights are stored. */
  public Precision precision() {
    return precision;
  }

  /**
   * {@code gates += h * W^T}. Each value is one chain of multiply-adds in the order of h's units: a
   * row has the same bits whatever the other rows are.
   *
   * @param rows of h and of gates
   * @param h [rows x H], rows {@code hStride} apart
   * @param gates [rows x {@link #gateWidth}], rows {@code gatesStride} apart
   * @param descending whether to run through the strips backwards
   */
  public void addProduct(
      int rows,
      float[] h,
      int hOff,
      int hStride,
      float[] gates,
      int gatesOff,
      int gatesStride,
      boolean descending) {
    int strips = strips(hidden, kernels.stripUnits());
    Checks.matrix("h", h, hOff, rows, hidden, hStride);
    Checks.matrix(
        "gates", gates, gatesOff, rows, strips * GATES * kernels.stripUnits(), gatesStride);
    if (precision == Precision.FLOAT32) {
      kernels.recurrent(
          rows,
          hidden,
          h,
          hOff,
          hStride,
          weights,
          strips,
          gates,
          gatesOff,
          gatesStride,
          descending);
    } else {
      kernels.recurrentBfloat16(
          rows, hidden, h, hOff, hStride, pairs, strips, gates, gatesOff, gatesStride, descending);
    }
  }
}
