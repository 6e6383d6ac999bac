package org.auricle.engine.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.auricle.engine.math.Parallel;

/**
 * A bidirectional LSTM layer (Graves and Schmidhuber 2005), or one of another cell: [N x I] -> [N x
 * 2P], the forward direction's h in the first P columns. The directions know nothing of each other
 * until the output, so each runs on a thread of its own. Not thread-safe.
 */
public final class BiLstm {
  private final RecurrentDirection[] directions;
  private final int output; // P
  private final Parallel parallel;

  private float[] x = new float[0];
  private SequenceLayout layout;
  private float[] out = new float[0];

  /** A layer of plain LSTMs with zero weights; see {@link Lstm}. */
  public BiLstm(String prefix, int layer, int input, int hidden, Parallel parallel) {
    this(prefix, layer, input, hidden, CellOptions.DEFAULT, 0, parallel);
  }

  /**
   * A layer of any cell with zero weights.
   *
   * @param recurrentDropout probability of dropping each recurrent weight for a batch in training
   */
  public BiLstm(
      String prefix,
      int layer,
      int input,
      int hidden,
      CellOptions cell,
      double recurrentDropout,
      Parallel parallel) {
    directions = new RecurrentDirection[2];
    for (int d = 0; d < 2; d++) {
      boolean reverse = d == 1;
      directions[d] =
          cell.plain() && recurrentDropout == 0
              ? new Lstm(prefix, layer, input, hidden, reverse)
              : new CellLayer(prefix, layer, input, hidden, reverse, cell, recurrentDropout);
    }
    output = cell.outputDim(hidden);
    this.parallel = parallel;
  }

  /** Random weights; see {@link Lstm#initialize}. */
  public void initialize(SplittableRandom random) {
    for (RecurrentDirection direction : directions) {
      direction.initialize(random);
    }
  }

  /** The forward direction's parameters, then the reverse one's. */
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(directions[0].parameters());
    all.addAll(directions[1].parameters());
    return all;
  }

  /** Values a row of the output. */
  public int outputDim() {
    return 2 * output;
  }

  /**
   * Runs over a mini-batch with all weights.
   *
   * @param x [N x I]; kept for {@link #backward}, not copied
   * @return [N x 2P]; owned by the layer, valid until the next call
   */
  public float[] forward(float[] x, SequenceLayout layout) {
    for (RecurrentDirection direction : directions) {
      direction.dropNothing();
    }
    return run(x, layout);
  }

  /** The same in training, with recurrent weights dropped. */
  public float[] forward(float[] x, SequenceLayout layout, SplittableRandom random) {
    for (RecurrentDirection direction : directions) {
      direction.drop(random);
    }
    return run(x, layout);
  }

  private float[] run(float[] x, SequenceLayout layout) {
    this.x = x;
    this.layout = layout;
    out = Buffers.ensure(out, layout.rows() * outputDim());
    parallel.run(2, d -> directions[d].forward(x, layout, out, d * output, outputDim()));
    return out;
  }

  /**
   * Adds to the parameters' gradients.
   *
   * @param dOut [N x 2P], overwritten
   * @param dX [N x I], receives the input's gradient; empty if nobody needs it
   */
  public void backward(float[] dOut, float[] dX) {
    parallel.run(2, d -> directions[d].backward(x, layout, out, dOut, d * output, outputDim()));
    if (dX.length > 0) {
      directions[0].inputGradient(layout, false, dX, parallel);
      directions[1].inputGradient(layout, true, dX, parallel);
    }
  }
}
