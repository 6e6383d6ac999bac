package org.auricle.engine.audio;

import io.github.jaredmdobson.concentus.OpusException;

/** One logical Opus stream in Ogg (RFC 7845). Not thread-safe. */
final class OggOpusLink extends OggLink {
  /** RFC 7845, section 6: what a decoder need not refuse. */
  private static final int MAX_PACKET_BYTES = 61_440;

  private final OpusHead head;
  private final OpusPackets decoder;
  private boolean tagsPassed;

  OggOpusLink(QueuedDecoderStream complaints, OpusHead head, OggPage first) {
    super(complaints, "Opus", first, head.preSkip());
    this.head = head;
    decoder = new OpusPackets(head);
  }

  @Override
  boolean atComment() {
    return !tagsPassed;
  }

  @Override
  boolean atAudio() {
    return tagsPassed;
  }

  @Override
  int maxBytes() {
    return MAX_PACKET_BYTES;
  }

  @Override
  void readHeader(byte[] packet) throws AudioFormatException {
    if (!AudioInput.matches(packet, 0, "OpusTags")) {
      throw fail("no OpusTags where they should be", null);
    }
    tagsPassed = true;
  }

  @Override
  int samples(byte[] packet) throws AudioFormatException {
    int samples = OpusPackets.samples(packet);
    if (samples == 0) {
      throw damaged("of impossible length", null);
    }
    return samples;
  }

  @Override
  float[] decode(byte[] packet) throws AudioFormatException {
    try {
      return decoder.decode(packet);
    } catch (OpusException e) {
      throw damaged(e.getMessage(), e);
    }
  }

  @Override
  int sampleRate() {
    return OpusPackets.FULL_RATE;
  }

  @Override
  int channels() {
    return head.channels();
  }

  @Override
  boolean mayStartEarly() {
    return false; // that is what the header is for
  }
}
