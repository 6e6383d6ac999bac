package org.auricle.decoder.lm.lstm;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.auricle.engine.math.Activations;
import org.auricle.engine.math.Gemm;
import org.auricle.engine.math.PackedMatrix;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.math.VectorMath;

/**
 * The output layer in training: cross-entropy over the target and a sample of the vocabulary that
 * all rows of a step share (Jean et al. 2015, arXiv 1412.2007). Symbol w is in the sample with
 * probability pi(w), independently of all others, and competes with logit
 *
 * <pre>s(w) - ln pi(w),   s(w) = e_w . h + b_w</pre>
 *
 * so that at the optimum s is the logit of the full softmax: given the candidates C = sample +
 * target, P(target = y | C) is proportional to P(y | h) / pi(y). With pi = 1 everywhere this is the
 * full softmax. pi(w) = min(1, a p(w)^0.75), with a such that the sample has the size asked for:
 * the frequent symbols are always in it. Not thread-safe.
 */
final class SampledSoftmax {
  /** Flattens the distribution of the sample, as in Mikolov et al. 2013. */
  private static final double POWER = 0.75;

  private final double[] inclusion; // [V], pi
  private final float[] correction; // [V], -ln pi
  private final Parallel parallel;

  private final int[] candidates; // [count], ascending
  private final int[] column; // [V], of a candidate, or -1
  private int count;

  private final PackedMatrix packed = new PackedMatrix(1, 1);
  private float[] weights = new float[0]; // [count x E]
  private float[] offsets = new float[0]; // [count], bias and correction
  private float[] logits =
      new float[0]; // [N x (count + 1)], the last is a target out of the sample
  private float[] dWeights = new float[0]; // [count x E]
  private float[] dOffsets = new float[0]; // [count + 1]

  /**
   * A softmax for symbols of given frequencies.
   *
   * @param counts [V] occurrences of each symbol in the training text
   * @param size symbols to sample on average; V or more for all
   */
  SampledSoftmax(long[] counts, int size, Parallel parallel) {
    this.parallel = parallel;
    inclusion = inclusion(counts, size);
    correction = new float[counts.length];
    for (int w = 0; w < counts.length; w++) {
      correction[w] = (float) -Math.log(inclusion[w]);
    }
    candidates = new int[counts.length];
    column = new int[counts.length];
  }

  static double[] inclusion(long[] counts, int size) {
    double[] pi = new double[counts.length];
    Arrays.fill(pi, 1);
    if (size >= counts.length) {
      return pi;
    }
    double low = 0;
    double high = size; // a rarest symbol's p^0.75, at least 1, then reaches the size by itself
    for (int i = 0; i < 100; i++) {
      double scale = (low + high) / 2;
      double sum = 0;
      for (int w = 0; w < pi.length; w++) {
        pi[w] = Math.min(1, scale * Math.pow(Math.max(1, counts[w]), POWER));
        sum += pi[w];
      }
      if (sum < size) {
        low = scale;
      } else {
        high = scale;
      }
    }
    return pi;
  }

  /** Draws the sample of a step. */
  void draw(SplittableRandom random) {
    count = 0;
    for (int w = 0; w < inclusion.length; w++) {
      boolean in = inclusion[w] >= 1 || random.nextDouble() < inclusion[w];
      column[w] = in ? count : -1;
      if (in) {
        candidates[count++] = w;
      }
    }
  }

  /**
   * Cross-entropy and its gradients, which are added to those of weight and bias.
   *
   * @param h [N x E]
   * @param targets [N]
   * @param dH [N x E], overwritten
   * @return the sum over the rows, in nats
   */
  double forwardBackward(
      float[] h, int rows, int[] targets, SparseTable weight, SparseTable bias, float[] dH) {
    int size = weight.width();
    int width = count + 1;
    gather(weight, bias);
    if (logits.length < rows * width) {
      logits = new float[rows * width];
    }
    packed.pack(size, count, weights, 0, size, true);
    Gemm.multiply(rows, h, 0, size, false, packed, false, logits, 0, width, parallel);
    VectorMath.addRow(rows, count, offsets, 0, logits, 0, width);
    for (int r = 0; r < rows; r++) {
      int target = targets[r];
      logits[r * width + count] =
          column[target] >= 0
              ? Float.NEGATIVE_INFINITY
              : VectorMath.dot(size, h, r * size, weight.value(), target * size)
                  + bias.value()[target]
                  + correction[target];
    }
    Activations.logSoftmax(rows, width, logits, 0, logits, 0);
    double loss = 0;
    for (int r = 0; r < rows; r++) {
      loss -= logits[r * width + columnOf(targets[r])];
    }
    Activations.exp(rows * width, logits, 0);
    for (int r = 0; r < rows; r++) {
      logits[r * width + columnOf(targets[r])] -= 1f;
    }
    backward(h, rows, targets, weight, bias, dH);
    return loss;
  }

  private int columnOf(int target) {
    return column[target] >= 0 ? column[target] : count;
  }

  private void gather(SparseTable weight, SparseTable bias) {
    int size = weight.width();
    if (offsets.length < count) {
      weights = new float[count * size * 5 / 4];
      dWeights = new float[count * size * 5 / 4];
      offsets = new float[count * 5 / 4];
      dOffsets = new float[count * 5 / 4 + 1];
    }
    for (int i = 0; i < count; i++) {
      int w = candidates[i];
      System.arraycopy(weight.value(), w * size, weights, i * size, size);
      offsets[i] = bias.value()[w] + correction[w];
    }
  }

  /** From the gradient of the logits, which stands in their place. */
  private void backward(
      float[] h, int rows, int[] targets, SparseTable weight, SparseTable bias, float[] dH) {
    int size = weight.width();
    int width = count + 1;
    packed.pack(count, size, weights, 0, size, false);
    Gemm.multiply(rows, logits, 0, width, false, packed, false, dH, 0, size, parallel);
    packed.pack(rows, size, h, 0, size, false);
    Gemm.multiply(count, logits, 0, width, true, packed, false, dWeights, 0, size, parallel);
    Arrays.fill(dOffsets, 0, width, 0f);
    VectorMath.columnSums(rows, width, logits, 0, width, dOffsets, 0);
    for (int i = 0; i < count; i++) {
      weight.add(candidates[i], 1f, dWeights, i * size);
      bias.add(candidates[i], 1f, dOffsets, i);
    }
    for (int r = 0; r < rows; r++) {
      int target = targets[r];
      if (column[target] < 0) {
        float d = logits[r * width + count];
        VectorMath.axpy(size, d, weight.value(), target * size, dH, r * size);
        weight.add(target, d, h, r * size);
        bias.add(target, 1f, logits, r * width + count);
      }
    }
  }
}
