package org.auricle.engine.audio;

import io.github.jaredmdobson.concentus.OpusException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * One logical Opus stream in Ogg (RFC 7845): puts packets together from pages, drops the samples
 * that the header and the last page say are none. Not thread-safe.
 */
final class OggOpusLink {
  /** RFC 7845, section 6: what a decoder need not refuse. */
  private static final int MAX_PACKET_BYTES = 61_440;

  private static final int TAGS_BYTES = 8; // of the comment packet no more is looked at

  private final QueuedDecoderStream complaints;
  private final OpusHead head;
  private final OpusPackets decoder;
  private final int serial;
  private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
  private final Queue<byte[]> packets = new ArrayDeque<>(); // of the last page
  private boolean inPacket; // the last page broke off within one
  private boolean tagsPassed;
  private boolean ended;
  private int sequence;
  private long pageOffset;
  private long granule = -1; // where the page before ended, at 48 kHz; -1 before the first
  private long toSkip; // samples at 48 kHz to drop from here on
  private long toKeep; // samples at 48 kHz of the last page to keep, dropped ones included

  OggOpusLink(QueuedDecoderStream complaints, OpusHead head, OggPage first) {
    this.complaints = complaints;
    this.head = head;
    decoder = new OpusPackets(head);
    serial = first.serial();
    sequence = first.sequence();
    toSkip = head.preSkip();
  }

  OpusHead head() {
    return head;
  }

  int serial() {
    return serial;
  }

  /** Whether its last page has been taken. */
  boolean ended() {
    return ended;
  }

  /** Whether a page broke off within a packet. */
  boolean inPacket() {
    return inPacket;
  }

  /** Takes the next page of this stream. */
  void accept(OggPage page) throws AudioFormatException {
    sequence++;
    if (page.sequence() != sequence) {
      throw complaints.fail(
          page.offset(),
          "Ogg page "
              + Integer.toUnsignedLong(page.sequence())
              + " (expected: "
              + Integer.toUnsignedLong(sequence)
              + ")");
    }
    if (page.continued() != inPacket) {
      throw complaints.fail(
          page.offset(), "damaged Ogg page: a packet " + (inPacket ? "does not go on" : "goes on"));
    }
    pageOffset = page.offset();
    ended = page.last();
    for (int i = 0; i < page.pieces().size(); i++) {
      boolean complete = i < page.pieces().size() - 1 || page.lastComplete();
      take(page.pieces().get(i), complete);
    }
    long samples = 0;
    for (byte[] packet : packets) {
      int length = OpusPackets.samples(packet);
      if (length == 0) {
        throw damaged("of impossible length", null);
      }
      samples += length;
    }
    count(page, samples);
  }

  private void take(byte[] piece, boolean complete) throws AudioFormatException {
    int room = tagsPassed ? MAX_PACKET_BYTES : TAGS_BYTES;
    if (tagsPassed && partial.size() + piece.length > room) {
      throw damaged("longer than " + MAX_PACKET_BYTES + " bytes", null);
    }
    partial.write(piece, 0, Math.min(piece.length, room - Math.min(room, partial.size())));
    inPacket = !complete;
    if (complete) {
      byte[] packet = partial.toByteArray();
      partial.reset();
      if (tagsPassed) {
        packets.add(packet);
      } else if (!AudioInput.matches(packet, 0, "OpusTags")) {
        throw complaints.fail(pageOffset, "no OpusTags where they should be");
      }
      tagsPassed = true;
    }
  }

  /** Granule positions: where pages end (RFC 7845, section 4). */
  private void count(OggPage page, long samples) {
    toKeep = samples;
    if (samples == 0) {
      return;
    }
    if (granule < 0) { // a recording may begin within a broadcast, but not before its start
      granule = page.last() ? 0 : Math.max(0, page.granule() - samples);
    }
    if (page.last() && page.granule() >= 0) {
      toKeep = Math.max(0, Math.min(samples, page.granule() - granule));
    }
    granule = page.granule() >= 0 ? page.granule() : granule + samples;
  }

  /** The next block of the last page, if there is one. */
  Optional<AudioBlock> next() throws AudioFormatException {
    while (true) {
      byte[] packet = packets.poll();
      if (packet == null) {
        return Optional.empty();
      }
      long length = OpusPackets.samples(packet);
      int from = (int) Math.min(toSkip, length);
      int to = (int) Math.min(toKeep, length);
      toSkip = Math.max(0, toSkip - length);
      toKeep = Math.max(0, toKeep - length);
      float[] samples = decode(packet);
      if (from < to) {
        return Optional.of(block(samples, from, to));
      }
    }
  }

  private float[] decode(byte[] packet) throws AudioFormatException {
    try {
      return decoder.decode(packet);
    } catch (OpusException e) {
      throw damaged(e.getMessage(), e);
    }
  }

  private AudioBlock block(float[] samples, int from, int to) {
    int channels = head.channels();
    float[] kept = new float[(to - from) * channels];
    System.arraycopy(samples, from * channels, kept, 0, kept.length);
    return new AudioBlock(OpusPackets.FULL_RATE, channels, to - from, kept);
  }

  private AudioFormatException damaged(String problem, Exception cause) {
    return complaints.fail(pageOffset, "damaged Opus packet in Ogg page: " + problem, cause);
  }
}
