package org.auricle.acoustic.augment;

import java.util.SplittableRandom;
import java.util.function.IntFunction;

/** People who talk in the background: several recordings of speech at once, none to be followed. */
public final class Babble {
  private static final int LEAST_TALKERS = 3;
  private static final int MOST_TALKERS = 8;

  private final IntFunction<float[]> speech;
  private final int recordings;

  /**
   * A crowd.
   *
   * @param speech samples of a recording by its number; not changed here
   * @param recordings how many there are, at least one
   */
  public Babble(IntFunction<float[]> speech, int recordings) {
    this.speech = speech;
    this.recordings = recordings;
  }

  /** A stretch of it, of mean power 1 unless all are silent. */
  public float[] play(int samples, SplittableRandom random) {
    float[] sum = new float[samples];
    int talkers = random.nextInt(LEAST_TALKERS, MOST_TALKERS + 1);
    for (int t = 0; t < talkers; t++) {
      float[] talker = speech.apply(random.nextInt(recordings));
      if (talker.length > 0) {
        double power = power(talker);
        float gain = power == 0 ? 0 : (float) (1 / Math.sqrt(power));
        int at = random.nextInt(talker.length);
        for (int i = 0; i < samples; i++) {
          sum[i] += gain * talker[at];
          at = at + 1 == talker.length ? 0 : at + 1;
        }
      }
    }
    double power = power(sum);
    float gain = power == 0 ? 0 : (float) (1 / Math.sqrt(power));
    for (int i = 0; i < samples; i++) {
      sum[i] *= gain;
    }
    return sum;
  }

  private static double power(float[] samples) {
    double sum = 0;
    for (float x : samples) {
      sum += (double) x * x;
    }
    return sum / Math.max(1, samples.length);
  }
}
