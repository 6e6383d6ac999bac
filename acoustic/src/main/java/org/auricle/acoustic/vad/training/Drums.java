package org.auricle.acoustic.vad.training;

import java.util.SplittableRandom;

/** A drum kit and what it plays, by lot: bars of sixteenths in which a pattern returns. */
final class Drums {
  private final int rate;
  private final SplittableRandom random;
  private final boolean[][] pattern; // kick, snare, hat, by sixteenth of a bar
  private final double pitch; // of the kick, hertz
  private final double tomPitch;
  private final double ring; // seconds
  private final double hatRing;
  private final double swing; // of every other sixteenth, in sixteenths

  Drums(int beats, int rate, SplittableRandom random) {
    this.rate = rate;
    this.random = random;
    int steps = 4 * beats;
    pattern = new boolean[3][steps];
    for (int s = 0; s < steps; s++) {
      pattern[0][s] = s % 8 == 0 || random.nextInt(8) == 0;
      pattern[1][s] = s % 8 == 4 || random.nextInt(12) == 0;
      pattern[2][s] = s % 2 == 0 || random.nextInt(3) == 0;
    }
    pitch = 40 + 50 * random.nextDouble();
    tomPitch = 100 + 200 * random.nextDouble();
    ring = 0.05 + 0.2 * random.nextDouble();
    hatRing = 0.015 + 0.08 * random.nextDouble();
    swing = random.nextBoolean() ? 0 : 0.6 * random.nextDouble();
  }

  /**
   * Adds them to a signal.
   *
   * @param step a sixteenth, seconds
   */
  void play(float[] out, double step) {
    int steps = pattern[0].length;
    for (int s = 0; s * step * rate < out.length; s++) {
      double at = (s + (s % 2 == 1 ? swing : 0)) * step;
      double accent = 0.6 + 0.4 * random.nextDouble();
      if (pattern[0][s % steps]) {
        hit(out, at, pitch, 0, ring, 0.8 * accent);
      }
      if (pattern[1][s % steps]) {
        hit(out, at, tomPitch, 0.7, 0.6 * ring + 0.03, 0.5 * accent);
      }
      if (pattern[2][s % steps]) {
        hit(out, at, 0, 1, hatRing, 0.25 * accent);
      }
    }
  }

  /** A falling tone and noise in some proportion, both fading. */
  private void hit(
      float[] out, double at, double hertz, double noise, double ringing, double gain) {
    int start = (int) (at * rate);
    int length = Math.min(out.length - start, (int) (5 * ringing * rate));
    double phase = 0;
    double before = 0;
    for (int i = 0; i < length; i++) {
      double seconds = (double) i / rate;
      double fade = Math.exp(-seconds / ringing);
      phase += hertz * (1 + 2 * Math.exp(-seconds / 0.02)) / rate;
      double white = 2 * random.nextDouble() - 1;
      double hiss = white - before; // no low frequencies
      before = white;
      double value = (1 - noise) * NoteVoice.sine(phase) + 0.5 * noise * hiss;
      out[start + i] += (float) (gain * fade * value);
    }
  }
}
