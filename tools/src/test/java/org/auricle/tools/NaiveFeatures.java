package org.auricle.tools;

/**
 * Features that foreign models expect, from their definitions, in double precision, with a DFT in
 * O(N^2). Shares no code with what it checks.
 */
final class NaiveFeatures {
  private static final int FFT = 512;
  private static final int WINDOW = 400;
  private static final int SHIFT = 160;
  private static final double RATE = 16_000;

  private NaiveFeatures() {}

  /** NeMo's log-mel [n / 160][bins]. */
  static double[][] nemoLogMel(float[] signal, int bins) {
    double[][] rows = new double[signal.length / SHIFT][bins];
    for (int t = 0; t < rows.length; t++) {
      double[] frame = new double[WINDOW];
      for (int i = 0; i < WINDOW; i++) {
        int s = t * SHIFT - WINDOW / 2 + i;
        if (s >= 0 && s < signal.length) {
          double emphasised = signal[s] - (s > 0 ? 0.97 * signal[s - 1] : 0);
          frame[i] = emphasised * Math.pow(Math.sin(Math.PI * i / (WINDOW - 1)), 2);
        }
      }
      double[] power = power(frame);
      double top = 15 + 27 * Math.log(8) / Math.log(6.4);
      for (int b = 0; b < bins; b++) {
        double left = slaney(top * b / (bins + 1));
        double peak = slaney(top * (b + 1) / (bins + 1));
        double right = slaney(top * (b + 2) / (bins + 1));
        double energy = 0;
        for (int k = 0; k < power.length; k++) {
          double f = k * RATE / FFT;
          double height = f <= peak ? (f - left) / (peak - left) : (right - f) / (right - peak);
          energy += 2 / (right - left) * Math.max(0, height) * power[k];
        }
        rows[t][b] = Math.log(energy + Math.pow(2, -24));
      }
    }
    return rows;
  }

  /** NeMo's log-mel, each band normalised over the utterance. */
  static double[][] nemo(float[] signal, int bins) {
    double[][] rows = nemoLogMel(signal, bins);
    for (int b = 0; b < bins; b++) {
      double mean = 0;
      double squares = 0;
      for (double[] row : rows) {
        mean += row[b] / rows.length;
      }
      for (double[] row : rows) {
        squares += (row[b] - mean) * (row[b] - mean);
      }
      for (double[] row : rows) {
        row[b] = (row[b] - mean) / (Math.sqrt(squares / (rows.length - 1)) + 1e-5);
      }
    }
    return rows;
  }

  private static double slaney(double mel) {
    return mel < 15 ? mel * 200 / 3 : 1_000 * Math.pow(6.4, (mel - 15) / 27);
  }

  /** Kaldi's log-mel [(n + 80) / 160][80] of samples multiplied by {@code scale}. */
  static double[][] kaldi(float[] signal, double scale) {
    int bins = 80;
    double[][] rows = new double[(signal.length + SHIFT / 2) / SHIFT][bins];
    for (int t = 0; t < rows.length; t++) {
      double[] x = new double[WINDOW];
      double mean = 0;
      for (int i = 0; i < WINDOW; i++) {
        int phase = Math.floorMod(t * SHIFT + SHIFT / 2 - WINDOW / 2 + i, 2 * signal.length);
        x[i] = scale * signal[phase < signal.length ? phase : 2 * signal.length - 1 - phase];
        mean += x[i] / WINDOW;
      }
      double[] frame = new double[WINDOW];
      for (int i = 0; i < WINDOW; i++) {
        double emphasised = x[i] - mean - 0.97 * (x[Math.max(0, i - 1)] - mean);
        double hann = Math.pow(Math.sin(Math.PI * i / (WINDOW - 1)), 2);
        frame[i] = emphasised * Math.pow(hann, 0.85);
      }
      double[] power = power(frame);
      double low = htk(20);
      double step = (htk(7_600) - low) / (bins + 1);
      for (int b = 0; b < bins; b++) {
        double energy = 0;
        for (int k = 0; k < power.length; k++) {
          double distance = Math.abs(htk(k * RATE / FFT) - low - (b + 1) * step) / step;
          energy += Math.max(0, 1 - distance) * power[k];
        }
        rows[t][b] = Math.log(Math.max(energy, Math.pow(2, -23)));
      }
    }
    return rows;
  }

  private static double htk(double hertz) {
    return 1127 * Math.log(1 + hertz / 700);
  }

  private static double[] power(double[] frame) {
    double[] power = new double[FFT / 2 + 1];
    for (int k = 0; k < power.length; k++) {
      double re = 0;
      double im = 0;
      for (int i = 0; i < frame.length; i++) {
        re += frame[i] * COS[k * i % FFT];
        im += frame[i] * COS[(k * i + FFT / 4) % FFT];
      }
      power[k] = re * re + im * im;
    }
    return power;
  }

  private static final double[] COS = new double[FFT];

  static {
    for (int i = 0; i < FFT; i++) {
      COS[i] = Math.cos(2 * Math.PI * i / FFT);
    }
  }

  /** (x - mean) / sqrt(variance + 1e-7), a value a row. */
  static double[][] standardised(float[] signal) {
    double mean = 0;
    double variance = 0;
    for (float x : signal) {
      mean += (double) x / signal.length;
    }
    for (float x : signal) {
      variance += (x - mean) * (x - mean) / signal.length;
    }
    double[][] rows = new double[signal.length][1];
    for (int i = 0; i < signal.length; i++) {
      rows[i][0] = (signal[i] - mean) / Math.sqrt(variance + 1e-7);
    }
    return rows;
  }
}
