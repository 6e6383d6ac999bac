package org.auricle.acoustic.vad.training;

import java.util.Arrays;

/**
 * Where in a clean recording somebody speaks, by its energy: frames of 10 ms that are loud beside
 * the recording's own noise and not too faint beside its loudest ones, with short gaps filled and
 * edges widened, since words begin and end faintly.
 */
public final class SpeechLabels {
  /** Samples of a frame, at 16 kHz. */
  public static final int FRAME = 160;

  private static final double HIGH_PASS = 0.96; // pole; takes hum away
  private static final double FLOOR = 0.1; // quantiles of the frames' level
  private static final double PEAK = 0.95;
  private static final double ABOVE_FLOOR_DB = 8;
  private static final double BELOW_PEAK_DB = 32;
  private static final double LEAST_BELOW_PEAK_DB = 20;
  private static final double SILENCE_DB = -100;
  private static final int MIN_RUN = 5; // frames
  private static final int MAX_GAP = 25;
  private static final int BEFORE = 5;
  private static final int AFTER = 8;

  private SpeechLabels() {}

  /**
   * Labels a recording.
   *
   * @param samples clean speech, 16 kHz
   * @return [ceil(samples / FRAME)], whether each frame is speech
   */
  public static boolean[] of(float[] samples) {
    double[] level = smooth(levels(samples));
    if (level.length == 0) {
      return new boolean[0];
    }
    double[] sorted = level.clone();
    Arrays.sort(sorted);
    double floor = sorted[(int) (FLOOR * (sorted.length - 1))];
    double peak = sorted[(int) (PEAK * (sorted.length - 1))];
    double threshold =
        Math.min(
            Math.max(floor + ABOVE_FLOOR_DB, peak - BELOW_PEAK_DB), peak - LEAST_BELOW_PEAK_DB);
    boolean[] speech = new boolean[level.length];
    for (int i = 0; i < level.length; i++) {
      speech[i] = level[i] > Math.max(threshold, SILENCE_DB);
    }
    fill(speech, true, MIN_RUN);
    fill(speech, false, MAX_GAP);
    return widen(speech);
  }

  /** Level of each frame, decibels of full scale. */
  private static double[] levels(float[] samples) {
    double[] level = new double[(samples.length + FRAME - 1) / FRAME];
    double before = 0;
    double out = 0;
    for (int f = 0; f < level.length; f++) {
      int end = Math.min(samples.length, (f + 1) * FRAME);
      double sum = 0;
      for (int i = f * FRAME; i < end; i++) {
        out = HIGH_PASS * (out + samples[i] - before);
        before = samples[i];
        sum += out * out;
      }
      level[f] = 10 * Math.log10(sum / (end - f * FRAME) + 1e-12);
    }
    return level;
  }

  /** Mean of three frames. */
  private static double[] smooth(double[] level) {
    double[] smooth = new double[level.length];
    for (int i = 0; i < level.length; i++) {
      smooth[i] =
          (level[Math.max(0, i - 1)] + level[i] + level[Math.min(level.length - 1, i + 1)]) / 3;
    }
    return smooth;
  }

  /** Turns runs of a value that are shorter than least; silence only between speech. */
  private static void fill(boolean[] speech, boolean value, int least) {
    int from = 0;
    while (from < speech.length) {
      int to = from;
      while (to < speech.length && speech[to] == speech[from]) {
        to++;
      }
      boolean inside = from > 0 && to < speech.length;
      if (speech[from] == value && to - from < least && (value || inside)) {
        Arrays.fill(speech, from, to, !value);
      }
      from = to;
    }
  }

  private static boolean[] widen(boolean[] speech) {
    boolean[] wide = new boolean[speech.length];
    for (int i = 0; i < speech.length; i++) {
      if (speech[i]) {
        Arrays.fill(wide, Math.max(0, i - BEFORE), Math.min(speech.length, i + AFTER + 1), true);
      }
    }
    return wide;
  }
}
