package org.auricle.engine.audio;

import java.util.Optional;

/**
 * Opus in Ogg as it arrives: one logical stream after the other (RFC 3533 calls that chaining).
 * Pages of other streams that lie between are passed over. A page that is damaged, missing or cut
 * short is an error; an end without the mark of the last page is not, since whoever records live
 * often cannot set it.
 */
final class OggOpusDecoderStream extends QueuedDecoderStream {
  private OggOpusLink link;

  OggOpusDecoderStream(String name) {
    super(name);
  }

  @Override
  public Optional<AudioBlock> next() throws AudioFormatException {
    while (true) {
      if (link != null) {
        Optional<AudioBlock> block = link.next();
        if (block.isPresent()) {
          return block;
        }
      }
      if (queue.size() == 0 && ended() && link != null) {
        if (link.inPacket()) {
          throw fail(queue.position(), "Opus packet is cut short");
        }
        return Optional.empty();
      }
      OggPage page = OggPage.take(this);
      if (page == null) {
        return Optional.empty();
      }
      accept(page);
    }
  }

  private void accept(OggPage page) throws AudioFormatException {
    if (page.first()) {
      begin(page);
    } else if (link != null && page.serial() == link.serial() && !link.ended()) {
      link.accept(page);
    }
  }

  private void begin(OggPage page) throws AudioFormatException {
    if (link != null && !link.ended()) {
      if (page.serial() == link.serial()) {
        throw fail(page.offset(), "Opus stream begins again before its end");
      }
      return;
    }
    byte[] packet = page.pieces().isEmpty() ? new byte[0] : page.pieces().get(0);
    if (!OpusHead.recognizes(packet)) {
      if (AudioInput.matches(packet, 0, "fishead")) {
        return; // Ogg Skeleton: an index of what follows
      }
      throw fail(page.offset(), describe(packet) + " (expected: Opus)");
    }
    OpusHead head;
    try {
      head = OpusHead.parse(packet);
    } catch (IllegalArgumentException e) {
      throw fail(page.offset(), e.getMessage(), e);
    }
    if (link != null && head.channels() != link.head().channels()) {
      throw fail(
          page.offset(),
          "channels change: " + head.channels() + " (expected: " + link.head().channels() + ")");
    }
    link = new OggOpusLink(this, head, page);
  }

  private static String describe(byte[] packet) {
    if (AudioInput.matches(packet, 1, "vorbis")) {
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
