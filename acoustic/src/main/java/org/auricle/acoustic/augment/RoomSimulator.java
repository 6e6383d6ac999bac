package org.auricle.acoustic.augment;

import java.util.SplittableRandom;

/**
 * Impulse responses of random rooms, for speech that was recorded close to the mouth. The direct
 * sound keeps its place and its level, so that words stay where they are: what comes with it is
 * reverberation. Thread-safe.
 */
public final class RoomSimulator {
  private static final double[] LEAST = {2.5, 2, 2.2}; // metres
  private static final double[] MOST = {9, 7, 3.6};
  private static final double FROM_WALL = 0.3;
  private static final double LEAST_DISTANCE = 0.3; // of mouth and microphone

  private final int sampleRateHz;
  private final double leastSeconds;
  private final double mostSeconds;
  private final double mostDistance;

  /**
   * A simulator.
   *
   * @param leastSeconds shortest reverberation time (60 dB)
   * @param mostSeconds longest
   * @param mostDistance of mouth and microphone, metres
   */
  public RoomSimulator(
      int sampleRateHz, double leastSeconds, double mostSeconds, double mostDistance) {
    this.sampleRateHz = sampleRateHz;
    this.leastSeconds = leastSeconds;
    this.mostSeconds = mostSeconds;
    this.mostDistance = mostDistance;
  }

  /** The response of a room drawn by lot: the first sample, the direct sound, is 1. */
  public float[] response(SplittableRandom random) {
    double[] size = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      size[axis] = between(LEAST[axis], MOST[axis], random);
    }
    double seconds = between(leastSeconds, mostSeconds, random);
    ShoeboxRoom room = ShoeboxRoom.withReverberation(size, seconds);
    double[] microphone = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      microphone[axis] = between(FROM_WALL, size[axis] - FROM_WALL, random);
    }
    double[] mouth = place(size, microphone, random);
    double distance = distance(mouth, microphone);
    int direct = (int) (distance / ShoeboxRoom.SPEED_OF_SOUND * sampleRateHz + 0.5);
    int length = Math.max(1, (int) (seconds * sampleRateHz));
    float[] response = room.response(mouth, microphone, sampleRateHz, direct + length);
    ShoeboxRoom.highPass(response, sampleRateHz);
    float[] aligned = new float[length];
    for (int i = 0; i < length; i++) {
      aligned[i] = (float) (response[direct + i] * (4 * Math.PI * distance));
    }
    aligned[0] = 1; // and no reflection that falls into the same sample
    return aligned;
  }

  private double[] place(double[] size, double[] microphone, SplittableRandom random) {
    while (true) { // a quarter of all directions, at least, leads away from the walls
      double metres = between(LEAST_DISTANCE, Math.max(LEAST_DISTANCE, mostDistance), random);
      double z = between(-1, 1, random);
      double azimuth = between(0, 2 * Math.PI, random);
      double across = Math.sqrt(1 - z * z);
      double[] mouth = {
        microphone[0] + metres * across * Math.cos(azimuth),
        microphone[1] + metres * across * Math.sin(azimuth),
        microphone[2] + metres * z
      };
      if (isInside(mouth, size)) {
        return mouth;
      }
    }
  }

  private static boolean isInside(double[] place, double[] size) {
    for (int axis = 0; axis < 3; axis++) {
      if (place[axis] < FROM_WALL || place[axis] > size[axis] - FROM_WALL) {
        return false;
      }
    }
    return true;
  }

  private static double distance(double[] a, double[] b) {
    return Math.sqrt(
        Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
  }

  private static double between(double low, double high, SplittableRandom random) {
    return low + (high - low) * random.nextDouble();
  }
}
