package org.auricle.acoustic.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a training utterance is varied each time it is drawn.
 *
 * @param speeds factors on speed and pitch, one drawn at random (Ko et al. 2015)
 * @param vocalTract largest relative warp of the frequency axis, either way (vocal-tract-length
 *     perturbation, Jaitly and Hinton 2013)
 * @param volumeDb largest gain, either way, in decibels
 * @param telephoneProbability of passing through an 8 kHz channel
 * @param noise what is mixed in
 * @param masks what is hidden
 * @param rooms where it is heard
 * @param codecs what it passes through
 * @param joining of utterances into longer ones
 * @param quiet before and behind speech
 */
public record AugmentationOptions(
    List<Double> speeds,
    double vocalTract,
    double volumeDb,
    double telephoneProbability,
    Noise noise,
    Masks masks,
    Rooms rooms,
    Codecs codecs,
    Joining joining,
    Quiet quiet) {

  /**
   * Background noise.
   *
   * @param manifest of noise recordings; without one there are only synthetic noises
   * @param probability of mixing noise into an utterance
   * @param minSnrDb least signal-to-noise ratio, decibels
   * @param maxSnrDb largest, decibels
   * @param most noises at once; their number is uniform from 1 to this
   * @param synthetic share of the noises that are not recordings: white noise, pink noise, and
   *     babble of several utterances from the training data, a third each; without recordings, all
   *     are, unless this is 0
   * @param babble share of the noises that are babble in addition; where neither recordings nor
   *     synthetic noises are, all are, unless this is 0
   */
  public record Noise(
      Optional<Path> manifest,
      double probability,
      double minSnrDb,
      double maxSnrDb,
      int most,
      double synthetic,
      double babble) {

    /** Probability 0.4 at 8 to 35 dB, one at a time, once a manifest is named; none synthetic. */
    public static final Noise DEFAULT = new Noise(Optional.empty(), 0.4, 8, 35, 1, 0, 0);

    /** Validates ranges. */
    public Noise {
      Objects.requireNonNull(manifest, "manifest");
      requireProbability("noise.probability", probability);
      requireProbability("noise.synthetic", synthetic);
      requireProbability("noise.babble", babble);
      requireRange("noise.minSnrDb, maxSnrDb", minSnrDb, maxSnrDb, -100, 200);
      if (most < 1 || most > 10) {
        throw new IllegalArgumentException("noise.most: " + most + " (expected: 1..10)");
      }
    }

    // Not in the outer class, whose own defaults need this one to be ready.
    private static void requireProbability(String name, double value) {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException(name + ": " + value + " (expected: 0..1)");
      }
    }

    private static void requireRange(
        String names, double least, double most, double from, double to) {
      if (!(from <= least && least <= most && most <= to)) {
        throw new IllegalArgumentException(
            "%s: %s, %s (expected: %s <= min <= max <= %s)"
                .formatted(names, least, most, from, to));
      }
    }
  }

  /**
   * Masks over the log-mel spectrum (SpecAugment, Park et al. 2019, without its time warp).
   *
   * @param frequencyMasks number of masks over bands
   * @param frequencyWidth most bands in a mask; each mask's width is uniform from 0 to this
   * @param timeMasksPerSecond expected masks over time in a second of audio
   * @param timeMaskMs longest such mask, milliseconds; uniform from 0 to this
   */
  public record Masks(
      int frequencyMasks, int frequencyWidth, double timeMasksPerSecond, double timeMaskMs) {

    /** Two masks of up to 8 bands; one of up to 80 ms a second. */
    public static final Masks DEFAULT = new Masks(2, 8, 1, 80);

    /** Hides nothing. */
    public static final Masks NONE = new Masks(0, 0, 0, 0);

    /** Validates ranges. */
    public Masks {
      if (frequencyMasks < 0 || frequencyWidth < 0) {
        throw new IllegalArgumentException(
            "masks.frequencyMasks, frequencyWidth: "
                + frequencyMasks
                + ", "
                + frequencyWidth
                + " (expected: >= 0)");
      }
      if (!(timeMasksPerSecond >= 0 && timeMasksPerSecond <= 100 && timeMaskMs >= 0)) {
        throw new IllegalArgumentException(
            "masks.timeMasksPerSecond, timeMaskMs: "
                + timeMasksPerSecond
                + ", "
                + timeMaskMs
                + " (expected: 0..100, >= 0)");
      }
    }
  }

  /**
   * Simulated rooms: reverberation by the image-source method (Allen and Berkley 1979) in random
   * shoebox rooms, with random places for mouth and microphone. The direct sound keeps its place.
   *
   * @param probability of hearing an utterance in a room
   * @param minSeconds shortest reverberation time, to -60 dB
   * @param maxSeconds longest
   * @param maxDistance of mouth and microphone, metres; the least is 0.3
   */
  public record Rooms(
      double probability, double minSeconds, double maxSeconds, double maxDistance) {

    /** None; once there is a probability, 0.1 to 0.6 s and at most 3 m. */
    public static final Rooms DEFAULT = new Rooms(0, 0.1, 0.6, 3);

    /** Validates ranges. */
    public Rooms {
      Noise.requireProbability("rooms.probability", probability);
      Noise.requireRange("rooms.minSeconds, maxSeconds", minSeconds, maxSeconds, 0.05, 2);
      Noise.requireRange("rooms.maxDistance: least, largest", 0.3, maxDistance, 0.3, 10);
    }
  }

  /**
   * Speech codecs.
   *
   * @param g711Probability of coding and decoding what passes through the telephone by G.711,
   *     mu-law or A-law
   * @param opusProbability of coding and decoding an utterance by Opus, as voice
   * @param minOpusBitsPerSecond lowest bit rate
   * @param maxOpusBitsPerSecond highest; rates between are drawn evenly by their logarithm
   */
  public record Codecs(
      double g711Probability,
      double opusProbability,
      int minOpusBitsPerSecond,
      int maxOpusBitsPerSecond) {

    /** None; once Opus has a probability, 8 to 32 kbit/s. */
    public static final Codecs DEFAULT = new Codecs(0, 0, 8_000, 32_000);

    /** Validates ranges. */
    public Codecs {
      Noise.requireProbability("codecs.g711Probability", g711Probability);
      Noise.requireProbability("codecs.opusProbability", opusProbability);
      Noise.requireRange(
          "codecs.minOpusBitsPerSecond, maxOpusBitsPerSecond",
          minOpusBitsPerSecond,
          maxOpusBitsPerSecond,
          6_000,
          510_000);
    }
  }

  /**
   * Utterances said one after the other: what was recorded word by word, such as digits, is then
   * learned as connected speech. Others of the same corpus and speaker follow the one drawn.
   *
   * @param probability of a further utterance, after each
   * @param most utterances in a row
   * @param minPauseSeconds shortest pause between two
   * @param maxPauseSeconds longest
   * @param maxSeconds nothing longer is made
   */
  public record Joining(
      double probability,
      int most,
      double minPauseSeconds,
      double maxPauseSeconds,
      double maxSeconds) {

    /** None; once there is a probability, two at most, 0.1 to 0.5 s apart, up to 10 s. */
    public static final Joining DEFAULT = new Joining(0, 2, 0.1, 0.5, 10);

    /** Validates ranges. */
    public Joining {
      Noise.requireProbability("joining.probability", probability);
      Noise.requireRange("joining.most: least, most", 1, most, 1, 100);
      Noise.requireRange(
          "joining.minPauseSeconds, maxPauseSeconds", minPauseSeconds, maxPauseSeconds, 0, 10);
      Noise.requireRange("joining.maxSeconds: least, most", 0, maxSeconds, 0, 3_600);
    }
  }

  /**
   * Other quiet at both ends of an utterance than it was recorded with, so that it tells nothing.
   *
   * @param probability of changing an utterance's ends
   * @param maxSeconds longest at each end; uniform from 0 to this, beside the speech's soft edges
   */
  public record Quiet(double probability, double maxSeconds) {

    /** As recorded; once there is a probability, at most 1.5 s. */
    public static final Quiet DEFAULT = new Quiet(0, 1.5);

    /** Validates ranges. */
    public Quiet {
      Noise.requireProbability("quiet.probability", probability);
      Noise.requireRange("quiet.maxSeconds: least, most", 0, maxSeconds, 0, 60);
    }
  }

  /** Speeds 0.9, 1 and 1.1, warp of 10 %, 6 dB, no telephone; the rest as its own default. */
  public static final AugmentationOptions DEFAULT =
      new AugmentationOptions(
          List.of(0.9, 1.0, 1.1),
          0.1,
          6,
          0,
          Noise.DEFAULT,
          Masks.DEFAULT,
          Rooms.DEFAULT,
          Codecs.DEFAULT,
          Joining.DEFAULT,
          Quiet.DEFAULT);

  /** Leaves the recordings as they are. */
  public static final AugmentationOptions NONE =
      new AugmentationOptions(
          List.of(1.0),
          0,
          0,
          0,
          Noise.DEFAULT,
          Masks.NONE,
          Rooms.DEFAULT,
          Codecs.DEFAULT,
          Joining.DEFAULT,
          Quiet.DEFAULT);

  /** Validates ranges. */
  public AugmentationOptions {
    speeds = List.copyOf(speeds);
    Objects.requireNonNull(noise, "noise");
    Objects.requireNonNull(masks, "masks");
    Objects.requireNonNull(rooms, "rooms");
    Objects.requireNonNull(codecs, "codecs");
    Objects.requireNonNull(joining, "joining");
    Objects.requireNonNull(quiet, "quiet");
    if (speeds.isEmpty() || speeds.stream().anyMatch(s -> !(s >= 0.5 && s <= 2))) {
      throw new IllegalArgumentException(
          "speeds: " + speeds + " (expected: at least one, each 0.5..2)");
    }
    if (!(vocalTract >= 0 && vocalTract <= 0.3)) {
      throw new IllegalArgumentException("vocalTract: " + vocalTract + " (expected: 0..0.3)");
    }
    if (!(volumeDb >= 0 && volumeDb <= 60)) {
      throw new IllegalArgumentException("volumeDb: " + volumeDb + " (expected: 0..60)");
    }
    Noise.requireProbability("telephoneProbability", telephoneProbability);
  }
}
