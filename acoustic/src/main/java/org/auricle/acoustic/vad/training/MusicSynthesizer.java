package org.auricle.acoustic.vad.training;

import java.util.SplittableRandom;

/**
 * Music without words, drawn by lot: chords held or broken, melodies, a bass and drums, in a key
 * and a tempo, now and then with an echo. It is there so that a network can learn that music is no
 * speech; nobody has to like it.
 */
public final class MusicSynthesizer {
  private static final int[][] SCALES = {
    {0, 2, 4, 5, 7, 9, 11}, {0, 2, 3, 5, 7, 8, 10}, {0, 2, 4, 7, 9}, {0, 3, 5, 6, 7, 10},
  };
  private static final int[][] PROGRESSIONS = {
    {0, 3, 4, 0}, {0, 5, 3, 4}, {0, 4, 5, 3}, {0, 0, 3, 3}, {1, 4, 0, 0}, {0, 6, 5, 4},
  };

  private final int rate;

  /** A synthesizer at a rate, hertz. */
  public MusicSynthesizer(int rate) {
    this.rate = rate;
  }

  /** One piece's choices, and the signal so far. */
  private static final class Piece {
    final SplittableRandom random;
    final float[] out;
    final double seconds;
    final double beat; // seconds
    final double root; // hertz
    final int[] scale;
    final int[] progression;

    Piece(SplittableRandom random, int samples, int rate) {
      this.random = random;
      out = new float[samples];
      seconds = (double) samples / rate;
      beat = 60 / (60 + 120 * random.nextDouble());
      root = 55 * Math.pow(2, random.nextInt(12) / 12.0);
      scale = SCALES[random.nextInt(SCALES.length)];
      progression = PROGRESSIONS[random.nextInt(PROGRESSIONS.length)];
    }

    /** Frequency of a step of the scale, steps beyond it in other octaves. */
    double hertz(int octave, int step) {
      int semitones =
          scale[Math.floorMod(step, scale.length)] + 12 * Math.floorDiv(step, scale.length);
      return root * Math.pow(2, octave + semitones / 12.0);
    }

    int chord(double at) {
      int bar = (int) (at / (4 * beat));
      return progression[bar % progression.length];
    }
  }

  /** A piece, its loudest sample at 1. */
  public float[] play(int samples, SplittableRandom random) {
    Piece piece = new Piece(random, samples, rate);
    switch (random.nextInt(8)) {
      case 0 -> chords(piece, false);
      case 1 -> melody(piece);
      case 2 -> drums(piece);
      case 3 -> chords(piece, true);
      default -> {
        boolean something = false;
        if (random.nextInt(3) > 0) {
          chords(piece, random.nextBoolean());
          something = true;
        }
        if (random.nextInt(3) > 0 || !something) {
          melody(piece);
        }
        if (random.nextBoolean()) {
          bass(piece);
        }
        if (random.nextBoolean()) {
          drums(piece);
        }
      }
    }
    if (random.nextInt(3) == 0) {
      echo(piece);
    }
    normalize(piece.out);
    return piece.out;
  }

  private NoteVoice voice(SplittableRandom random, boolean sustained) {
    NoteVoice.Kind[] kinds = NoteVoice.Kind.values();
    return new NoteVoice(kinds[random.nextInt(kinds.length)], sustained, rate, random);
  }

  private void chords(Piece piece, boolean broken) {
    SplittableRandom random = piece.random;
    NoteVoice voice = voice(random, !broken || random.nextBoolean());
    int octave = 1 + random.nextInt(2);
    int notes = 2 + random.nextInt(3);
    double length =
        piece.beat * (broken ? 0.25 * (1 << random.nextInt(3)) : 1 << random.nextInt(3));
    double held = length * (0.5 + 0.5 * random.nextDouble());
    int count = 0;
    for (double at = 0; at < piece.seconds; at += length) {
      int chord = piece.chord(at);
      for (int n = 0; n < notes; n++) {
        if (!broken || n == count % notes) {
          double hertz = piece.hertz(octave, chord + 2 * n);
          voice.play(piece.out, at, held, hertz, 0.3, random.nextLong());
        }
      }
      count++;
    }
  }

