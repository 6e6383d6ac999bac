package org.auricle.engine.audio;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * Vorbis in Ogg as it arrives: one logical stream after the other, all of one rate and one number
 * of channels. Pages of other streams that lie between are passed over. A page that is damaged,
 * missing or cut short is an error; an end without the mark of the last page is not.
 */
final class OggVorbisDecoderStream extends QueuedDecoderStream {
  private static final int HEADERS = 3;
  private static final int COMMENT_BYTES = 8; // of it no more is looked at: it may hold pictures
  private static final int MAX_SETUP_BYTES = 1 << 20;
  private static final int MAX_PACKET_BYTES = 1 << 16;

  private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
  private final Queue<byte[]> packets = new ArrayDeque<>(); // of the last page
  private byte[] identification;
  private VorbisSetup setup;
  private VorbisDecoder decoder; // once the headers have been read
  private int headers; // that have been read
  private boolean begun;
  private boolean lastPage = true; // of a logical stream
  private boolean inPacket; // the last page broke off within one
  private int serial;
  private int sequence;
  private long pageOffset;
  private int sizeBefore; // of the block before, of those that have been counted
  private long granule; // where the page before ended; -1 before the first
  private long toSkip; // samples to drop from here on
  private long toKeep; // samples of the last page to keep, dropped ones included

  OggVorbisDecoderStream(String name) {
    super(name);
  }

  @Override
  public Optional<AudioBlock> next() throws AudioFormatException {
    while (true) {
      Optional<AudioBlock> block = nextOfPage();
      if (block.isPresent()) {
        return block;
      }
      if (queue.size() == 0 && ended() && begun) {
        if (inPacket || decoder == null) {
          throw fail(queue.position(), "Vorbis packet is cut short");
        }
        return Optional.empty();
      }
      OggPage page = OggPage.take(this);
      if (page == null) {
        return Optional.empty();
      }
      if (page.first() && lastPage && !page.pieces().isEmpty()) {
        begin(page);
      } else if (begun && !page.first() && page.serial() == serial && !lastPage) {
        accept(page);
      } else if (page.first() && begun && page.serial() == serial) {
        throw fail(page.offset(), "Vorbis stream begins again before its end");
      }
    }
  }

  private void begin(OggPage page) throws AudioFormatException {
    byte[] packet = page.pieces().get(0);
    if (!AudioInput.matches(packet, 0, VorbisSetup.IDENTIFICATION)) {
      throw fail(page.offset(), "Ogg of another kind (expected: Vorbis)");
    }
    identification = packet;
    begun = true;
    lastPage = page.last();
    serial = page.serial();
    sequence = page.sequence();
    headers = 1;
    decoder = null;
    inPacket = false;
    granule = -1;
    toSkip = 0;
    sizeBefore = 0;
  }

  private void accept(OggPage page) throws AudioFormatException {
    sequence++;
    if (page.sequence() != sequence) {
      throw fail(
          page.offset(),
          "Ogg page "
              + Integer.toUnsignedLong(page.sequence())
              + " (expected: "
              + Integer.toUnsignedLong(sequence)
              + ")");
    }
    if (page.continued() != inPacket) {
      throw fail(
          page.offset(), "damaged Ogg page: a packet " + (inPacket ? "does not go on" : "goes on"));
    }
    pageOffset = page.offset();
    lastPage = page.last();
    for (int i = 0; i < page.pieces().size(); i++) {
      take(page.pieces().get(i), i < page.pieces().size() - 1 || page.lastComplete());
    }
    count(page);
  }

  private void take(byte[] piece, boolean complete) throws AudioFormatException {
    boolean comment = headers == 1;
    int room = comment ? COMMENT_BYTES : headers < HEADERS ? MAX_SETUP_BYTES : MAX_PACKET_BYTES;
    if (!comment && partial.size() + piece.length > room) {
      throw damaged("longer than " + room + " bytes", null);
    }
    partial.write(piece, 0, Math.min(piece.length, room - partial.size()));
    inPacket = !complete;
    if (complete) {
      byte[] packet = partial.toByteArray();
      partial.reset();
      if (headers < HEADERS) {
        readHeader(packet);
      } else {
        packets.add(packet);
      }
    }
  }

  private void readHeader(byte[] packet) throws AudioFormatException {
    headers++;
    if (headers < HEADERS) {
      if (!AudioInput.matches(packet, 0, VorbisSetup.COMMENT)) {
        throw fail(pageOffset, "no Vorbis comment where it should be");
      }
      return;
    }
    if (!AudioInput.matches(packet, 0, VorbisSetup.SETUP)) {
      throw fail(pageOffset, "no Vorbis setup where it should be");
    }
    VorbisSetup found;
    try {
      found = VorbisSetup.read(identification, packet);
    } catch (VorbisSetup.Damage e) {
      throw fail(pageOffset, "Vorbis setup: " + e.getMessage(), e);
    }
    checkFormat(pageOffset, Integer.toUnsignedLong(found.sampleRate()), found.channels());
    if (setup != null
        && (found.sampleRate() != setup.sampleRate() || found.channels() != setup.channels())) {
      throw fail(
          pageOffset,
          "%d Hz, channels: %d (expected: %d Hz, channels: %d, as before)"
              .formatted(
                  found.sampleRate(), found.channels(), setup.sampleRate(), setup.channels()));
    }
    setup = found;
    decoder = new VorbisDecoder(found);
  }

  /** Granule positions: where pages end, in samples. */
  private void count(OggPage page) {
    long samples = 0;
    for (byte[] packet : packets) {
      int size = decoder.blockSize(packet);
      samples += VorbisDecoder.samples(sizeBefore, size);
      sizeBefore = size == 0 ? sizeBefore : size;
    }
    toKeep = samples;
    if (packets.isEmpty() || page.granule() < 0) {
      return;
    }
    if (granule < 0) { // a recording may begin within a broadcast, or a little before its start
      granule = page.last() ? 0 : Math.max(0, page.granule() - samples);
      toSkip = page.last() ? 0 : Math.max(0, samples - page.granule());
    }
    if (page.last()) {
      toKeep = Math.max(0, Math.min(samples, page.granule() - granule));
    }
    granule = page.granule();
  }

  private Optional<AudioBlock> nextOfPage() throws AudioFormatException {
    while (true) {
      byte[] packet = packets.poll();
      if (packet == null) {
        return Optional.empty();
      }
      float[] samples;
      try {
        samples = decoder.decode(packet);
      } catch (VorbisSetup.Damage e) {
        throw damaged(e.getMessage(), e);
      }
      int channels = setup.channels();
      int length = samples.length / channels;
      int from = (int) Math.min(toSkip, length);
      int to = (int) Math.min(toKeep, length);
      toSkip -= from;
      toKeep -= to;
      if (from < to) {
        float[] kept = new float[(to - from) * channels];
        System.arraycopy(samples, from * channels, kept, 0, kept.length);
        return Optional.of(new AudioBlock(setup.sampleRate(), channels, to - from, kept));
      }
    }
  }

  private AudioFormatException damaged(String problem, Exception cause) {
    return fail(pageOffset, "damaged Vorbis packet in Ogg page: " + problem, cause);
  }
}
