package org.auricle.acoustic.vad.training;

import java.util.SplittableRandom;
import org.auricle.acoustic.augment.ColoredNoise;

/**
 * Noise drawn by lot: white to brown, bands, hum, steady and sweeping tones, clicks, bursts, and
 * what machines and things do.
 */
public final class NoiseSynthesizer {
  private final int rate;

  /** A synthesizer at a rate, hertz. */
  public NoiseSynthesizer(int rate) {
    this.rate = rate;
  }

  /** White noise of a root mean square. */
  public static float[] white(int samples, double rms, SplittableRandom random) {
    float[] noise = new float[samples];
    double amplitude = rms * Math.sqrt(3);
    for (int i = 0; i < samples; i++) {
      noise[i] = (float) (amplitude * (2 * random.nextDouble() - 1));
    }
    return noise;
  }

  /** Noise with three decibels less power each octave up. */
  public static float[] pink(int samples, double rms, SplittableRandom random) {
    return scaled(ColoredNoise.filteredPink(samples, random), rms);
  }

  /** Any of the kinds, at a root mean square of 0.1. */
  public float[] play(int samples, SplittableRandom random) {
    float[] noise =
        switch (random.nextInt(12)) {
          case 0 -> white(samples, 1, random);
          case 1 -> pink(samples, 1, random);
          case 2 -> brown(samples, random);
          case 3 -> hum(samples, random);
          case 4 -> tone(samples, random);
          case 5 -> clicks(samples, random);
          case 6, 7 -> bursts(samples, random);
          default -> new MachineSynthesizer(rate).play(samples, random);
        };
    return scaled(noise, 0.1);
  }

  private float[] brown(int samples, SplittableRandom random) {
    float[] noise = new float[samples];
    double pole = 0.9 + 0.099 * random.nextDouble();
    double value = 0;
    for (int i = 0; i < samples; i++) {
      value = pole * value + 2 * random.nextDouble() - 1;
      noise[i] = (float) value;
    }
    return noise;
  }

  private float[] hum(int samples, SplittableRandom random) {
    float[] noise = white(samples, 0.02 * random.nextDouble(), random);
    double mains = random.nextBoolean() ? 50 : 60;
    int harmonics = 1 + random.nextInt(12);
    for (int k = 1; k <= harmonics; k++) {
      double gain = random.nextDouble() / k;
      double phase = random.nextDouble();
      for (int i = 0; i < samples; i++) {
        noise[i] += (float) (gain * NoteVoice.sine(phase + k * mains * i / rate));
      }
    }
    return noise;
  }

  /** A tone, a sweep, a siren, or beeps. */
  private float[] tone(int samples, SplittableRandom random) {
    float[] noise = white(samples, 0.01 * random.nextDouble(), random);
    double from = 100 * Math.pow(30, random.nextDouble());
    double to = random.nextBoolean() ? from : 100 * Math.pow(30, random.nextDouble());
    double period = 0.2 + 4 * random.nextDouble(); // seconds, of sweep and of beeps
    boolean beeps = random.nextInt(3) == 0;
    double on = 0.1 + 0.8 * random.nextDouble();
    double phase = 0;
    for (int i = 0; i < samples; i++) {
      double place = i / (period * rate) % 1;
      double hertz = from * Math.pow(to / from, 1 - Math.abs(2 * place - 1));
      phase += hertz / rate;
      noise[i] += beeps && place > on ? 0 : (float) NoteVoice.sine(phase);
    }
    return noise;
  }

  /** Keys, ticks, crackling: short decays of noise or of a tone, regular or not. */
  private float[] clicks(int samples, SplittableRandom random) {
    float[] noise = white(samples, 0.02 * random.nextDouble(), random);
    double gap = 0.03 * Math.pow(30, random.nextDouble());
    boolean regular = random.nextBoolean();
    double ring = 0.002 * Math.pow(20, random.nextDouble());
    double hertz = random.nextBoolean() ? 0 : 300 + 3000 * random.nextDouble();
    double at = 0;
    while (at < (double) samples / rate) {
      double gain = 0.3 + 0.7 * random.nextDouble();
      int start = (int) (at * rate);
      for (int i = 0; i < 6 * ring * rate && start + i < samples; i++) {
        double seconds = (double) i / rate;
        double value = hertz == 0 ? 2 * random.nextDouble() - 1 : NoteVoice.sine(hertz * seconds);
        noise[start + i] += (float) (gain * value * Math.exp(-seconds / ring));
      }
      at += regular ? gap : gap * 2 * random.nextDouble() + 1e-3;
    }
    return noise;
  }

  /** Noise in a band that swells and fades: wind, steps, brushing, breathing. */
  private float[] bursts(int samples, SplittableRandom random) {
    float[] noise = white(samples, 0.3, random);
    SignalEffects.bandPass(
        noise, 100 * Math.pow(30, random.nextDouble()), 0.3 + 3 * random.nextDouble(), rate);
    double hertz = 0.2 * Math.pow(30, random.nextDouble());
    double depth = random.nextDouble();
    double sharp = 1 + 4 * random.nextDouble();
    for (int i = 0; i < samples; i++) {
      double swell = Math.pow(0.5 + 0.5 * NoteVoice.sine(hertz * i / rate), sharp);
      noise[i] *= (float) (1 - depth + depth * swell);
    }
    return noise;
  }

  private static float[] scaled(float[] noise, double rms) {
    double now = SignalEffects.rms(noise);
    SignalEffects.amplify(noise, now == 0 ? 0 : rms / now);
    return noise;
  }
}
