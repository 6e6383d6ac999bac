package org.auricle.engine.audio;

import java.util.Optional;

/**
 * Ogg as it arrives: one logical stream after the other (RFC 3533 calls that chaining), all of one
 * rate and one number of channels. Pages of other streams that lie between are passed over. A page
 * that is damaged, missing or cut short is an error; an end without the mark of the last page is
 * not, since whoever records live often cannot set it.
 */
final class OggDecoderStream extends QueuedDecoderStream {
  private final boolean vorbisToo;
  private OggLink link;
  private int sampleRate; // of the first block; 0 before it
  private int channels;

  /**
   * Nothing has been fed yet.
   *
   * @param vorbisToo whether Vorbis is read, and not Opus alone
   */
  OggDecoderStream(String name, boolean vorbisToo) {
    super(name);
    this.vorbisToo = vorbisToo;
  }

  @Override
  public Optional<AudioBlock> next() throws AudioFormatException {
    while (true) {
      if (link != null) {
        Optional<AudioBlock> block = link.next();
        if (block.isPresent()) {
          checkSame(block.get());
          return block;
        }
      }
      if (queue.size() == 0 && ended() && link != null) {
        link.requireWhole(queue.position());
        return Optional.empty();
      }
      OggPage page = OggPage.take(this);
      if (page == null) {
        return Optional.empty();
      }
      if (page.first()) {
        begin(page);
      } else if (link != null && page.serial() == link.serial() && !link.ended()) {
        link.accept(page);
      }
    }
  }

  private void begin(OggPage page) throws AudioFormatException {
    if (link != null && !link.ended()) {
      if (page.serial() == link.serial()) {
        throw fail(page.offset(), "Ogg stream begins again before its end");
      }
      return;
    }
    if (link != null) {
      link.requireWhole(page.offset());
    }
    byte[] packet = page.pieces().isEmpty() ? new byte[0] : page.pieces().get(0);
    if (AudioInput.matches(packet, 0, "fishead")) {
      return; // Ogg Skeleton: an index of what follows
    }
    if (OpusHead.recognizes(packet)) {
      link = new OggOpusLink(this, opusHead(packet, page.offset()), page);
    } else if (vorbisToo && AudioInput.matches(packet, 0, VorbisSetup.IDENTIFICATION)) {
      link = new OggVorbisLink(this, packet, page);
    } else {
      throw fail(
          page.offset(),
          describe(packet) + " (expected: " + (vorbisToo ? "Opus or Vorbis" : "Opus") + ")");
    }
  }

  private OpusHead opusHead(byte[] packet, long offset) throws AudioFormatException {
    try {
      return OpusHead.parse(packet);
    } catch (IllegalArgumentException e) {
      throw fail(offset, e.getMessage(), e);
    }
  }

  private void checkSame(AudioBlock block) throws AudioFormatException {
    if (sampleRate == 0) {
      sampleRate = block.sampleRate();
      channels = block.channels();
    } else if (block.sampleRate() != sampleRate || block.channels() != channels) {
      throw fail(
          link.pageOffset(),
          "%d Hz, channels: %d (expected: %d Hz, channels: %d, as before)"
              .formatted(block.sampleRate(), block.channels(), sampleRate, channels));
    }
  }

  private static String describe(byte[] packet) {
    if (AudioInput.matches(packet, 0, VorbisSetup.IDENTIFICATION)) {
      return "Ogg Vorbis";
    }
    if (AudioInput.matches(packet, 1, "FLAC")) {
      return "FLAC in Ogg";
    }
    if (AudioInput.matches(packet, 0, "Speex")) {
      return "Speex in Ogg";
    }
    return "Ogg of another kind";
  }
}
