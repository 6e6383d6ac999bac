package org.auricle.engine.audio;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * One logical stream in Ogg (RFC 3533): puts packets together from pages, and drops the samples
 * that the positions of pages say are none. What a packet means, its codec knows. Not thread-safe.
 */
abstract class OggLink {
  private static final int COMMENT_BYTES = 8; // of it no more is looked at: it may hold pictures

  final QueuedDecoderStream complaints;
  private final String codec;
  private final int serial;
  private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
  private final Queue<byte[]> packets = new ArrayDeque<>(); // of audio, of the last page
  private boolean inPacket; // the last page broke off within one
  private boolean ended;
  private int sequence;
  private long pageOffset;
  private long granule = -1; // where the page before ended; -1 before the first
  private long toSkip; // samples to drop from here on
  private long toKeep; // samples of the last page to keep, dropped ones included

  /**
   * A stream at its start.
   *
   * @param codec its name in complaints
   * @param first page, whose packet has been read
   * @param toSkip samples that are none at the start
   */
  OggLink(QueuedDecoderStream complaints, String codec, OggPage first, long toSkip) {
    this.complaints = complaints;
    this.codec = codec;
    this.toSkip = toSkip;
    serial = first.serial();
    sequence = first.sequence();
    pageOffset = first.offset();
    ended = first.last();
  }

  /** Whether the next packet is the comment. */
  abstract boolean atComment();

  /** Whether packets of audio come next. */
  abstract boolean atAudio();

  /** Longest that the next packet may be, unless it is the comment. */
  abstract int maxBytes();

  /** Takes a header, of a comment no more than its start. */
  abstract void readHeader(byte[] packet) throws AudioFormatException;

  /** How many samples of each channel decoding will give; asked of all packets in their order. */
  abstract int samples(byte[] packet) throws AudioFormatException;

  /** Decodes a packet of audio to [samples x channels]. */
  abstract float[] decode(byte[] packet) throws AudioFormatException;

  /** In hertz, of positions, too; known once there is audio. */
  abstract int sampleRate();

  /** Known once there is audio. */
  abstract int channels();

  /** Whether the first page's position may lie before its last sample, which then are too many. */
  abstract boolean mayStartEarly();

  final int serial() {
    return serial;
  }

  /** Whether its last page has been taken. */
  final boolean ended() {
    return ended;
  }

  /** Where the last page began. */
  final long pageOffset() {
    return pageOffset;
  }

  /** Complains if it ended, at {@code offset}, within a packet. */
  final void requireWhole(long offset) throws AudioFormatException {
    if (inPacket) {
      throw complaints.fail(offset, codec + " packet is cut short");
    }
  }

  /** Takes the next page of this stream. */
  final void accept(OggPage page) throws AudioFormatException {
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
    count(page);
  }

  private void take(byte[] piece, boolean complete) throws AudioFormatException {
    int room = (atComment() ? COMMENT_BYTES : maxBytes()) - partial.size();
    if (piece.length > room && !atComment()) {
      throw damaged("longer than " + maxBytes() + " bytes", null);
    }
    partial.write(piece, 0, Math.min(piece.length, room));
    inPacket = !complete;
    if (complete) {
      byte[] packet = partial.toByteArray();
      partial.reset();
      if (atAudio()) {
        packets.add(packet);
      } else {
        readHeader(packet);
      }
    }
  }

  /** Positions ("granules") say where pages end (RFC 7845, section 4; Vorbis I, appendix A.2). */
  private void count(OggPage page) throws AudioFormatException {
    long samples = 0;
    for (byte[] packet : packets) {
      samples += samples(packet);
    }
    toKeep = samples;
    if (packets.isEmpty()) {
      return;
    }
    if (page.granule() < 0) {
      granule += granule < 0 ? 0 : samples;
      return;
    }
    if (granule < 0) { // a recording may begin within a broadcast, or a little before its start
      granule = page.last() ? 0 : Math.max(0, page.granule() - samples);
      toSkip += page.last() || !mayStartEarly() ? 0 : Math.max(0, samples - page.granule());
    }
    if (page.last()) {
      toKeep = Math.max(0, Math.min(samples, page.granule() - granule));
    }
    granule = page.granule();
  }

  /** The next block of the last page, if there is one. */
  final Optional<AudioBlock> next() throws AudioFormatException {
    for (byte[] packet = packets.poll(); packet != null; packet = packets.poll()) {
      float[] samples = decode(packet);
      int channels = channels();
      int length = samples.length / channels;
      int from = (int) Math.min(toSkip, length);
      int to = (int) Math.min(toKeep, length);
      toSkip -= from;
      toKeep -= to;
      if (from < to) {
        float[] kept = new float[(to - from) * channels];
        System.arraycopy(samples, from * channels, kept, 0, kept.length);
        return Optional.of(new AudioBlock(sampleRate(), channels, to - from, kept));
      }
    }
    return Optional.empty();
  }

  /** The exception for a header in the last page. */
  final AudioFormatException fail(String problem, Exception cause) {
    return complaints.fail(pageOffset, problem, cause);
  }

  /** The exception for a packet in the last page. */
  final AudioFormatException damaged(String problem, Exception cause) {
    return fail("damaged " + codec + " packet in Ogg page: " + problem, cause);
  }
}
