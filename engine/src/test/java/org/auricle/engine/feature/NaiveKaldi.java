package org.auricle.engine.feature;

/**
 * The oracle: Kaldi's definitions as the textbook writes them, in double precision, with a DFT in
 * O(N^2), sharing no code with what it checks.
 */
final class NaiveKaldi {
  private static final double FLT_EPSILON = 1.1920928955078125e-7;

  private NaiveKaldi() {}

  static int frames(FrameOptions options, int samples) {
    int length = (int) (options.sampleRateHz() * options.frameLengthMs() / 1000);
    int shift = (int) (options.sampleRateHz() * options.frameShiftMs() / 1000);
    if (options.snipEdges()) {
      return samples < length ? 0 : 1 + (samples - length) / shift;
    }
    return (samples + shift / 2) / shift;
  }

  /** [frames][bins]. */
  static double[][] fbank(FbankOptions options, float[] signal) {
    double[][] out = new double[frames(options.frame(), signal.length)][];
    for (int t = 0; t < out.length; t++) {
      double[] frame = centered(options.frame(), signal, t);
      out[t] = logMel(options.frame(), options.mel(), frame);
    }
    return out;
  }

  /** [frames][cepstra]. */
  static double[][] mfcc(MfccOptions options, float[] signal) {
    double[][] out = new double[frames(options.frame(), signal.length)][options.cepstra()];
    for (int t = 0; t < out.length; t++) {
      double[] frame = centered(options.frame(), signal, t);
      double[] logMel = logMel(options.frame(), options.mel(), frame);
      int bins = logMel.length;
      for (int k = 0; k < options.cepstra(); k++) {
        double sum = 0;
        for (int n = 0; n < bins; n++) {
          sum += logMel[n] * Math.cos(Math.PI * k * (2 * n + 1) / (2.0 * bins));
        }
        sum *= k == 0 ? Math.sqrt(1.0 / bins) : Math.sqrt(2.0 / bins);
        double q = options.lifter();
        out[t][k] = q == 0 ? sum : sum * (1 + q / 2 * Math.sin(Math.PI * k / q));
      }
      if (options.useEnergy()) {
        double energy = 0;
        for (double x : frame) {
          energy += x * x;
        }
        out[t][0] = Math.log(Math.max(energy, FLT_EPSILON));
      }
    }
    return out;
  }

  private static double[] centered(FrameOptions options, float[] signal, int t) {
    int length = (int) (options.sampleRateHz() * options.frameLengthMs() / 1000);
    int shift = (int) (options.sampleRateHz() * options.frameShiftMs() / 1000);
    int start = options.snipEdges() ? t * shift : t * shift + shift / 2 - length / 2;
    double[] frame = new double[length];
    double mean = 0;
    for (int i = 0; i < length; i++) {
      // The mirrored signal repeats every 2 n samples: forwards, then backwards.
      int phase = Math.floorMod(start + i, 2 * signal.length);
      frame[i] = 32768.0 * signal[phase < signal.length ? phase : 2 * signal.length - 1 - phase];
      mean += frame[i] / length;
    }
    for (int i = 0; i < length && options.removeDcOffset(); i++) {
      frame[i] -= mean;
    }
    return frame;
  }

  private static double[] logMel(FrameOptions options, MelOptions mel, double[] frame) {
    int size = 1;
    while (size < frame.length) {
      size *= 2;
    }
    double[] windowed = new double[size];
    for (int i = 0; i < frame.length; i++) {
      double previous = i == 0 ? frame[0] : frame[i - 1];
      windowed[i] =
          (frame[i] - options.preEmphasis() * previous) * window(options.window(), i, frame.length);
    }
    double[] power = power(windowed);
    double binHz = (double) options.sampleRateHz() / size;
    double low = mel(mel.lowHz());
    double nyquist = options.sampleRateHz() / 2.0;
    double high = mel(mel.highHz() > 0 ? mel.highHz() : nyquist + mel.highHz());
    double step = (high - low) / (mel.bins() + 1);
    double[] out = new double[mel.bins()];
    for (int b = 0; b < out.length; b++) {
      double energy = 0;
      for (int k = 0; k < size / 2; k++) {
        double distance = Math.abs(mel(k * binHz) - (low + (b + 1) * step)) / step;
        energy += Math.max(0, 1 - distance) * power[k];
      }
      out[b] = Math.log(Math.max(energy, FLT_EPSILON));
    }
    return out;
  }

  private static double[] power(double[] x) {
    int n = x.length;
    double[] cos = new double[n];
    double[] sin = new double[n];
    for (int i = 0; i < n; i++) {
      cos[i] = Math.cos(2 * Math.PI * i / n);
      sin[i] = Math.sin(2 * Math.PI * i / n);
    }
    double[] power = new double[n / 2];
    for (int k = 0; k < power.length; k++) {
      double re = 0;
      double im = 0;
      for (int i = 0; i < n; i++) {
        re += x[i] * cos[i * k % n];
        im -= x[i] * sin[i * k % n];
      }
      power[k] = re * re + im * im;
    }
    return power;
  }

  private static double window(WindowFunction window, int i, int length) {
    double hann = Math.pow(Math.sin(Math.PI * i / (length - 1)), 2);
    return switch (window) {
      case POVEY -> Math.pow(hann, 0.85);
      case HANN -> hann;
      case HAMMING -> 0.08 + 0.92 * hann;
      case RECTANGULAR -> 1;
    };
  }

  private static double mel(double hertz) {
    return 1127 * Math.log(1 + hertz / 700);
  }
}
