package org.auricle.tools.eval;

import java.util.Arrays;
import org.auricle.engine.audio.AudioClip;

/**
 * How far speech stands out of what is behind it, roughly: the power of the loudest frames (95th
 * percentile) over that of the quietest (10th), in decibels. A frame is 25 ms, one every 10 ms.
 * Without a pause in the recording it says too little; with digital silence in it, too much.
 */
final class SpeechLevel {
  private static final double FRAME = 0.025; // seconds
  private static final double SHIFT = 0.01;
  private static final double QUIET = 0.10;
  private static final double LOUD = 0.95;
  private static final double MOST = 90; // about what 16 bits can tell apart, dB

  private SpeechLevel() {}

  /** Decibels, 0 to 90; 0 for a recording of less than a frame. */
  static double snrDb(AudioClip clip) {
    int length = (int) (FRAME * clip.sampleRate());
    int shift = Math.max(1, (int) (SHIFT * clip.sampleRate()));
    int frames = clip.samples().length < length ? 0 : 1 + (clip.samples().length - length) / shift;
    if (frames == 0) {
      return 0;
    }
    double[] power = new double[frames];
    for (int t = 0; t < frames; t++) {
      for (int i = 0; i < length; i++) {
        double x = clip.samples()[t * shift + i];
        power[t] += x * x;
      }
    }
    Arrays.sort(power);
    double quiet = power[(int) (QUIET * (frames - 1))];
    double loud = power[(int) (LOUD * (frames - 1))];
    return loud == 0 ? 0 : Math.min(MOST, 10 * Math.log10(loud / quiet));
  }
}
