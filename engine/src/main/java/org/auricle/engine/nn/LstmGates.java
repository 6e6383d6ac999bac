package org.auricle.engine.nn;

import org.auricle.engine.math.Activations;
import org.auricle.engine.math.VectorMath;

/** {@link CellGates} of the LSTM, its peepholes and its coupled gates; see {@link CellOptions}. */
final class LstmGates implements CellGates {
  private final int hidden;
  private final boolean peepholes;
  private final boolean coupled;
  private final int cellBlock; // where g begins in a row of gates
  private final int outputBlock; // where o begins
  private final int width; // of a row of gates

  LstmGates(int hidden, boolean peepholes, boolean coupled) {
    this.hidden = hidden;
    this.peepholes = peepholes;
    this.coupled = coupled;
    cellBlock = coupled ? hidden : 2 * hidden;
    outputBlock = cellBlock + hidden;
    width = outputBlock + hidden;
  }

  @Override
  public String ownWeight() {
    return CellOptions.PEEPHOLES;
  }

  @Override
  public void forward(int rows, int at, CellTrace trace, float[] own) {
    for (int r = at; r < at + rows; r++) {
      forwardRow(r * width, r * hidden, trace, own);
    }
  }

  /** One row: gates from z on, units from u on. */
  private void forwardRow(int z, int u, CellTrace trace, float[] own) {
    float[] gates = trace.gates;
    float[] past = trace.cellBefore;
    float[] cell = trace.cell;
    VectorMath.axpy(width, 1, trace.recurrent, z, gates, z);
    if (peepholes) {
      addProduct(own, 0, past, u, gates, z);
      if (!coupled) {
        addProduct(own, hidden, past, u, gates, z + hidden);
      }
    }
    Activations.sigmoid(cellBlock, gates, z);
    Activations.tanh(hidden, gates, z + cellBlock);
    for (int j = 0; j < hidden; j++) {
      float in = gates[z + j];
      float keep = coupled ? 1 - in : gates[z + hidden + j];
      cell[u + j] = keep * past[u + j] + in * gates[z + cellBlock + j];
    }
    if (peepholes) {
      addProduct(own, cellBlock, cell, u, gates, z + outputBlock);
    }
    Activations.sigmoid(hidden, gates, z + outputBlock);
    Activations.tanh(hidden, cell, u, trace.tanhCell, u);
    for (int j = 0; j < hidden; j++) {
      trace.unprojected[u + j] = gates[z + outputBlock + j] * trace.tanhCell[u + j];
    }
  }

  private void addProduct(float[] a, int aOff, float[] b, int bOff, float[] sum, int sumOff) {
    for (int j = 0; j < hidden; j++) {
      sum[sumOff + j] += a[aOff + j] * b[bOff + j];
    }
  }

  @Override
  public void backward(
      int rows, int at, CellTrace trace, Gradients step, float[] own, float[] dOwn) {
    for (int r = 0; r < rows; r++) {
      int z = (at + r) * width;
      int u = (at + r) * hidden;
      int b = r * hidden;
      toOutputGate(z, u, step.offset() + r * step.stride(), b, trace, step, own);
      toGates(z, u, b, trace, step, own);
      if (peepholes) {
        addProduct(step.dGates(), z, trace.cellBefore, u, dOwn, 0);
        if (!coupled) {
          addProduct(step.dGates(), z + hidden, trace.cellBefore, u, dOwn, hidden);
        }
        addProduct(step.dGates(), z + outputBlock, trace.cell, u, dOwn, cellBlock);
      }
      if (step.dRecurrent() != step.dGates()) {
        System.arraycopy(step.dGates(), z, step.dRecurrent(), z, width);
      }
    }
  }

  /** Through h = o * tanh(c): o's sum, and what of it reaches c. */
  private void toOutputGate(
      int z, int u, int d, int b, CellTrace trace, Gradients step, float[] own) {
    float[] dCell = step.dCell();
    for (int j = 0; j < hidden; j++) {
      float o = trace.gates[z + outputBlock + j];
      float tanh = trace.tanhCell[u + j];
      float dUnit = step.dUnits()[d + j];
      step.dGates()[z + outputBlock + j] = dUnit * tanh * o * (1 - o);
      dCell[b + j] += dUnit * o * (1 - tanh * tanh);
    }
    if (peepholes) {
      addProduct(own, cellBlock, step.dGates(), z + outputBlock, dCell, b);
    }
  }

  /** Through c = f * c before + i * g. */
  private void toGates(int z, int u, int b, CellTrace trace, Gradients step, float[] own) {
    float[] gates = trace.gates;
    float[] dGates = step.dGates();
    float[] dCell = step.dCell();
    for (int j = 0; j < hidden; j++) {
      float in = gates[z + j];
      float g = gates[z + cellBlock + j];
      float past = trace.cellBefore[u + j];
      float keep = coupled ? 1 - in : gates[z + hidden + j];
      float d = dCell[b + j];
      dGates[z + j] = d * (coupled ? g - past : g) * in * (1 - in);
      dGates[z + cellBlock + j] = d * in * (1 - g * g);
      if (!coupled) {
        dGates[z + hidden + j] = d * past * keep * (1 - keep);
      }
      dCell[b + j] = d * keep;
    }
    if (peepholes) {
      addProduct(own, 0, dGates, z, dCell, b);
      if (!coupled) {
        addProduct(own, hidden, dGates, z + hidden, dCell, b);
      }
    }
  }
}
