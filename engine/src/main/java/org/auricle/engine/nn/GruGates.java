package org.auricle.engine.nn;

import org.auricle.engine.math.Activations;
import org.auricle.engine.math.VectorMath;

/** {@link CellGates} of the GRU; see {@link CellOptions}. Its blocks are r, z, n. */
final class GruGates implements CellGates {
  private final int hidden;
  private final int width; // of a row of gates

  GruGates(int hidden) {
    this.hidden = hidden;
    width = 3 * hidden;
  }

  @Override
  public String ownWeight() {
    return CellOptions.BIAS_HN;
  }

  @Override
  public void forward(int rows, int at, CellTrace trace, float[] own) {
    float[] gates = trace.gates;
    for (int r = at; r < at + rows; r++) {
      int reset = r * width;
      int update = reset + hidden;
      int fresh = update + hidden;
      int u = r * hidden;
      VectorMath.axpy(2 * hidden, 1, trace.recurrent, reset, gates, reset);
      VectorMath.axpy(hidden, 1, own, 0, trace.recurrent, fresh);
      Activations.sigmoid(2 * hidden, gates, reset);
      for (int j = 0; j < hidden; j++) {
        gates[fresh + j] += gates[reset + j] * trace.recurrent[fresh + j];
      }
      Activations.tanh(hidden, gates, fresh);
      for (int j = 0; j < hidden; j++) {
        float keep = gates[update + j];
        trace.unprojected[u + j] = (1 - keep) * gates[fresh + j] + keep * trace.before[u + j];
      }
    }
  }

  @Override
  public void backward(
      int rows, int at, CellTrace trace, Gradients step, float[] own, float[] dOwn) {
    float[] gates = trace.gates;
    float[] dGates = step.dGates();
    float[] dRecurrent = step.dRecurrent();
    for (int r = 0; r < rows; r++) {
      int reset = (at + r) * width;
      int update = reset + hidden;
      int fresh = update + hidden;
      int u = (at + r) * hidden;
      for (int j = 0; j < hidden; j++) {
        float keep = gates[update + j];
        float n = gates[fresh + j];
        float open = gates[reset + j];
        float d = step.dUnits()[step.offset() + r * step.stride() + j];
        float dFresh = d * (1 - keep) * (1 - n * n);
        dGates[fresh + j] = dFresh;
        dGates[update + j] = d * (trace.before[u + j] - n) * keep * (1 - keep);
        dGates[reset + j] = dFresh * trace.recurrent[fresh + j] * open * (1 - open);
        dRecurrent[fresh + j] = dFresh * open;
        step.dBefore()[r * hidden + j] = d * keep;
      }
      System.arraycopy(dGates, reset, dRecurrent, reset, 2 * hidden);
      VectorMath.axpy(hidden, 1, dRecurrent, fresh, dOwn, 0);
    }
  }
}
