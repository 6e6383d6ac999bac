package org.auricle.engine.nn;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.auricle.engine.math.Gemm;
import org.auricle.engine.math.PackedMatrix;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.math.VectorMath;

/**
 * One direction of a layer of any cell, trainable; see {@link CellOptions}. In training, recurrent
 * weights may be dropped for a whole batch (Merity et al. 2017, DropConnect). Not thread-safe.
 */
final class CellLayer implements RecurrentDirection {
  private static final float[] NONE = new float[0];

  private final CellOptions options;
  private final int input;
  private final int hidden;
  private final int width; // W, values in a row of gates
  private final int output; // P, values in a row of h
  private final boolean reverse;
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();
  private final CellForward cell;
  private final CellTrace trace;
  private final Dropout dropout; // of recurrent weights
  private final PackedMatrix packed = new PackedMatrix(1, 1);
  private final PackedMatrix packedRecurrent = new PackedMatrix(1, 1);
  private final PackedMatrix packedProjection = new PackedMatrix(1, 1);

  private boolean dropping;
  private float[] recurrent; // [W x P], the weights of this pass
  private float[] h = NONE; // [batch x P]
  private float[] c = NONE; // [batch x H]
  // Scratch of backward; dGates is also what inputGradient takes.
  private float[] dGates = NONE; // [N x W]
  private float[] dRecurrent = NONE; // [N x W]
  private float[] dUnits = NONE; // [batch x H]
  private float[] dCell = NONE; // [batch x H]
  private float[] dBefore = NONE; // [batch x P]
  private float[] dWeight = NONE; // [W x P]

  /**
   * A layer with zero weights; see {@link Lstm}.
   *
   * @param recurrentDropout probability of dropping each recurrent weight
   */
  CellLayer(
      String prefix,
      int layer,
      int input,
      int hidden,
      boolean reverse,
      CellOptions options,
      double recurrentDropout) {
    this.options = options;
    this.input = input;
    this.hidden = hidden;
    this.reverse = reverse;
    width = options.gateRows(hidden);
    output = options.outputDim(hidden);
    cell = new CellForward(options, input, hidden);
    trace = new CellTrace(options, hidden);
    dropout = new Dropout(recurrentDropout);
    String suffix = "_l" + layer + (reverse ? "_reverse" : "");
    options
        .shapes(input, hidden)
        .forEach(
            (name, shape) -> parameters.put(name, Parameter.zeros(prefix + name + suffix, shape)));
    recurrent = value(CellOptions.WEIGHT_HH);
  }

  /**
   * As {@link Lstm#initialize}, and: coupled gates start by keeping too (bias of i -1); projections
   * with Glorot's bound; peepholes at 0, gains at 1.
   */
  @Override
  public void initialize(SplittableRandom random) {
    Initializers.uniform(value(CellOptions.WEIGHT_IH), Math.sqrt(6.0 / (input + hidden)), random);
    Initializers.uniform(value(CellOptions.WEIGHT_HH), 1 / Math.sqrt(hidden), random);
    float[] bias = value(CellOptions.BIAS);
    Arrays.fill(bias, 0f);
    if (options.coupledGates()) {
      Arrays.fill(bias, 0, hidden, -1f);
    } else if (options.type() == CellOptions.Type.LSTM) {
      Arrays.fill(bias, hidden, 2 * hidden, 1f);
    }
    Initializers.uniform(value(CellOptions.WEIGHT_HR), Math.sqrt(6.0 / (hidden + output)), random);
    Arrays.fill(value(CellOptions.BIAS_HN), 0f);
    Arrays.fill(value(CellOptions.PEEPHOLES), 0f);
    Arrays.fill(value(CellOptions.NORM_IH), 1f);
    Arrays.fill(value(CellOptions.NORM_HH), 1f);
  }

  @Override
  public List<Parameter> parameters() {
    return List.copyOf(parameters.values());
  }

  @Override
  public void drop(SplittableRandom random) {
    float[] all = value(CellOptions.WEIGHT_HH);
    dropping = true;
    recurrent = dropout.forward(all, all.length, random);
  }

  @Override
  public void dropNothing() {
    dropping = false;
    recurrent = value(CellOptions.WEIGHT_HH);
  }

  @Override
  public void forward(float[] x, SequenceLayout layout, float[] out, int outOff, int outStride) {
    cell.load(name -> name.equals(CellOptions.WEIGHT_HH) ? recurrent : value(name));
    h = zeros(h, layout.batch() * output);
    c = zeros(c, layout.batch() * hidden);
    cell.run(x, 0, layout, 0, layout.steps(), reverse, trace, h, c, out, outOff, outStride);
  }

