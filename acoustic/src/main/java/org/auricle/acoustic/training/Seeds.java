package org.auricle.acoustic.training;

import java.util.SplittableRandom;

/**
 * Random numbers that depend on what they are for, not on when or by which thread they are drawn:
 * the reason why a resumed training repeats the interrupted one bit for bit.
 */
final class Seeds {
  /** What a stream of numbers is for; switching one off leaves the others as they were. */
  enum Purpose {
    SELECTION,
    ORDER,
    SPEED,
    VOLUME,
    NOISE,
    TELEPHONE,
    VOCAL_TRACT,
    MASKS,
    DROPOUT,
    ROOM_BANK,
    ROOM,
    CODEC,
    JOINING,
    PAUSE,
    PIECES,
    QUIET
  }

  private Seeds() {}

  /** The generator of one purpose under the given keys, such as epoch and utterance. */
  static SplittableRandom of(long seed, Purpose purpose, long... keys) {
    long state = mix(seed) ^ purpose.ordinal();
    for (long key : keys) {
      state = mix(state) ^ key;
    }
    return new SplittableRandom(mix(state));
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014), an avalanche of 64 bits. */
  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
