package org.auricle.acoustic.training;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.auricle.acoustic.augment.Convolution;
import org.auricle.acoustic.augment.RoomSimulator;
import org.auricle.acoustic.training.Seeds.Purpose;

/** Lets speech be heard in one of many simulated rooms, made when first needed. Thread-safe. */
final class Reverberator {
  /** Rooms of a training; making one takes as long as several utterances' features. */
  private static final int ROOMS = 500;

  private final AugmentationOptions.Rooms options;
  private final RoomSimulator simulator;
  private final long seed;
  private final Map<Integer, float[]> responses = new ConcurrentHashMap<>();

  Reverberator(AugmentationOptions.Rooms options, int sampleRateHz, long seed) {
    this.options = options;
    this.seed = seed;
    this.simulator =
        new RoomSimulator(
            sampleRateHz, options.minSeconds(), options.maxSeconds(), options.maxDistance());
  }

  /** The samples in a room, or as they are, by the probability; as many, none of them late. */
  float[] apply(float[] samples, SplittableRandom random) {
    if (random.nextDouble() >= options.probability()) {
      return samples;
    }
    return Convolution.convolve(samples, response(random.nextInt(ROOMS)));
  }

  private float[] response(int room) {
    return responses.computeIfAbsent(
        room, r -> simulator.response(Seeds.of(seed, Purpose.ROOM_BANK, r)));
  }
}
