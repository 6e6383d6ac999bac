package org.auricle.engine.audio;

/**
 * Takes the samples of one recording while it is read, so that it may be of any length. An
 * exception ends the reading: {@link AudioFormatException} if the audio is to blame.
 */
@FunctionalInterface
public interface AudioSink {

  /**
   * Takes the next samples.
   *
   * @param samples mono, nominally in [-1, 1]; the reader's, to be used during the call only
   * @param length how many of them, from 0
   * @param sampleRate in hertz, the same at each call
   */
  void accept(float[] samples, int length, int sampleRate) throws AudioFormatException;

  /** So many samples are there at least, more may be; mostly told before the first comes. */
  default void expect(long samples) throws AudioFormatException {}

  /**
   * How far the reading is, told from time to time.
   *
   * @param fraction of the source's bytes, 0..1; not told of a source whose size nobody knows
   */
  default void progress(double fraction) {}
}
