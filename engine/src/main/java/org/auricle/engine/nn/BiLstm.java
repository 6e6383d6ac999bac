package org.auricle.engine.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.auricle.engine.math.Parallel;

/**
 * A bidirectional LSTM layer (Graves and Schmidhuber 2005): [N x I] -> [N x 2H], the forward
 * direction's h in the first H columns. The directions know nothing of each other until the output,
 * so each runs on a thread of its own. Not thread-safe.
 */
public final class BiLstm {
  private final Lstm[] directions;
  private final int hidden;
  private final Parallel parallel;

  private float[] x = new float[0];
  private SequenceLayout layout;
  private float[] out = new float[0];

  /** A layer with zero weights; see {@link Lstm}. */
  public BiLstm(String prefix, int layer, int input, int hidden, Parallel parallel) {
    directions =
        new Lstm[] {
          new Lstm(prefix, layer, input, hidden, false),
          new Lstm(prefix, layer, input, hidden, true)
        };
    this.hidden = hidden;
    this.parallel = parallel;
  }

  /** Random weights; see {@link Lstm#initialize}. */
  public void initialize(SplittableRandom random) {
    for (Lstm direction : directions) {
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
    return 2 * hidden;
  }

  /**
   * Runs over a mini-batch.
   *
   * @param x [N x I]; kept for {@link #backward}, not copied
   * @return [N x 2H]; owned by the layer, valid until the next call
   */
  public float[] forward(float[] x, SequenceLayout layout) {
    this.x = x;
    this.layout = layout;
    out = Buffers.ensure(out, layout.rows() * outputDim());
    parallel.run(2, d -> directions[d].forward(x, layout, out, d * hidden, outputDim()));
    return out;
  }

  /**
   * Adds to the parameters' gradients.
   *
   * @param dOut [N x 2H], overwritten
   * @param dX [N x I], receives the input's gradient; empty if nobody needs it
   */
  public void backward(float[] dOut, float[] dX) {
    parallel.run(2, d -> directions[d].backward(x, layout, out, dOut, d * hidden, outputDim()));
    if (dX.length > 0) {
      directions[0].inputGradient(layout, false, dX, parallel);
      directions[1].inputGradient(layout, true, dX, parallel);
    }
  }
}
