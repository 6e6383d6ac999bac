package org.auricle.acoustic.augment;

import java.util.List;
import java.util.SplittableRandom;

/** Recordings one after the other, with pauses as quiet as the recordings' quietest moments. */
public final class ConnectedSpeech {
  private ConnectedSpeech() {}

  /**
   * Joins recordings.
   *
   * @param parts at least one
   * @param pauses samples between two parts: one less than there are parts
   */
  public static float[] join(
      List<float[]> parts, int[] pauses, int sampleRateHz, SplittableRandom random) {
    int length = 0;
    double quietest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < parts.size(); i++) {
      length += parts.get(i).length + (i < pauses.length ? pauses[i] : 0);
      quietest = Math.min(quietest, WindowPowers.of(parts.get(i), sampleRateHz).least());
    }
    float[] joined = new float[length];
    int at = 0;
    for (int i = 0; i < parts.size(); i++) {
      float[] part = parts.get(i);
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
      if (i < pauses.length) {
        float[] pause = ColoredNoise.white(pauses[i], quietest, random);
        System.arraycopy(pause, 0, joined, at, pause.length);
        at += pause.length;
      }
    }
    return joined;
  }
}
