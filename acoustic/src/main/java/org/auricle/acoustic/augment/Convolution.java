package org.auricle.acoustic.augment;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Convolution of a signal with an impulse response, block by block in the frequency domain (overlap
 * and add). Two blocks go through one complex transform, as its real and its imaginary part: the
 * response is real, so they stay apart.
 */
public final class Convolution {
  private static final int LEAST_SIZE = 1_024;
  private static final Map<Integer, Fourier> TRANSFORMS = new ConcurrentHashMap<>(); // by size

  private Convolution() {}

  /**
   * The first samples of the convolution, as many as the signal has: the response's tail behind the
   * end is cut off.
   *
   * @param response at least one sample
   */
  public static float[] convolve(float[] signal, float[] response) {
    int wanted = Math.max(LEAST_SIZE, 2 * response.length - 1);
    int size = Integer.highestOneBit(2 * wanted - 1); // the next power of two
    Fourier fourier = TRANSFORMS.computeIfAbsent(size, Fourier::new);
    int block = size - response.length + 1;
    double[] responseRe = new double[size];
    double[] responseIm = new double[size];
    for (int i = 0; i < response.length; i++) {
      responseRe[i] = (double) response[i] / size; // undoes the factor of the way back
    }
    fourier.forward(responseRe, responseIm);
    double[] re = new double[size];
    double[] im = new double[size];
    double[] sum = new double[signal.length];
    for (int from = 0; from < signal.length; from += 2 * block) {
      load(signal, from, block, re);
      load(signal, from + block, block, im);
      fourier.forward(re, im);
      multiply(re, im, responseRe, responseIm);
      fourier.backward(re, im);
      add(re, sum, from);
      add(im, sum, from + block);
    }
    float[] result = new float[signal.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) sum[i];
    }
    return result;
  }

  private static void load(float[] signal, int from, int count, double[] target) {
    for (int i = 0; i < target.length; i++) {
      target[i] = i < count && from + i < signal.length ? signal[from + i] : 0;
    }
  }

  private static void multiply(double[] re, double[] im, double[] otherRe, double[] otherIm) {
    for (int i = 0; i < re.length; i++) {
      double x = re[i] * otherRe[i] - im[i] * otherIm[i];
      im[i] = re[i] * otherIm[i] + im[i] * otherRe[i];
      re[i] = x;
    }
  }

  private static void add(double[] part, double[] sum, int from) {
    for (int i = 0; i < part.length && from + i < sum.length; i++) {
      sum[from + i] += part[i];
    }
  }
}
