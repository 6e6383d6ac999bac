package org.auricle.acoustic.vad.training;

import java.util.SplittableRandom;

/**
 * What runs, rattles, rings, drips, rubs and squeaks, drawn by lot. None of it is made of voices.
 */
final class MachineSynthesizer {
  private final int rate;

  MachineSynthesizer(int rate) {
    this.rate = rate;
  }

  /** Any of the kinds, at any level. */
  float[] play(int samples, SplittableRandom random) {
    return switch (random.nextInt(6)) {
      case 0, 1 -> engine(samples, random);
      case 2 -> bands(samples, random);
      case 3 -> drops(samples, random);
      case 4 -> squeaks(samples, random);
      default -> bell(samples, random);
    };
  }

  /** Explosions or blades: pulses of a wandering rate through resonances, and some hiss. */
  private float[] engine(int samples, SplittableRandom random) {
    float[] out = new float[samples];
    double hertz = 8 * Math.pow(25, random.nextDouble());
    double wander = 0.5 * random.nextDouble() * random.nextDouble();
    double rough = 0.5 * random.nextDouble();
    double hiss = 0.3 * random.nextDouble();
    double ring = 1 / (hertz * (1 + 6 * random.nextDouble())); // seconds
    boolean revs = random.nextInt(3) == 0;
    double drift = 0;
    double phase = 1;
    double pulse = 0;
    for (int i = 0; i < samples; i++) {
      drift += (random.nextDouble() - 0.5) * 0.02 - drift / rate;
      double rev = revs ? 1 + 0.4 * NoteVoice.sine(0.3 * i / rate) : 1;
      phase += hertz * rev * (1 + wander * Math.max(-1, Math.min(1, drift))) / rate;
      if (phase >= 1) {
        phase -= 1;
        pulse = 1 + rough * (2 * random.nextDouble() - 1);
      }
      pulse *= 1 - 1 / (ring * rate + 1);
      double noise = 2 * random.nextDouble() - 1;
      out[i] = (float) (pulse * (0.5 + rough * noise) + hiss * noise);
    }
    float[] second = out.clone();
    SignalEffects.bandPass(
        out, 80 * Math.pow(20, random.nextDouble()), 0.5 + 3 * random.nextDouble(), rate);
    SignalEffects.bandPass(
        second, 300 * Math.pow(10, random.nextDouble()), 0.5 + 4 * random.nextDouble(), rate);
    add(out, second, random.nextDouble());
    return out;
  }

  /** Bands of noise, each with its own swell: crowds of things, traffic, surf. */
  private float[] bands(int samples, SplittableRandom random) {
    float[] out = new float[samples];
    int count = 2 + random.nextInt(3);
    for (int n = 0; n < count; n++) {
      float[] band = NoiseSynthesizer.white(samples, 0.3, random);
      SignalEffects.bandPass(
          band, 100 * Math.pow(35, random.nextDouble()), 0.5 + 4 * random.nextDouble(), rate);
      double pace = 0.3 * Math.pow(40, random.nextDouble()); // hertz
      double from = random.nextDouble();
      double to = random.nextDouble();
      double at = 0;
      for (int i = 0; i < samples; i++) {
        at += pace / rate;
        if (at >= 1) {
          at -= 1;
          from = to;
          to = random.nextDouble() * random.nextDouble();
        }
        band[i] *= (float) (from + at * (to - from));
      }
      add(out, band, 0.3 + random.nextDouble());
    }
    return out;
  }

  /** Short rising tones as of drops and bubbles (Minnaert 1933), few to many. */
  private float[] drops(int samples, SplittableRandom random) {
    float[] out = NoiseSynthesizer.white(samples, 0.02 * random.nextDouble(), random);
    double gap = 0.004 * Math.pow(100, random.nextDouble()); // seconds
    double centre = 400 * Math.pow(5, random.nextDouble());
    for (double at = 0; at * rate < samples; at += gap * 2 * random.nextDouble() + 1e-3) {
      double hertz = centre * Math.pow(2, 2 * random.nextDouble() - 1);
      double ring = 0.003 + 0.03 * random.nextDouble();
      double rise = random.nextDouble();
      double gain = 0.2 + 0.8 * random.nextDouble();
      int start = (int) (at * rate);
      double phase = 0;
      for (int i = 0; i < 5 * ring * rate && start + i < samples; i++) {
        double seconds = (double) i / rate;
        phase += hertz * (1 + rise * seconds / ring / 5) / rate;
        out[start + i] += (float) (gain * NoteVoice.sine(phase) * Math.exp(-seconds / ring));
      }
    }
    return out;
  }

  /** Hinges, brakes, birds: short glides of a high, thin tone. */
  private float[] squeaks(int samples, SplittableRandom random) {
    float[] out = NoiseSynthesizer.white(samples, 0.03 * random.nextDouble(), random);
    double centre = 700 * Math.pow(4, random.nextDouble());
    double trill = random.nextBoolean() ? 0 : 10 + 40 * random.nextDouble(); // hertz
    double second = 0.5 * random.nextDouble();
    double at = random.nextDouble();
    while (at * rate < samples) {
      double length = 0.05 + 0.4 * random.nextDouble();
      double from = centre * Math.pow(2, random.nextDouble() - 0.5);
      double to = centre * Math.pow(2, random.nextDouble() - 0.5);
      int start = (int) (at * rate);
      int count = (int) (length * rate);
      double phase = 0;
      for (int i = 0; i < count && start + i < samples; i++) {
        double place = (double) i / count;
        double wobble = trill == 0 ? 1 : 1 + 0.05 * NoteVoice.sine(trill * i / rate);
        phase += (from + place * (to - from)) * wobble / rate;
        double value = NoteVoice.sine(phase) + second * NoteVoice.sine(2 * phase);
        out[start + i] += (float) (value * NoteVoice.sine(place / 2));
      }
      at += length + 0.8 * random.nextDouble() * random.nextDouble();
    }
    return out;
  }

  /** A telephone, an alarm clock, dishes: partials out of tune, struck again and again. */
  private float[] bell(int samples, SplittableRandom random) {
    float[] out = NoiseSynthesizer.white(samples, 0.01 * random.nextDouble(), random);
    double base = 300 * Math.pow(6, random.nextDouble());
    int partials = 2 + random.nextInt(5);
    double[] ratio = new double[partials];
    for (int p = 0; p < partials; p++) {
      ratio[p] = 1 + 4 * random.nextDouble();
    }
    double gap = 0.04 * Math.pow(40, random.nextDouble()); // seconds
    double ring = 0.02 * Math.pow(30, random.nextDouble());
    boolean regular = random.nextBoolean();
    double at = 0;
    while (at * rate < samples) {
      int start = (int) (at * rate);
      double gain = regular ? 0.5 : 0.1 + random.nextDouble();
      double bend = regular ? 1 : 0.7 + 0.6 * random.nextDouble();
      for (int i = 0; i < 5 * ring * rate && start + i < samples; i++) {
        double seconds = (double) i / rate;
        double value = 0;
        for (double r : ratio) {
          value += NoteVoice.sine(base * r * bend * seconds);
        }
        out[start + i] += (float) (gain / partials * value * Math.exp(-seconds / ring));
      }
      at += regular ? gap : 2 * gap * random.nextDouble() + 1e-2;
    }
    return out;
  }

  private static void add(float[] to, float[] from, double gain) {
    for (int i = 0; i < to.length; i++) {
      to[i] += (float) gain * from[i];
    }
  }
}
