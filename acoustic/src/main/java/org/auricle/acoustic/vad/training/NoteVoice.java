package org.auricle.acoustic.vad.training;

import java.util.SplittableRandom;

/** An instrument of {@link MusicSynthesizer}: adds single notes to a signal. */
final class NoteVoice {
  private static final int TABLE = 4096;
  private static final float[] SINE = new float[TABLE];

  static {
    for (int i = 0; i < TABLE; i++) {
      SINE[i] = (float) Math.sin(2 * Math.PI * i / TABLE);
    }
  }

  /** How a note sounds. */
  enum Kind {
    /** A sum of harmonics, from organ to strings and reeds. */
    HARMONIC,
    /** One sine modulates another: bells, electric piano (Chowning 1973). */
    FREQUENCY_MODULATION,
    /** A string plucked (Karplus and Strong 1983). */
    PLUCKED,
    /** A pulse, as in old computer games. */
    PULSE
  }

  private final Kind kind;
  private final int rate;
  private final float[] harmonics; // amplitude of each
  private final double attack; // seconds
  private final double decay; // seconds to 1/e; long for sustained notes
  private final double release; // seconds
  private final double vibratoHz;
  private final double vibratoDepth; // share of the frequency
  private final double detune; // ratio of a second, slower copy; 0 for none
  private final double modulatorRatio;
  private final double modulation; // index at the note's start
  private final double duty; // of a pulse

  /** An instrument drawn by lot. */
  NoteVoice(Kind kind, boolean sustained, int rate, SplittableRandom random) {
    this.kind = kind;
    this.rate = rate;
    harmonics = new float[1 + random.nextInt(random.nextBoolean() ? 10 : 36)];
    double slope = 0.3 + 2 * random.nextDouble();
    boolean odd = random.nextInt(4) == 0; // as a clarinet
    for (int k = 0; k < harmonics.length; k++) {
      double drawn = 0.3 + 0.7 * random.nextDouble();
      harmonics[k] = odd && k % 2 == 1 ? 0 : (float) (drawn * Math.pow(k + 1, -slope));
    }
    attack = sustained ? 0.01 + 0.3 * random.nextDouble() : 0.002 + 0.02 * random.nextDouble();
    decay = sustained ? 20 : 0.1 + 1.2 * random.nextDouble();
    release = 0.02 + 0.3 * random.nextDouble();
    vibratoHz = 3.5 + 3.5 * random.nextDouble();
    vibratoDepth = random.nextInt(3) == 0 ? 0.002 + 0.012 * random.nextDouble() : 0;
    detune = random.nextInt(3) == 0 ? 0.001 + 0.006 * random.nextDouble() : 0;
    modulatorRatio = random.nextBoolean() ? 1 + random.nextInt(4) : 0.5 + 4 * random.nextDouble();
    modulation = 0.5 + 5 * random.nextDouble();
    duty = 0.1 + 0.4 * random.nextDouble();
  }

  /** Adds a note; what reaches beyond the signal is left off. */
  void play(
      float[] out, double startSeconds, double seconds, double hertz, double gain, long seed) {
    int start = (int) (startSeconds * rate);
    int held = (int) (seconds * rate);
    int all = Math.min(out.length - start, held + (int) (release * rate));
    if (start < 0 || all <= 0 || hertz > 0.4 * rate) {
      return;
    }
    if (kind == Kind.PLUCKED) {
      pluck(out, start, held, all, hertz, gain, seed);
      return;
    }
    sing(out, start, held, all, hertz, gain);
    if (detune > 0) {
      sing(out, start, held, all, hertz * (1 + detune), gain);
    }
  }

  private void sing(float[] out, int start, int held, int all, double hertz, double gain) {
    double phase = 0;
    double modulatorPhase = 0;
    for (int i = 0; i < all; i++) {
      double seconds = (double) i / rate;
      double bend = vibratoDepth == 0 ? 1 : 1 + vibratoDepth * sine(vibratoHz * seconds);
      phase += hertz * bend / rate;
      double fade = Math.exp(-seconds / decay);
      double value;
      if (kind == Kind.HARMONIC) {
        value = harmonics(phase, hertz);
      } else if (kind == Kind.PULSE) {
        value = phase - Math.floor(phase) < duty ? 0.7 : -0.7;
      } else {
        modulatorPhase += hertz * modulatorRatio / rate;
        value = sine(phase + modulation * fade * sine(modulatorPhase) / (2 * Math.PI));
      }
      out[start + i] += (float) (gain * value * fade * envelope(i, held));
    }
  }

  private double harmonics(double phase, double hertz) {
    double sum = 0;
    for (int k = 0; k < harmonics.length && (k + 1) * hertz < 0.45 * rate; k++) {
      sum += harmonics[k] * sine((k + 1) * phase);
    }
    return sum;
  }

  private void pluck(
      float[] out, int start, int held, int all, double hertz, double gain, long seed) {
    float[] string = new float[Math.max(2, (int) Math.round(rate / hertz))];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < string.length; i++) {
      string[i] = (float) (2 * random.nextDouble() - 1);
    }
    float loss = (float) (0.5 * Math.exp(-1 / (hertz * Math.max(0.3, decay))));
    for (int i = 0; i < all; i++) {
      int at = i % string.length;
      int after = (i + 1) % string.length;
      float value = string[at];
      string[at] = loss * (string[at] + string[after]);
      out[start + i] += (float) (gain * value * envelope(i, held));
    }
  }

  private double envelope(int i, int held) {
    double rise = Math.min(1, i / (attack * rate + 1));
    double fall = i < held ? 1 : Math.max(0, 1 - (i - held) / (release * rate + 1));
    return rise * fall;
  }

  /** The sine of a phase in turns. */
  static double sine(double turns) {
    return SINE[(int) ((turns - Math.floor(turns)) * TABLE) & (TABLE - 1)];
  }
}
