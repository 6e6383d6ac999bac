package org.auricle.engine.audio;

/**
 * The inverse modified discrete cosine transform of Vorbis, y[t] = sum over k of X[k] cos(2 pi/n (t
 * + 1/2 + n/4)(k + 1/2)), by way of a discrete cosine transform of type IV, and that by a complex
 * Fourier transform of a quarter of the size. Not thread-safe.
 */
final class InverseMdct {
  private final int n;
  private final double[] cosine; // of pi (k + 1/8) / (n/2), k < n/4
  private final double[] sine;
  private final double[] re;
  private final double[] im;
  private final double[] fourier; // cosines and sines of the Fourier transform, by turns

  /** For blocks of n samples, a power of two, 8 or more. */
  InverseMdct(int n) {
    this.n = n;
    int quarter = n / 4;
    cosine = new double[quarter];
    sine = new double[quarter];
    fourier = new double[quarter];
    for (int k = 0; k < quarter; k++) {
      double angle = Math.PI * (k + 0.125) / (n / 2);
      cosine[k] = Math.cos(angle);
      sine[k] = Math.sin(angle);
    }
    for (int k = 0; k < quarter / 2; k++) {
      fourier[2 * k] = Math.cos(2 * Math.PI * k / quarter);
      fourier[2 * k + 1] = -Math.sin(2 * Math.PI * k / quarter);
    }
    re = new double[quarter];
    im = new double[quarter];
  }

  /**
   * Transforms.
   *
   * @param spectrum [n / 2]
   * @param samples receives [n]
   */
  void transform(float[] spectrum, float[] samples) {
    int half = n / 2;
    int quarter = n / 4;
    for (int k = 0; k < quarter; k++) {
      double a = spectrum[2 * k];
      double b = spectrum[half - 1 - 2 * k];
      re[k] = a * cosine[k] + b * sine[k];
      im[k] = b * cosine[k] - a * sine[k];
    }
    fourier();
    for (int k = 0; k < quarter; k++) {
      double even = re[k] * cosine[k] + im[k] * sine[k];
      double odd = re[k] * sine[k] - im[k] * cosine[k];
      put(2 * k, (float) even, samples);
      put(half - 1 - 2 * k, (float) odd, samples);
    }
  }

  /** What is at a place of the cosine transform stands at two of the samples. */
  private void put(int place, float value, float[] samples) {
    int quarter = n / 4;
    if (place >= quarter) {
      samples[place - quarter] = value;
      samples[3 * quarter - 1 - place] = -value;
    } else {
      samples[3 * quarter - 1 - place] = -value;
      samples[3 * quarter + place] = -value;
    }
  }

  /** Radix 2, in place. */
  private void fourier() {
    int size = re.length;
    for (int i = 1, j = 0; i < size; i++) {
      int bit = size >> 1;
      for (; (j & bit) != 0; bit >>= 1) {
        j ^= bit;
      }
      j ^= bit;
      if (i < j) {
        swap(re, i, j);
        swap(im, i, j);
      }
    }
    for (int length = 2; length <= size; length *= 2) {
      int stride = size / length;
      for (int start = 0; start < size; start += length) {
        for (int k = 0; k < length / 2; k++) {
          int a = start + k;
          int b = a + length / 2;
          double c = fourier[2 * k * stride];
          double s = fourier[2 * k * stride + 1];
          double real = re[b] * c - im[b] * s;
          double imaginary = re[b] * s + im[b] * c;
          re[b] = re[a] - real;
          im[b] = im[a] - imaginary;
          re[a] += real;
          im[a] += imaginary;
        }
      }
    }
  }

  private static void swap(double[] values, int i, int j) {
    double kept = values[i];
    values[i] = values[j];
    values[j] = kept;
  }
}
