package org.auricle.acoustic.augment;

import java.util.SplittableRandom;

/**
 * Makes the quiet before and behind speech as long as asked, whatever a recording has of it: a
 * network that reads both ways learns how a corpus was cut as well as what is said in it.
 */
public final class QuietEdges {
  /** Beside what is loud stays as it is: words begin and end with soft sounds. */
  private static final double KEPT_SECONDS = 0.15;

  /** Less quiet than this would sound like a buzz if it were repeated. */
  private static final double REPEATED_SECONDS = 0.1;

  /** What is louder than this share of the way, in decibels, from the quiet to the loudest. */
  private static final double LOUD = 0.4;

  private QuietEdges() {}

  /**
   * The recording with other edges. What is loud, and a little beside it, stays; longer quiet is
   * cut, shorter filled up with the recording's own, or where it has too little, with noise that is
   * as quiet as its quietest moment.
   *
   * @param beforeSeconds of quiet before what stays
   * @param behindSeconds of quiet behind it
   */
  public static float[] redraw(
      float[] samples,
      double beforeSeconds,
      double behindSeconds,
      int sampleRateHz,
      SplittableRandom random) {
    WindowPowers powers = WindowPowers.of(samples, sampleRateHz);
    int kept = (int) (KEPT_SECONDS * sampleRateHz);
    int from = Math.max(0, powers.firstLouder(LOUD) - kept);
    int to = Math.min(samples.length, powers.lastLouder(LOUD) + kept);
    int before = (int) Math.round(beforeSeconds * sampleRateHz);
    int behind = (int) Math.round(behindSeconds * sampleRateHz);
    float[] redrawn = new float[before + to - from + behind];
    System.arraycopy(samples, from, redrawn, before, to - from);
    int least = (int) (REPEATED_SECONDS * sampleRateHz);
    float[] hiss = new float[0];
    if (from < least || samples.length - to < least) {
      hiss = ColoredNoise.white(Math.max(before, behind), powers.least(), random);
    }
    for (int i = 0; i < before; i++) { // away from the speech, and back again
      redrawn[before - 1 - i] = from < least ? hiss[i] : samples[from - 1 - toAndFro(i, from)];
    }
    int left = samples.length - to;
    for (int i = 0; i < behind; i++) {
      redrawn[before + to - from + i] = left < least ? hiss[i] : samples[to + toAndFro(i, left)];
    }
    return redrawn;
  }

  /** The i-th of 0, 1, .. n - 1, n - 1, .. 1, 0, 0, 1, .. */
  private static int toAndFro(int i, int n) {
    int place = i % (2 * n);
    return place < n ? place : 2 * n - 1 - place;
  }
}
