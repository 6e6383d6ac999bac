package org.auricle.engine.recognition;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.auricle.engine.audio.AudioClip;

/**
 * Quiet at both ends of what is too short to have any: a network that reads both ways knows words
 * by the quiet around them, too, and a word that was cut out closely has none. The quiet is faint
 * white noise, softer than the recording's softest moment, and the same for the same recording.
 *
 * @param frames of the network at each end; 0: none
 * @param frameShiftSeconds from one to the next
 */
record QuietMargin(int frames, double frameShiftSeconds) {
  /** What lasts as long has some quiet of its own, or words that go without. */
  static final double SHORT_SECONDS = 1;

  private static final double WINDOW_SECONDS = 0.02;

  /**
   * Amplitude, of the softest window's, ten decibels below it: chosen on single words, clean and
   * with noise or other people's talk behind (docs/accuracy.md).
   */
  private static final double SOFTER = 0.316;

  private static final double LEAST = 1.0 / (1 << 15); // nothing recorded is softer: a bit of 16

  private static final double UNIFORM = Math.sqrt(3); // half the width of what has a deviation of 1

  private static final long SEED = 1;

  /**
   * The margin nearest to a length.
   *
   * @throws IllegalArgumentException as {@link Recognizer#requireQuiet}
   */
  static QuietMargin of(double seconds, double frameShiftSeconds) {
    Recognizer.requireQuiet(seconds);
    return new QuietMargin((int) Math.round(seconds / frameShiftSeconds), frameShiftSeconds);
  }

  /** Whether an utterance is heard with a margin. */
  boolean isFor(long samples, int sampleRate) {
    return frames > 0 && samples > 0 && samples < SHORT_SECONDS * sampleRate;
  }

  /** A recording with a margin at both ends. */
  AudioClip around(AudioClip clip) {
    float[] samples = clip.samples();
    double softest = softest(samples, clip.sampleRate());
    if (!Double.isFinite(softest)) {
      return clip; // it will be refused for the samples that are not
    }
    int margin = (int) Math.round(frames * frameShiftSeconds * clip.sampleRate());
    float[] wider = new float[samples.length + 2 * margin];
    SplittableRandom random = new SplittableRandom(SEED);
    double most = UNIFORM * Math.max(LEAST, SOFTER * softest);
    for (int i = 0; i < wider.length; i++) {
      wider[i] = (float) random.nextDouble(-most, most);
    }
    System.arraycopy(samples, 0, wider, margin, samples.length);
    return new AudioClip(wider, clip.sampleRate());
  }

  /** What the network says of such a recording, without the margins. */
  LogPosteriors within(LogPosteriors wider) {
    int tokens = wider.tokens();
    int last = Math.max(frames, wider.frames() - frames);
    float[] rows = Arrays.copyOfRange(wider.logProbs(), frames * tokens, last * tokens);
    return new LogPosteriors(rows, last - frames, tokens, wider.frameShiftSeconds());
  }

  /** Amplitude (root mean square) of the softest window; of all, if that is shorter than one. */
  private static double softest(float[] samples, int sampleRate) {
    int window = Math.min(samples.length, Math.max(1, (int) (WINDOW_SECONDS * sampleRate)));
    double least = Double.POSITIVE_INFINITY;
    for (int from = 0; from + window <= samples.length; from += window) {
      double sum = 0;
      for (int i = from; i < from + window; i++) {
        sum += (double) samples[i] * samples[i];
      }
      least = Math.min(least, sum / window);
    }
    return Math.sqrt(least);
  }
}