  @Override
  public void backward(
      float[] x, SequenceLayout layout, float[] out, float[] dOut, int outOff, int outStride) {
    int rows = layout.rows();
    dGates = Buffers.ensure(dGates, rows * width);
    boolean same = options.type() == CellOptions.Type.LSTM && !options.layerNorm();
    dRecurrent = same ? dGates : Buffers.ensure(dRecurrent, rows * width);
    dCell = zeros(dCell, layout.batch() * hidden);
    dBefore = zeros(dBefore, layout.batch() * output);
    dUnits = Buffers.ensure(dUnits, layout.batch() * hidden);
    packedRecurrent.pack(width, output, recurrent, 0, output, false);
    if (options.projection() > 0) {
      packedProjection.pack(output, hidden, value(CellOptions.WEIGHT_HR), 0, hidden, false);
    }
    for (int s = layout.steps() - 1; s >= 0; s--) {
      backwardStep(layout, reverse ? layout.steps() - 1 - s : s, dOut, outOff, outStride);
    }
    if (options.projection() > 0) {
      packed.pack(rows, hidden, trace.unprojected, 0, hidden, false);
      addProduct(output, dOut, outOff, outStride, grad(CellOptions.WEIGHT_HR), hidden);
    }
    addRecurrentGradient(rows);
    VectorMath.columnSums(rows, width, dGates, 0, width, grad(CellOptions.BIAS), 0);
    if (options.layerNorm()) {
      normBackward(rows, 0, CellOptions.NORM_IH, trace.inputNorm, trace.inputScale, dGates);
    }
    packed.pack(rows, input, x, 0, input, false);
    addProduct(width, dGates, 0, width, grad(CellOptions.WEIGHT_IH), input);
  }

  /** One step back; dOut's rows take up what came through time and are whole then. */
  private void backwardStep(SequenceLayout layout, int t, float[] dOut, int outOff, int outStride) {
    int at = layout.offset(t);
    int rows = layout.batchSize(t);
    int from = outOff + at * outStride;
    for (int b = 0; b < rows; b++) {
      VectorMath.axpy(output, 1, dBefore, b * output, dOut, from + b * outStride);
    }
    Arrays.fill(dBefore, 0, rows * output, 0f);
    boolean projected = options.projection() > 0;
    if (projected) {
      Gemm.multiply(rows, dOut, from, outStride, false, packedProjection, false, dUnits, 0, hidden);
    }
    CellGates.Gradients gradients =
        new CellGates.Gradients(
            projected ? dUnits : dOut,
            projected ? 0 : from,
            projected ? hidden : outStride,
            dCell,
            dBefore,
            dGates,
            dRecurrent);
    String own = cell.gates().ownWeight();
    cell.gates().backward(rows, at, trace, gradients, value(own), grad(own));
    if (options.layerNorm()) {
      normBackward(
          rows, at, CellOptions.NORM_HH, trace.recurrentNorm, trace.recurrentScale, dRecurrent);
    }
    Gemm.multiply(
        rows, dRecurrent, at * width, width, false, packedRecurrent, true, dBefore, 0, output);
  }

  private void normBackward(
      int rows, int at, String gain, float[] norm, float[] scale, float[] gradient) {
    LayerNorm.backward(rows, at, width, value(gain), norm, scale, gradient, grad(gain));
  }

  /** Dropped weights have no gradient; those that stayed have it as much enlarged as they were. */
  private void addRecurrentGradient(int rows) {
    packed.pack(rows, output, trace.before, 0, output, false);
    float[] gradient = grad(CellOptions.WEIGHT_HH);
    if (!dropping) {
      addProduct(width, dRecurrent, 0, width, gradient, output);
      return;
    }
    dWeight = zeros(dWeight, gradient.length);
    addProduct(width, dRecurrent, 0, width, dWeight, output);
    dropout.backward(dWeight, gradient.length);
    VectorMath.axpy(gradient.length, 1, dWeight, 0, gradient, 0);
  }

  /** {@code c += a^T packed}, a of n columns. */
  private void addProduct(int n, float[] a, int aOff, int aStride, float[] sum, int stride) {
    Gemm.multiply(n, a, aOff, aStride, true, packed, true, sum, 0, stride);
  }

  @Override
  public void inputGradient(
      SequenceLayout layout, boolean accumulate, float[] dX, Parallel parallel) {
    packed.pack(width, input, value(CellOptions.WEIGHT_IH), 0, input, false);
    Gemm.multiply(
        layout.rows(), dGates, 0, width, false, packed, accumulate, dX, 0, input, parallel);
  }

  private float[] value(String name) {
    Parameter parameter = parameters.get(name);
    return parameter == null ? NONE : parameter.value();
  }

  private float[] grad(String name) {
    Parameter parameter = parameters.get(name);
    return parameter == null ? NONE : parameter.grad();
  }

  private static float[] zeros(float[] buffer, int size) {
    float[] zeroed = Buffers.ensure(buffer, size);
    Arrays.fill(zeroed, 0, size, 0f);
    return zeroed;
  }
}
