package org.auricle.engine.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** AU and AIFF, written here by the book. */
class PlainFormatsTest {
  private static final double[] VALUES = {0, 0.5, -0.25, -1, 0.75, 0.125};
  private static final float[] EXPECTED = {0, 0.5f, -0.25f, -1, 0.75f, 0.125f};
  // 16,000 as IEEE 754 extended precision: 1.953125 times 2 to the 13th
  private static final byte[] RATE_16K = {0x40, 0x0c, (byte) 0xfa, 0, 0, 0, 0, 0, 0, 0};

  @Test
  void auOfEveryEncoding() throws IOException {
    assertThat(read(au(2, 1, -1, samples(ByteOrder.BIG_ENDIAN, 1)))).isEqualTo(EXPECTED);
    assertThat(read(au(3, 1, -1, samples(ByteOrder.BIG_ENDIAN, 2)))).isEqualTo(EXPECTED);
    assertThat(read(au(4, 1, 18, samples(ByteOrder.BIG_ENDIAN, 3)))).isEqualTo(EXPECTED);
    assertThat(read(au(5, 1, 24, samples(ByteOrder.BIG_ENDIAN, 4)))).isEqualTo(EXPECTED);
    assertThat(read(au(6, 1, 24, floats()))).isEqualTo(EXPECTED);
    assertThat(read(au(7, 1, 48, doubles()))).isEqualTo(EXPECTED);
    assertThat(read(au(1, 1, 2, (byte) 0xff, (byte) 0x80)))
        .containsExactly(0, G711.decodeMuLaw((byte) 0x80));
    assertThat(read(au(27, 1, 1, (byte) 0xd5))).containsExactly(G711.decodeALaw((byte) 0xd5));
    assertThat(read(au(3, 2, 8, samples(ByteOrder.BIG_ENDIAN, 2)))).containsExactly(0.25f, -0.625f);
  }

  @Test
  void brokenAuSaysWhere() {
    assertFails(au(23, 1, 4, new byte[4]), "at byte 12: AU encoding: 23 (expected: 1 to 7 or 27");
    assertFails(
        au(3, 1, 5, new byte[4]), "at byte 24: AU data is cut short: 4 bytes (expected: 5)");
    assertFails(au(3, 65, -1, new byte[400]), "channels: 65 (expected: 1..64)");
    byte[] early = au(3, 1, -1, new byte[4]);
    early[7] = 23;
    assertFails(early, "at byte 4: data offset: 23 (expected: >= 24)");
    assertFails(au(6, 1, -1, 0x7f, 0xc0, 0, 0), "at byte 24: sample: NaN");
  }

  @Test
  void aiffOfEveryEncoding() throws IOException {
    for (int bytes = 1; bytes <= 4; bytes++) {
      byte[] big = samples(ByteOrder.BIG_ENDIAN, bytes);
      assertThat(read(aiff(8 * bytes, big))).isEqualTo(EXPECTED);
      assertThat(read(aifc("NONE", 8 * bytes, big))).isEqualTo(EXPECTED);
      byte[] little = samples(ByteOrder.LITTLE_ENDIAN, bytes);
      assertThat(read(aifc("sowt", 8 * bytes, little))).isEqualTo(EXPECTED);
    }
    assertThat(read(aiff(12, samples(ByteOrder.BIG_ENDIAN, 2)))).isEqualTo(EXPECTED);
    for (int bits : new int[] {16, 24}) { // as QuickTime has it, and as others do
      assertThat(read(aifc("in24", bits, samples(ByteOrder.BIG_ENDIAN, 3)))).isEqualTo(EXPECTED);
    }
    assertThat(read(aifc("in32", 16, samples(ByteOrder.BIG_ENDIAN, 4)))).isEqualTo(EXPECTED);
    assertThat(read(aifc("fl32", 32, floats()))).isEqualTo(EXPECTED);
    assertThat(read(aifc("FL64", 64, doubles()))).isEqualTo(EXPECTED);
    assertThat(read(aifc("raw ", 8, new byte[] {(byte) 192, 64}))).containsExactly(0.5f, -0.5f);
    assertThat(read(aifc("ulaw", 16, new byte[] {-1}))).containsExactly(0);
    assertThat(read(aifc("alaw", 16, new byte[] {5}))).containsExactly(G711.decodeALaw((byte) 5));
  }

  @Test
  void chunksComeInAnyOrderAndSizesMayBeMissing() throws IOException {
    byte[] common = common("", 16);
    byte[] sound = sound(samples(ByteOrder.BIG_ENDIAN, 2));
    assertThat(read(form("AIFF", 100, chunk("NAME", 3, new byte[4]), sound, chunk("COMM", common))))
        .isEqualTo(EXPECTED);
    byte[] streamed = chunk("SSND", 0, Arrays.copyOfRange(sound, 8, sound.length));
    assertThat(read(form("AIFF", 0, chunk("COMM", common), streamed))).isEqualTo(EXPECTED);
    byte[] bySox = chunk("SSND", 0x7F000008, Arrays.copyOfRange(sound, 8, sound.length));
    assertThat(read(form("AIFF", 0x7F000050, chunk("COMM", common), bySox))).isEqualTo(EXPECTED);
    // sox -n -b 24 -c 3 -t aiff - synth 1: whole frames of 9 bytes
    byte[] ofNine = chunk("SSND", 0x7F000007, Arrays.copyOfRange(sound, 8, sound.length));
    assertThat(read(form("AIFF", 0x7F00004F, chunk("COMM", common), ofNine))).isEqualTo(EXPECTED);
    byte[] shifted =
        ByteBuffer.allocate(8 + 3 + 4)
            .putInt(3)
            .putInt(0)
            .put(new byte[3])
            .putInt(0x40004000)
            .array();
    assertThat(read(form("AIFF", 0, chunk("COMM", common), chunk("SSND", shifted))))
        .containsExactly(0.5f, 0.5f);
  }

