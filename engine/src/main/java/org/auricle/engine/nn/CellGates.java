package org.auricle.engine.nn;

/**
 * The part of a cell that knows no matrices: from the gates' sums to what the units say. Immutable;
 * what both directions of a layer share.
 */
sealed interface CellGates permits LstmGates, GruGates {

  /** The one that a cell needs. */
  static CellGates of(CellOptions options, int hidden) {
    return options.type() == CellOptions.Type.GRU
        ? new GruGates(hidden)
        : new LstmGates(hidden, options.peepholes(), options.coupledGates());
  }

  /** Which of {@link CellOptions#shapes} the gates alone use; the last argument of what follows. */
  String ownWeight();

  /** Fills in the trace's rows {@code [at, at + rows)} from its gates, recurrent part and past. */
  void forward(int rows, int at, CellTrace trace, float[] own);

  /**
   * The way back over the same rows.
   *
   * @param step the gradients
   */
  void backward(int rows, int at, CellTrace trace, Gradients step, float[] own, float[] dOwn);

  /**
   * Gradients of one step. The first two belong to the batch, the others to rows of the trace.
   *
   * @param dUnits [batch x H] of what the units say, rows {@code stride} apart from {@code offset}
   * @param dCell [batch x H] of c, in: from the step after; out: for the step before
   * @param dBefore [batch x P] of h before, out: what does not come through the recurrent weights;
   *     zeros on the way in
   * @param dGates [R x W], out: of the input's part of the sums
   * @param dRecurrent [R x W], out: of the recurrent part; may be dGates where that is the same
   */
  record Gradients(
      float[] dUnits,
      int offset,
      int stride,
      float[] dCell,
      float[] dBefore,
      float[] dGates,
      float[] dRecurrent) {}
}
