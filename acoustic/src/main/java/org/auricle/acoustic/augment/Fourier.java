package org.auricle.acoustic.augment;

/**
 * The complex discrete Fourier transform of a power of two, in place: decimation in frequency
 * forwards, in time backwards (Cooley and Tukey 1965), so that nothing has to be put into order in
 * between. Thread-safe.
 */
final class Fourier {
  private final int size;
  private final double[] cos; // [size] of the stage that joins s + s values at s .. 2 s - 1
  private final double[] sin;

  Fourier(int size) {
    this.size = size;
    cos = new double[size];
    sin = new double[size];
    for (int s = 1; s < size; s *= 2) {
      for (int j = 0; j < s; j++) {
        cos[s + j] = Math.cos(Math.PI * j / s);
        sin[s + j] = Math.sin(Math.PI * j / s);
      }
    }
  }

  int size() {
    return size;
  }

  /** Transforms; the result is in bit-reversed order. */
  void forward(double[] re, double[] im) {
    for (int s = size / 2; s >= 1; s /= 2) {
      for (int base = 0; base < size; base += 2 * s) {
        for (int j = 0; j < s; j++) {
          int a = base + j;
          int b = a + s;
          double x = re[a] - re[b];
          double y = im[a] - im[b];
          re[a] += re[b];
          im[a] += im[b];
          re[b] = x * cos[s + j] + y * sin[s + j];
          im[b] = y * cos[s + j] - x * sin[s + j];
        }
      }
    }
  }

  /** Transforms back from bit-reversed order; the result is {@link #size} times too large. */
  void backward(double[] re, double[] im) {
    for (int s = 1; s < size; s *= 2) {
      for (int base = 0; base < size; base += 2 * s) {
        for (int j = 0; j < s; j++) {
          int a = base + j;
          int b = a + s;
          double x = re[b] * cos[s + j] - im[b] * sin[s + j];
          double y = im[b] * cos[s + j] + re[b] * sin[s + j];
          re[b] = re[a] - x;
          im[b] = im[a] - y;
          re[a] += x;
          im[a] += y;
        }
      }
    }
  }
}
