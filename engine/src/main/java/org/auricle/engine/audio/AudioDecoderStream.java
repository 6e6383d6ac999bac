package org.auricle.engine.audio;

import java.util.Optional;

/**
 * Audio as it arrives, in pieces of any size: bytes are fed, blocks of samples are taken. What is
 * fed is held until it has been taken, so whoever reads from a network feeds, takes everything and
 * then reads on; memory beyond that does not grow with the stream, whatever a header claims. Few
 * bytes may stand for hours of silence: take as many blocks as there is room for, and come back.
 *
 * <p>Decoded audio is the same as {@link AudioReader}'s. After an exception the stream is of no
 * more use. Not thread-safe.
 */
public interface AudioDecoderStream {

  /** Takes the next bytes, as a copy. */
  void feed(byte[] bytes, int offset, int length);

  /** There are no more bytes. */
  void end();

  /**
   * The next block, or empty if more bytes are needed or, after {@link #end}, nothing is left.
   *
   * @throws AudioFormatException if the audio is damaged, cut short, or of a kind that cannot be
   *     read
   */
  Optional<AudioBlock> next() throws AudioFormatException;

  /** How uncompressed samples lie in the source, once that is known; empty for compressed ones. */
  default Optional<SampleEncoding> sampleEncoding() {
    return Optional.empty();
  }

  /**
   * Headerless samples.
   *
   * @param name stands for the source in messages: "request"
   */
  static AudioDecoderStream raw(RawFormat format, String name) {
    return new PcmDecoderStream(format, name);
  }

  /** RIFF/WAVE. */
  static AudioDecoderStream wav(String name) {
    return new WavDecoderStream(name);
  }

  /** FLAC. */
  static AudioDecoderStream flac(String name) {
    return new FlacDecoderStream(name);
  }

  /** Opus in Ogg. */
  static AudioDecoderStream oggOpus(String name) {
    return new OggDecoderStream(name, false);
  }

  /** WAV, FLAC or Ogg Opus, told apart by the first bytes. */
  static AudioDecoderStream sniff(String name) {
    return new SniffingDecoderStream(name, Optional.empty(), true);
  }

  /** WAV, if the first bytes say so; anything else is headerless. */
  static AudioDecoderStream wavOr(RawFormat otherwise, String name) {
    return new SniffingDecoderStream(name, Optional.of(otherwise), false);
  }

  /** WAV, FLAC or Ogg Opus, told apart by the first bytes; anything else is headerless. */
  static AudioDecoderStream sniff(String name, RawFormat otherwise) {
    return new SniffingDecoderStream(name, Optional.of(otherwise), true);
  }
}
