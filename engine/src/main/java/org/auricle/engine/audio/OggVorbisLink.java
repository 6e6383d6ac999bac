package org.auricle.engine.audio;

/** One logical Vorbis stream in Ogg (Vorbis I, appendix A). Not thread-safe. */
final class OggVorbisLink extends OggLink {
  private static final int MAX_SETUP_BYTES = 1 << 20;
  private static final int MAX_PACKET_BYTES = 1 << 16;

  private final byte[] identification;
  private boolean commentPassed;
  private VorbisSetup setup; // once the headers have been read
  private VorbisDecoder decoder;
  private int sizeBefore; // of the block before, of those that have been counted

  OggVorbisLink(QueuedDecoderStream complaints, byte[] identification, OggPage first) {
    super(complaints, "Vorbis", first, 0);
    this.identification = identification;
  }

  @Override
  boolean atComment() {
    return !commentPassed;
  }

  @Override
  boolean atAudio() {
    return decoder != null;
  }

  @Override
  int maxBytes() {
    return atAudio() ? MAX_PACKET_BYTES : MAX_SETUP_BYTES;
  }

  @Override
  void readHeader(byte[] packet) throws AudioFormatException {
    if (!commentPassed) {
      if (!AudioInput.matches(packet, 0, VorbisSetup.COMMENT)) {
        throw fail("no Vorbis comment where it should be", null);
      }
      commentPassed = true;
      return;
    }
    if (!AudioInput.matches(packet, 0, VorbisSetup.SETUP)) {
      throw fail("no Vorbis setup where it should be", null);
    }
    try {
      setup = VorbisSetup.read(identification, packet);
    } catch (VorbisSetup.Damage e) {
      throw fail("Vorbis setup: " + e.getMessage(), e);
    }
    complaints.checkFormat(
        pageOffset(), Integer.toUnsignedLong(setup.sampleRate()), setup.channels());
    decoder = new VorbisDecoder(setup);
  }

  @Override
  int samples(byte[] packet) {
    int size = decoder.blockSize(packet);
    int samples = VorbisDecoder.samples(sizeBefore, size);
    sizeBefore = size == 0 ? sizeBefore : size;
    return samples;
  }

  @Override
  float[] decode(byte[] packet) throws AudioFormatException {
    try {
      return decoder.decode(packet);
    } catch (VorbisSetup.Damage e) {
      throw damaged(e.getMessage(), e);
    }
  }

  @Override
  int sampleRate() {
    return setup.sampleRate();
  }

  @Override
  int channels() {
    return setup.channels();
  }

  @Override
  boolean mayStartEarly() {
    return true;
  }
}
