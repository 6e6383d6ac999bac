package org.auricle.engine.audio;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/** What is read here, told apart by the first bytes. */
enum Container {
  WAV(WavReader::recognizes, WavReader::read),
  AIFF(AiffReader::recognizes, AiffReader::read),
  AU(AuReader::recognizes, AuReader::read),
  FLAC(FlacReader::recognizes, FlacReader::read),
  OGG(OggReader::recognizes, OggReader::read),
  SPHERE(SphereReader::recognizes, SphereReader::read),
  MPEG(MpegReader::recognizes, MpegReader::read); // last, since the least is needed to be one

  /** What they are, for complaints about anything else. */
  static final String NAMES = "WAV, AIFF, AU, FLAC, Ogg Opus, Ogg Vorbis, MP3 or SPHERE";

  /** Hands on what is in a source. */
  @FunctionalInterface
  interface Reading {
    void read(AudioInput in, AudioTarget target) throws IOException;
  }

  private final Predicate<byte[]> recognizes;
  private final Reading reading;

  Container(Predicate<byte[]> recognizes, Reading reading) {
    this.recognizes = recognizes;
    this.reading = reading;
  }

  /** The container that starts like this. */
  static Optional<Container> of(byte[] start) {
    for (Container container : values()) {
      if (container.recognizes.test(start)) {
        return Optional.of(container);
      }
    }
    return Optional.empty();
  }

  /** Reads a source that starts like this. */
  void read(AudioInput in, AudioTarget target) throws IOException {
    reading.read(in, target);
  }
}