  @Test
  void brokenAiffSaysWhere() {
    byte[] sound = sound(new byte[4]);
    assertFails(form("AIFF", 50, sound), "end of file (expected: a 'COMM' chunk)");
    assertFails(form("AIFF", 50, chunk("COMM", common("", 16))), "(expected: a 'SSND' chunk)");
    assertFails(
        form("AIFC", 50, chunk("COMM", common("ima4", 16)), sound),
        "at byte 38: AIFF-C compression: 'ima4' (expected: PCM, float, mu-law or A-law)");
    assertFails(form("AIFC", 50, chunk("COMM", common("", 16))), "'COMM' chunk: 18 bytes");
    assertFails(form("AIFF", 50, chunk("COMM", common("", 33))), "bits per sample: 33");
    assertFails( // hours of it are no placeholder
        form("AIFF", 0x7F200050, chunk("COMM", common("", 16)), chunk("SSND", 0x7F200008, sound)),
        "'SSND' chunk is cut short");
    byte[] slow = common("", 16);
    slow[8] = 0;
    assertFails(form("AIFF", 50, chunk("COMM", slow), sound), "sample rate: 0 Hz");
    byte[] whole = aiff(16, samples(ByteOrder.BIG_ENDIAN, 2));
    for (int length = 0; length < whole.length; length++) {
      assertFails(Arrays.copyOf(whole, length), "x");
    }
    byte[] au = au(3, 1, 12, samples(ByteOrder.BIG_ENDIAN, 2));
    for (int length = 0; length < au.length; length++) {
      assertFails(Arrays.copyOf(au, length), "x");
    }
  }

  private static float[] read(byte[] bytes) throws IOException {
    AudioClip clip = AudioReader.read(bytes, "x");
    assertThat(clip.sampleRate()).isEqualTo(16_000);
    return clip.samples();
  }

  private static void assertFails(byte[] bytes, String message) {
    assertThatThrownBy(() -> AudioReader.read(bytes, "x"))
        .isInstanceOf(AudioFormatException.class)
        .hasMessageContaining(message)
        .hasMessageStartingWith("x at byte ");
  }

  /** Values as signed integers of so many bytes. */
  private static byte[] samples(ByteOrder order, int bytes) {
    ByteBuffer buffer = ByteBuffer.allocate(bytes * VALUES.length);
    for (double value : VALUES) {
      long code = Math.round(value * Math.scalb(1.0, 8 * bytes - 1));
      for (int i = 0; i < bytes; i++) {
        int shift = order == ByteOrder.BIG_ENDIAN ? bytes - 1 - i : i;
        buffer.put((byte) (code >> 8 * shift));
      }
    }
    return buffer.array();
  }

  private static byte[] floats() {
    return floating(4, (buffer, value) -> buffer.putFloat((float) (double) value));
  }

  private static byte[] doubles() {
    return floating(8, ByteBuffer::putDouble);
  }

  private static byte[] floating(int bytes, BiConsumer<ByteBuffer, Double> put) {
    ByteBuffer buffer = ByteBuffer.allocate(bytes * VALUES.length);
    for (double value : VALUES) {
      put.accept(buffer, value);
    }
    return buffer.array();
  }

  private static byte[] au(int encoding, int channels, int size, int... data) {
    byte[] bytes = new byte[data.length];
    for (int i = 0; i < data.length; i++) {
      bytes[i] = (byte) data[i];
    }
    return au(encoding, channels, size, bytes);
  }

  private static byte[] au(int encoding, int channels, int size, byte... data) {
    return ByteBuffer.allocate(24 + data.length)
        .put(ascii(".snd"))
        .putInt(24)
        .putInt(size)
        .putInt(encoding)
        .putInt(16_000)
        .putInt(channels)
        .put(data)
        .array();
  }

  private static byte[] aiff(int bits, byte[] data) {
    return form("AIFF", 100, chunk("COMM", common("", bits)), sound(data));
  }

  private static byte[] aifc(String type, int bits, byte[] data) {
    return form("AIFC", 100, chunk("COMM", common(type, bits)), sound(data));
  }

  private static byte[] common(String type, int bits) {
    return ByteBuffer.allocate(18 + type.length())
        .putShort((short) 1)
        .putInt(VALUES.length)
        .putShort((short) bits)
        .put(RATE_16K)
        .put(ascii(type))
        .array();
  }

  private static byte[] sound(byte[] data) {
    return chunk("SSND", ByteBuffer.allocate(8 + data.length).position(8).put(data).array());
  }

  private static byte[] chunk(String name, byte[] body) {
    return chunk(name, body.length, body);
  }

  private static byte[] chunk(String name, int size, byte[] body) {
    return ByteBuffer.allocate(8 + body.length).put(ascii(name)).putInt(size).put(body).array();
  }

  private static byte[] form(String type, int size, byte[]... chunks) {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    form.writeBytes(
        ByteBuffer.allocate(12).put(ascii("FORM")).putInt(size).put(ascii(type)).array());
    List.of(chunks).forEach(form::writeBytes);
    return form.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
