package org.auricle.acoustic.vad.training;

import java.util.SplittableRandom;

/**
 * What rooms, microphones and lines do to a signal, in place. Filters: Bristow-Johnson's cookbook.
 */
final class SignalEffects {
  private static final double BUTTERWORTH = Math.sqrt(0.5); // quality

  private SignalEffects() {}

  static double rms(float[] signal) {
    double sum = 0;
    for (float x : signal) {
      sum += (double) x * x;
    }
    return signal.length == 0 ? 0 : Math.sqrt(sum / signal.length);
  }

  static void amplify(float[] signal, double gain) {
    for (int i = 0; i < signal.length; i++) {
      signal[i] *= (float) gain;
    }
  }

  static void clip(float[] signal) {
    for (int i = 0; i < signal.length; i++) {
      signal[i] = Math.max(-1f, Math.min(1f, signal[i]));
    }
  }

  /** First order: more or less of the high frequencies; tilt within -1..1, 0 changes nothing. */
  static void tilt(float[] signal, double tilt) {
    float before = 0;
    for (int i = 0; i < signal.length; i++) {
      float x = signal[i];
      signal[i] = (float) (x + tilt * before);
      before = x;
    }
  }

  /**
   * A room: four combs side by side and an all-pass (Schroeder 1962).
   *
   * @param seconds until the sound has fallen by 60 decibels
   */
  static void reverberate(float[] signal, double seconds, int rate, SplittableRandom random) {
    float[] room = new float[signal.length];
    for (int n = 0; n < 4; n++) {
      int delay = (int) (rate * (0.025 + 0.025 * random.nextDouble()));
      float feedback = (float) Math.pow(10, -3.0 * delay / rate / seconds);
      float[] comb = new float[signal.length];
      for (int i = 0; i < signal.length; i++) {
        comb[i] = signal[i] + (i < delay ? 0 : feedback * comb[i - delay]);
        room[i] += 0.25f * comb[i];
      }
    }
    int delay = (int) (0.005 * rate);
    float[] spread = new float[signal.length];
    for (int i = 0; i < signal.length; i++) {
      float before = i < delay ? 0 : room[i - delay] + 0.7f * spread[i - delay];
      spread[i] = before - 0.7f * room[i];
    }
    float wet = 0.2f + 0.6f * (float) random.nextDouble();
    for (int i = 0; i < signal.length; i++) {
      signal[i] += wet * spread[i];
    }
  }

  static void bandPass(float[] signal, double hertz, double quality, int rate) {
    double w = 2 * Math.PI * hertz / rate;
    double alpha = Math.sin(w) / (2 * quality);
    biquad(signal, alpha, 0, -alpha, 1 + alpha, -2 * Math.cos(w), 1 - alpha);
  }

  static void highPass(float[] signal, double hertz, int rate) {
    double w = 2 * Math.PI * hertz / rate;
    double cos = Math.cos(w);
    double alpha = Math.sin(w) / (2 * BUTTERWORTH);
    biquad(signal, (1 + cos) / 2, -(1 + cos), (1 + cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
  }

  static void lowPass(float[] signal, double hertz, int rate) {
    double w = 2 * Math.PI * hertz / rate;
    double cos = Math.cos(w);
    double alpha = Math.sin(w) / (2 * BUTTERWORTH);
    biquad(signal, (1 - cos) / 2, 1 - cos, (1 - cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
  }

  private static void biquad(
      float[] signal, double b0, double b1, double b2, double a0, double a1, double a2) {
    double z1 = 0;
    double z2 = 0;
    for (int i = 0; i < signal.length; i++) {
      double x = signal[i];
      double y = b0 / a0 * x + z1;
      z1 = b1 / a0 * x - a1 / a0 * y + z2;
      z2 = b2 / a0 * x - a2 / a0 * y;
      signal[i] = (float) y;
    }
  }
}
