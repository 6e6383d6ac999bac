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
 */
public record AugmentationOptions(
    List<Double> speeds,
    double vocalTract,
    double volumeDb,
    double telephoneProbability,
    Noise noise,
    Masks masks) {

  /**
   * Background noise.
   *
   * @param manifest of noise recordings; without one there is no noise
   * @param probability of mixing noise into an utterance
   * @param minSnrDb least signal-to-noise ratio, decibels
   * @param maxSnrDb largest, decibels
   */
  public record Noise(
      Optional<Path> manifest, double probability, double minSnrDb, double maxSnrDb) {

    /** Probability 0.4 at 8 to 35 dB, once a manifest is named. */
    public static final Noise DEFAULT = new Noise(Optional.empty(), 0.4, 8, 35);

    /** Validates ranges. */
    public Noise {
      Objects.requireNonNull(manifest, "manifest");
      requireProbability("noise.probability", probability);
      if (!(minSnrDb <= maxSnrDb && minSnrDb >= -100 && maxSnrDb <= 200)) {
        throw new IllegalArgumentException(
            "noise.minSnrDb, maxSnrDb: "
                + minSnrDb
                + ", "
                + maxSnrDb
                + " (expected: -100 <= min <= max <= 200)");
      }
    }

    // Not in the outer class, whose own defaults need this one to be ready.
    private static void requireProbability(String name, double value) {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException(name + ": " + value + " (expected: 0..1)");
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

  /** Speeds 0.9, 1 and 1.1, warp of 10 %, 6 dB, no telephone, default noise and masks. */
  public static final AugmentationOptions DEFAULT =
      new AugmentationOptions(List.of(0.9, 1.0, 1.1), 0.1, 6, 0, Noise.DEFAULT, Masks.DEFAULT);

  /** Leaves the recordings as they are. */
  public static final AugmentationOptions NONE =
      new AugmentationOptions(List.of(1.0), 0, 0, 0, Noise.DEFAULT, Masks.NONE);

  /** Validates ranges. */
  public AugmentationOptions {
    speeds = List.copyOf(speeds);
    Objects.requireNonNull(noise, "noise");
    Objects.requireNonNull(masks, "masks");
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
