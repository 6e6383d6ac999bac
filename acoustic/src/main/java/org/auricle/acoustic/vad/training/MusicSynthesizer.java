package org.auricle.acoustic.vad.training;

import java.util.SplittableRandom;

/**
 * Music without words, drawn by lot: chords held, broken or after the beat, melodies in one voice
 * or two, a bass and drums, in a key, a metre and a tempo, in a room or out of a small loudspeaker.
 * It is there so that a network can learn that music is no speech; nobody has to like it.
 */
public final class MusicSynthesizer {
  private static final int[][] SCALES = {
    {0, 2, 4, 5, 7, 9, 11}, {0, 2, 3, 5, 7, 8, 10}, {0, 2, 4, 7, 9}, {0, 3, 5, 6, 7, 10},
  };
  private static final int[][] PROGRESSIONS = {
    {0, 3, 4, 0}, {0, 5, 3, 4}, {0, 4, 5, 3}, {0, 0, 3, 3}, {1, 4, 0, 0}, {0, 6, 5, 4},
  };
  private static final double SLOWEST = 50; // beats a minute
  private static final double FASTEST = 180;

  private enum Accompaniment {
    HELD,
    BROKEN,
    AFTER_BEAT
  }

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
    final int beats; // in a bar
    final double root; // hertz
    final int[] scale;
    final int[] progression;

    Piece(SplittableRandom random, int samples, int rate) {
      this.random = random;
      out = new float[samples];
      seconds = (double) samples / rate;
      beat = 60 / (SLOWEST + (FASTEST - SLOWEST) * random.nextDouble());
      beats = random.nextInt(3) == 0 ? 3 : 4;
      root = 41.2 * Math.pow(2, 1.5 * random.nextDouble()); // no concert pitch
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
      int bar = (int) (at / (beats * beat) + 1e-9);
      return progression[bar % progression.length];
    }
  }

  /** A piece, its loudest sample at 1. */
  public float[] play(int samples, SplittableRandom random) {
    Piece piece = new Piece(random, samples, rate);
    switch (random.nextInt(10)) {
      case 0 -> chords(piece);
      case 1 -> melody(piece, random.nextInt(4) == 0);
      case 2 -> new Drums(piece.beats, rate, random).play(piece.out, piece.beat / 4);
      case 3 -> bass(piece);
      default -> ensemble(piece);
    }
    if (random.nextInt(3) == 0) {
      echo(piece);
    }
    if (random.nextInt(3) == 0) {
      SignalEffects.reverberate(piece.out, 0.2 + 0.7 * random.nextDouble(), rate, random);
    }
    if (random.nextInt(4) == 0) { // another room
      SignalEffects.lowPass(piece.out, 400 * Math.pow(8, random.nextDouble()), rate);
    } else if (random.nextInt(5) == 0) { // a small loudspeaker
      SignalEffects.highPass(piece.out, 150 * Math.pow(4, random.nextDouble()), rate);
    }
    normalize(piece.out);
    return piece.out;
  }

  private void ensemble(Piece piece) {
    SplittableRandom random = piece.random;
    boolean accompanied = random.nextInt(3) > 0;
    if (accompanied) {
      chords(piece);
    }
    if (random.nextInt(3) > 0 || !accompanied) {
      melody(piece, random.nextInt(4) == 0);
    }
    if (random.nextInt(3) > 0) {
      bass(piece);
    }
    if (random.nextBoolean()) {
      new Drums(piece.beats, rate, random).play(piece.out, piece.beat / 4);
    }
  }

  private NoteVoice voice(SplittableRandom random, boolean sustained) {
    return new NoteVoice(NoteVoice.Kind.draw(random), sustained, rate, random);
  }

  private void chords(Piece piece) {
    SplittableRandom random = piece.random;
    Accompaniment[] kinds = Accompaniment.values();
    Accompaniment kind = kinds[random.nextInt(kinds.length)];
    NoteVoice voice = voice(random, kind == Accompaniment.HELD || random.nextBoolean());
    int octave = 1 + random.nextInt(2);
    int notes = 2 + random.nextInt(3);
    double length =
        switch (kind) {
          case HELD -> piece.beat * (random.nextBoolean() ? piece.beats : 1 << random.nextInt(3));
          case BROKEN -> piece.beat * 0.25 * (1 << random.nextInt(3));
          case AFTER_BEAT -> piece.beat;
        };
    double held = length * (0.5 + 0.5 * random.nextDouble());
    double gain = 0.15 + 0.2 * random.nextDouble();
    int count = 0;
    for (double at = 0; at < piece.seconds; at += length) {
      int chord = piece.chord(at);
      boolean rests = kind == Accompaniment.AFTER_BEAT && count % piece.beats == 0;
      for (int n = 0; n < notes && !rests; n++) {
        if (kind != Accompaniment.BROKEN || n == count % notes) {
          double hertz = piece.hertz(octave, chord + 2 * n);
          voice.play(piece.out, at, held, hertz, gain, random.nextLong());
        }
      }
      count++;
    }
  }

  /** One voice, or two a third apart. */
  private void melody(Piece piece, boolean thirds) {
    SplittableRandom random = piece.random;
    NoteVoice voice = voice(random, random.nextBoolean());
    int octave = 1 + random.nextInt(4);
    double legato = 0.4 + 0.7 * random.nextDouble();
    double rest = 0.3 * random.nextDouble();
    int step = random.nextInt(7);
    double at = piece.beat * random.nextInt(3);
    while (at < piece.seconds) {
      double length = piece.beat * 0.25 * (1 << random.nextInt(4));
      if (random.nextDouble() >= rest) {
        double gain = 0.3 + 0.2 * random.nextDouble();
        for (int s = step; s <= step + (thirds ? 2 : 0); s += 2) {
          double hertz = piece.hertz(octave, s);
          voice.play(piece.out, at, length * legato, hertz, gain, random.nextLong());
        }
      }
      step = Math.max(-4, Math.min(10, step + random.nextInt(7) - 3));
      at += length;
    }
  }

  /** Roots; roots and fifths; a walk through the chord; octaves. */
  private void bass(Piece piece) {
    SplittableRandom random = piece.random;
    NoteVoice voice = voice(random, random.nextBoolean());
    int[][] walks = {{0}, {0, 4}, {0, 2, 4, 2}, {0, 7}};
    int[] walk = walks[random.nextInt(walks.length)];
    int octave = random.nextInt(2);
    int[] lengths = {1, 2, piece.beats};
    double length = piece.beat * lengths[random.nextInt(3)] * (random.nextInt(4) == 0 ? 0.5 : 1);
    double held = length * (0.3 + 0.7 * random.nextDouble());
    int count = 0;
    for (double at = 0; at < piece.seconds; at += length) {
      double hertz = piece.hertz(octave, piece.chord(at) + walk[count++ % walk.length]);
      voice.play(piece.out, at, held, hertz, 0.5, random.nextLong());
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
