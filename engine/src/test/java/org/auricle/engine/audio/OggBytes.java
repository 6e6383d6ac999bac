package org.auricle.engine.audio;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes Opus in Ogg by the book, or deliberately not, independently of the reader under test. */
final class OggBytes {
  static final int FIRST = 2;
  static final int LAST = 4;
  static final int PACKET_SAMPLES = 960; // 20 ms at 48 kHz

  private final ByteArrayOutputStream pages = new ByteArrayOutputStream();
  private final int serial;
  private int sequence;

  OggBytes(int serial) {
    this.serial = serial;
  }

  /** A whole stream: one page of headers each, then pages of five packets. */
  static byte[] stream(int serial, byte[] head, List<byte[]> packets, long lastGranule) {
    OggBytes ogg = new OggBytes(serial).page(FIRST, 0, head).page(0, 0, tags());
    for (int i = 0; i < packets.size(); i += 5) {
      int to = Math.min(packets.size(), i + 5);
      boolean last = to == packets.size();
      ogg.page(
          last ? LAST : 0,
          last ? lastGranule : (long) to * PACKET_SAMPLES,
          packets.subList(i, to).toArray(byte[][]::new));
    }
    return ogg.bytes();
  }

  static byte[] head(int channels, int preSkip, int rate, int gain, int family) {
    return ByteBuffer.allocate(19)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("OpusHead".getBytes(StandardCharsets.US_ASCII))
        .put((byte) 1)
        .put((byte) channels)
        .putShort((short) preSkip)
        .putInt(rate)
        .putShort((short) gain)
        .put((byte) family)
        .array();
  }

  static byte[] tags() {
    return "OpusTags\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII);
  }

  /** A tone as packets of 20 ms. */
  static List<byte[]> tone(int rate, int channels, int packets) throws OpusException {
    OpusEncoder encoder = new OpusEncoder(rate, channels, OpusApplication.OPUS_APPLICATION_VOIP);
    encoder.setBitrate(32_000 * channels);
    int frame = rate / 50;
    List<byte[]> encoded = new ArrayList<>();
    for (int p = 0; p < packets; p++) {
      short[] pcm = new short[frame * channels];
      for (int i = 0; i < pcm.length; i++) {
        double t = (p * frame + i / channels) / (double) rate;
        pcm[i] = (short) (9_000 * Math.sin(2 * Math.PI * (440 + 220 * (i % channels)) * t));
      }
      byte[] packet = new byte[1_500];
      encoded.add(Arrays.copyOf(packet, encoder.encode(pcm, 0, frame, packet, 0, packet.length)));
    }
    return encoded;
  }

  /** Appends a page of whole packets. */
  OggBytes page(int flags, long granule, byte[]... packets) {
    ByteArrayOutputStream lacing = new ByteArrayOutputStream();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] packet : packets) {
      for (int left = packet.length; left >= 255; left -= 255) {
        lacing.write(255);
      }
      lacing.write(packet.length % 255);
      body.writeBytes(packet);
    }
    return page(flags, granule, lacing.toByteArray(), body.toByteArray());
  }

  /** Appends a page of any kind. */
  OggBytes page(int flags, long granule, byte[] lacing, byte[] body) {
    byte[] page =
        ByteBuffer.allocate(27 + lacing.length + body.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put("OggS".getBytes(StandardCharsets.US_ASCII))
            .put((byte) 0)
            .put((byte) flags)
            .putLong(granule)
            .putInt(serial)
            .putInt(sequence++)
            .putInt(0)
            .put((byte) lacing.length)
            .put(lacing)
            .put(body)
            .array();
    ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN).putInt(22, crc(page));
    pages.writeBytes(page);
    return this;
  }

  /** Leaves out a page. */
  OggBytes lose() {
    sequence++;
    return this;
  }

  byte[] bytes() {
    return pages.toByteArray();
  }

  /** Bit by bit, as RFC 3533 describes it. */
  private static int crc(byte[] page) {
    int crc = 0;
    for (byte b : page) {
      for (int bit = 7; bit >= 0; bit--) {
        boolean feedback = (crc < 0) != ((b >> bit & 1) == 1);
        crc <<= 1;
        if (feedback) {
          crc ^= 0x04c11db7;
        }
      }
    }
    return crc;
  }
}
