package org.auricle.acoustic.vad.training;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** What the harmonics of an instrument's held notes are. Not thread-safe. */
final class Timbre {
  /** Families of spectra. */
  enum Kind {
    /** Any falling spectrum, now and then of odd harmonics only. */
    HARMONIC,
    /** All harmonics, 1/k: a synthesizer, an accordion. */
    SAW,
    /** Odd harmonics, 1/k. */
    SQUARE,
    /** 1/k behind the resonances of a body. */
    BOWED,
    /** Odd harmonics strong, even ones weak, behind a resonance or two. */
    REED,
    /** Drawbars, one octave below the note and up. */
    ORGAN
  }

  /** Samples of a period's table. */
  static final int TABLE = 2048;

  private static final int[] DRAWBARS = {1, 2, 3, 4, 6, 8, 10, 12, 16}; // of half the note
  private static final double HIGHEST = 5_000; // hertz; the detector of speech hears up to 4,000
  private static final double TABLE_RMS = 0.5;

  private final double[] harmonics; // amplitude of each
  private final double[] resonances; // hertz
  private final double sharpness; // of the resonances
  private final double below; // frequency of the table's period in a note's
  private final Map<Double, float[]> periods = new HashMap<>();

  Timbre(Kind kind, SplittableRandom random) {
    harmonics = new double[128];
    switch (kind) {
      case HARMONIC -> falling(random);
      case SAW -> fill(1, 1);
      case SQUARE -> fill(1, 0);
      case BOWED -> fill(1, 0.7 + 0.3 * random.nextDouble());
      case REED -> fill(0.7 + 0.6 * random.nextDouble(), 0.5 * random.nextDouble());
      case ORGAN -> drawbars(random);
    }
    below = kind == Kind.ORGAN ? 0.5 : 1;
    boolean body = kind == Kind.BOWED || kind == Kind.REED;
    resonances = new double[body ? 1 + random.nextInt(4) : 0];
    for (int i = 0; i < resonances.length; i++) {
      resonances[i] = 250 * Math.pow(14, random.nextDouble());
    }
    sharpness = 1 + 5 * random.nextDouble();
  }

  private void falling(SplittableRandom random) {
    int count = 1 + random.nextInt(random.nextBoolean() ? 10 : 36);
    double slope = 0.3 + 2 * random.nextDouble();
    boolean odd = random.nextInt(4) == 0;
    for (int k = 0; k < count; k++) {
      double drawn = 0.3 + 0.7 * random.nextDouble();
      harmonics[k] = odd && k % 2 == 1 ? 0 : drawn * Math.pow(k + 1, -slope);
    }
  }

  private void fill(double slope, double even) {
    for (int k = 0; k < harmonics.length; k++) {
      harmonics[k] = (k % 2 == 1 ? even : 1) * Math.pow(k + 1, -slope);
    }
  }

  private void drawbars(SplittableRandom random) {
    harmonics[1] = 1;
    for (int bar : DRAWBARS) {
      harmonics[bar - 1] = Math.max(harmonics[bar - 1], random.nextInt(9) / 8.0);
    }
  }

  /** Periods of the table in a second of a note. */
  double tableHertz(double hertz) {
    return hertz * below;
  }

  /** One period, at a root mean square of a half; the same for the same note. */
  float[] period(double hertz) {
    return periods.computeIfAbsent(hertz, this::draw);
  }

  private float[] draw(double hertz) {
    float[] period = new float[TABLE];
    double base = tableHertz(hertz);
    for (int k = 1; k <= harmonics.length && k * base < HIGHEST; k++) {
      double gain = harmonics[k - 1] * body(k * base);
      if (gain > 0) {
        double phase = k * 0.618; // spread, or all peaks would meet
        for (int i = 0; i < TABLE; i++) {
          period[i] += (float) (gain * NoteVoice.sine(phase + (double) k * i / TABLE));
        }
      }
    }
    double rms = SignalEffects.rms(period);
    SignalEffects.amplify(period, rms == 0 ? 0 : TABLE_RMS / rms);
    return period;
  }

  /** Response of the body at a frequency. */
  private double body(double hertz) {
    if (resonances.length == 0) {
      return 1;
    }
    double response = 0.15;
    for (double resonance : resonances) {
      double off = sharpness * (hertz / resonance - resonance / hertz);
      response += 1 / Math.sqrt(1 + off * off);
    }
    return response;
  }
}
