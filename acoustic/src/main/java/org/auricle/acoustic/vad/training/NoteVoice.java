package org.auricle.acoustic.vad.training;

import java.util.SplittableRandom;

/** An instrument of {@link MusicSynthesizer}: adds single notes to a signal. Not thread-safe. */
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
    /** A {@link Timbre}, held, struck or swelling. */
    HARMONIC,
    /** One sine modulates another: bells, electric piano (Chowning 1973). */
    FREQUENCY_MODULATION,
    /** A string plucked (Karplus and Strong 1983). */
    PLUCKED,
    /** A pulse, as in old computer games. */
    PULSE;

    /** By lot; timbres most often. */
    static Kind draw(SplittableRandom random) {
      return random.nextInt(5) < 2 ? HARMONIC : values()[random.nextInt(values().length)];
    }
  }

  private final Kind kind;
  private final int rate;
  private final Timbre timbre;
  private final double attack; // seconds
  private final double decay; // seconds to 1/e; long for sustained notes
  private final double release; // seconds
  private final double vibratoHz;
  private final double vibratoDepth; // share of the frequency
  private final double vibratoDelay; // seconds
  private final double tremolo; // depth
  private final double detune; // ratio of a second copy; 0 for none
  private final double intonation; // largest error of a note, share of the frequency
  private final double glide; // seconds from the note before; 0: none
  private final double dampHz; // low pass at the end of a note; 0: none
  private final double breath; // noise beside the tone
  private final double modulatorRatio;
  private final double modulation; // index at the note's start
  private final double duty; // of a pulse
  private double lastHertz;

  /** An instrument drawn by lot. */
  NoteVoice(Kind kind, boolean sustained, int rate, SplittableRandom random) {
    this.kind = kind;
    this.rate = rate;
    Timbre.Kind[] timbres = Timbre.Kind.values();
    timbre = new Timbre(timbres[random.nextInt(timbres.length)], random);
    attack = sustained ? 0.01 + 0.3 * random.nextDouble() : 0.002 + 0.02 * random.nextDouble();
    decay = sustained ? 20 : 0.1 + 1.2 * random.nextDouble();
    release = 0.02 + 0.3 * random.nextDouble();
    vibratoHz = 3.5 + 3.5 * random.nextDouble();
    vibratoDepth = random.nextInt(5) < 2 ? 0.002 + 0.015 * random.nextDouble() : 0;
    vibratoDelay = 0.4 * random.nextDouble();
    tremolo = random.nextInt(5) == 0 ? 0.6 * random.nextDouble() : 0;
    detune = random.nextInt(3) == 0 ? 0.001 + 0.01 * random.nextDouble() : 0;
    intonation = random.nextBoolean() ? 0.008 * random.nextDouble() : 0;
    glide = random.nextInt(6) == 0 ? 0.02 + 0.1 * random.nextDouble() : 0;
    dampHz = random.nextInt(3) == 0 ? 300 * Math.pow(10, random.nextDouble()) : 0;
    breath = random.nextInt(4) == 0 ? 0.2 * random.nextDouble() : 0;
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
    float[] note =
        kind == Kind.PLUCKED
            ? pluck(all, hertz, seed)
            : sing(all, hertz, new SplittableRandom(seed));
    double low = 0;
    for (int i = 0; i < all; i++) {
      double value = note[i];
      if (dampHz > 0) { // from bright to dull
        double hz = dampHz * (1 + 9 * Math.exp(-i / (0.3 * rate)));
        low += Math.min(1, 2 * Math.PI * hz / rate) * (value - low);
        value = low;
      }
      out[start + i] += (float) (gain * value * envelope(i, held));
    }
    lastHertz = hertz;
  }

  private float[] sing(int all, double hertz, SplittableRandom random) {
    double off = 1 + intonation * (2 * random.nextDouble() - 1);
    double from = glide > 0 && lastHertz > 0 ? lastHertz : hertz;
    float[] note = new float[all];
    float[] period = kind == Kind.HARMONIC ? timbre.period(hertz) : SINE;
    double base = kind == Kind.HARMONIC ? timbre.tableHertz(hertz) : hertz;
    double phase = 0;
    double second = 0.3;
    double noise = 0;
    for (int i = 0; i < all; i++) {
      double seconds = (double) i / rate;
      double bend = off;
      if (vibratoDepth > 0) {
        double depth = vibratoDepth * Math.min(1, seconds / (vibratoDelay + 0.05));
        bend *= 1 + depth * sine(vibratoHz * seconds);
      }
      if (from != hertz) {
        bend *= 1 + (from / hertz - 1) * Math.max(0, 1 - seconds / glide);
      }
      phase += base * bend / rate;
      double fade = decay >= 20 ? 1 : Math.exp(-seconds / decay);
      double value = wave(period, phase, fade, seconds * hertz);
      if (detune > 0) {
        second += base * bend * (1 + detune) / rate;
        value = 0.6 * (value + wave(period, second, fade, seconds * hertz));
      }
      if (breath > 0) {
        noise += 0.3 * (2 * random.nextDouble() - 1 - noise);
        value += breath * noise;
      }
      double swell = tremolo == 0 ? 1 : 1 - tremolo * (0.5 + 0.5 * sine(vibratoHz * seconds));
      note[i] = (float) (value * fade * swell);
    }
    return note;
  }

  private double wave(float[] period, double phase, double fade, double turns) {
    return switch (kind) {
      case HARMONIC -> look(period, phase);
      case PULSE -> phase - Math.floor(phase) < duty ? 0.6 : -0.6;
      default ->
          0.7 * sine(phase + modulation * fade * sine(turns * modulatorRatio) / (2 * Math.PI));
    };
  }

  private static double look(float[] period, double turns) {
    double at = (turns - Math.floor(turns)) * Timbre.TABLE;
    int i = (int) at & (Timbre.TABLE - 1);
    double a = period[i];
    return a + (at - i) * (period[(i + 1) & (Timbre.TABLE - 1)] - a);
  }

  private float[] pluck(int all, double hertz, long seed) {
    float[] string = new float[Math.max(2, (int) Math.round(rate / hertz))];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < string.length; i++) {
      string[i] = (float) (2 * random.nextDouble() - 1);
    }
    float loss = (float) (0.5 * Math.exp(-1 / (hertz * Math.max(0.3, decay))));
    float[] note = new float[all];
    int at = 0;
    for (int i = 0; i < all; i++) {
      int after = at + 1 == string.length ? 0 : at + 1;
      note[i] = string[at];
      string[at] = loss * (string[at] + string[after]);
      at = after;
    }
    return note;
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