  private void melody(Piece piece) {
    SplittableRandom random = piece.random;
    NoteVoice voice = voice(random, random.nextBoolean());
    int octave = 2 + random.nextInt(2);
    double legato = 0.4 + 0.7 * random.nextDouble();
    double rest = 0.3 * random.nextDouble();
    int step = random.nextInt(7);
    double at = piece.beat * random.nextInt(3);
    while (at < piece.seconds) {
      double length = piece.beat * 0.25 * (1 << random.nextInt(4));
      if (random.nextDouble() >= rest) {
        double gain = 0.3 + 0.2 * random.nextDouble();
        double hertz = piece.hertz(octave, step);
        voice.play(piece.out, at, length * legato, hertz, gain, random.nextLong());
      }
      step = Math.max(-4, Math.min(10, step + random.nextInt(7) - 3));
      at += length;
    }
  }

  private void bass(Piece piece) {
    SplittableRandom random = piece.random;
    NoteVoice voice = voice(random, random.nextBoolean());
    double length = piece.beat * (1 + random.nextInt(2));
    for (double at = 0; at < piece.seconds; at += length) {
      double hertz = piece.hertz(0, piece.chord(at));
      voice.play(piece.out, at, 0.8 * length, hertz, 0.5, random.nextLong());
    }
  }

  private void drums(Piece piece) {
    SplittableRandom random = piece.random;
    int steps = 16;
    boolean[][] pattern = new boolean[3][steps]; // kick, snare, hat
    for (int s = 0; s < steps; s++) {
      pattern[0][s] = s % 8 == 0 || random.nextInt(8) == 0;
      pattern[1][s] = s % 8 == 4 || random.nextInt(12) == 0;
      pattern[2][s] = s % 2 == 0 || random.nextInt(3) == 0;
    }
    double pitch = 40 + 50 * random.nextDouble();
    double ring = 0.05 + 0.2 * random.nextDouble();
    double step = piece.beat / 4;
    int count = 0;
    for (double at = 0; at < piece.seconds; at += step) {
      if (pattern[0][count % steps]) {
        drum(piece, at, pitch, 0, ring, 0.8);
      }
      if (pattern[1][count % steps]) {
        drum(piece, at, 180, 0.7, 0.6 * ring + 0.03, 0.5);
      }
      if (pattern[2][count % steps]) {
        drum(piece, at, 0, 1, 0.03, 0.25);
      }
      count++;
    }
  }

  /** A falling tone and noise in some proportion, both fading. */
  private void drum(Piece piece, double at, double hertz, double noise, double ring, double gain) {
    int start = (int) (at * rate);
    int length = Math.min(piece.out.length - start, (int) (5 * ring * rate));
    double phase = 0;
    double before = 0;
    for (int i = 0; i < length; i++) {
      double seconds = (double) i / rate;
      double fade = Math.exp(-seconds / ring);
      phase += hertz * (1 + 2 * Math.exp(-seconds / 0.02)) / rate;
      double white = 2 * piece.random.nextDouble() - 1;
      double hiss = white - before; // no low frequencies
      before = white;
      double value = (1 - noise) * NoteVoice.sine(phase) + 0.5 * noise * hiss;
      piece.out[start + i] += (float) (gain * fade * value);
    }
  }

  private void echo(Piece piece) {
    double feedback = 0.2 + 0.4 * piece.random.nextDouble();
    int delay = (int) (rate * (0.02 + 0.3 * piece.random.nextDouble()));
    for (int i = delay; i < piece.out.length; i++) {
      piece.out[i] += (float) (feedback * piece.out[i - delay]);
    }
  }

  private static void normalize(float[] signal) {
    float peak = 1e-9f;
    for (float x : signal) {
      peak = Math.max(peak, Math.abs(x));
    }
    for (int i = 0; i < signal.length; i++) {
      signal[i] /= peak;
    }
  }
}
