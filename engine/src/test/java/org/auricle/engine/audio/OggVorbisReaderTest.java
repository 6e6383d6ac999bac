package org.auricle.engine.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.auricle.engine.audio.AudioReader.Options;
import org.junit.jupiter.api.Test;

/** The oracle is what was encoded: sines. */
class OggVorbisReaderTest {
  private static final int MONO_SAMPLES = 8_000;
  private static final int STEREO_SAMPLES = 11_025;

  @Test
  void decodesWhatWasEncoded() throws IOException {
    AudioClip mono = AudioReader.read(fixture("mono-16k"), "mono");
    assertThat(mono.sampleRate()).isEqualTo(16_000);
    assertThat(mono.samples()).hasSize(MONO_SAMPLES);
    assertThat(errorToSine(mono, 440, 400, 7_600)).isLessThan(0.03);

    byte[] bytes = fixture("stereo-44k");
    AudioClip left = AudioReader.read(bytes, "left", channel(0));
    assertThat(left.sampleRate()).isEqualTo(44_100);
    assertThat(left.samples()).hasSize(STEREO_SAMPLES);
    assertThat(errorToSine(left, 440, 400, 10_000)).isLessThan(0.03);
    AudioClip right = AudioReader.read(bytes, "right", channel(1));
    assertThat(errorToSine(right, 1000, 5_000, 10_000)).isLessThan(0.03);
    for (int i = 0; i < 3_000; i++) { // silence before it begins
      assertThat(Math.abs(right.samples()[i])).isLessThan(0.03f);
    }
  }

  private static Options channel(int channel) {
    return Options.DEFAULT.withChannels(ChannelMixer.channel(channel));
  }

  private static double errorToSine(AudioClip clip, double hertz, int from, int to) {
    double worst = 0;
    for (int i = from; i < to; i++) {
      double expected = 0.5 * Math.sin(2 * Math.PI * hertz * i / clip.sampleRate());
      worst = Math.max(worst, Math.abs(clip.samples()[i] - expected));
    }
    return worst;
  }

  @Test
  void oneStreamMayFollowAnother() throws IOException {
    byte[] once = fixture("mono-16k");
    float[] expected = AudioReader.read(once, "once").samples();
    float[] read = AudioReader.read(join(once, once), "twice").samples();
    assertThat(Arrays.copyOf(read, expected.length)).isEqualTo(expected);
    assertThat(Arrays.copyOfRange(read, expected.length, read.length)).isEqualTo(expected);
  }

  @Test
  void anIndexMayComeFirst() throws IOException {
    byte[] once = fixture("mono-16k");
    byte[] index = "fishead\0and so on".getBytes(StandardCharsets.US_ASCII);
    byte[] indexed = join(new OggBytes(99).page(2, 0, index).bytes(), once);
    assertThat(AudioReader.read(indexed, "indexed").samples())
        .isEqualTo(AudioReader.read(once, "once").samples());
  }

  @Test
  void whatFollowsIsOfTheSameKindAndWhatWentBeforeIsWhole() throws IOException {
    byte[] mono = fixture("mono-16k");
    assertThatThrownBy(() -> AudioReader.read(join(mono, fixture("stereo-44k")), "x"))
        .hasMessageMatching(
            "x at byte \\d+: 44100 Hz, channels: 2 \\(expected: 16000 Hz, channels: 1, as"
                + " before\\)");
    assertThatThrownBy(
            () -> AudioReader.read(join(mono, OggOpusReaderTest.fixture("mono-16k")), "x"))
        .hasMessageContaining(": 48000 Hz, channels: 1 (expected: 16000 Hz");
    byte[] open = mono.clone(); // to be ended by a page that breaks off within a packet
    int last = lastPage(open);
    open[last + 5] &= ~4;
    repair(open);
    OggBytes more = new OggBytes(ByteBuffer.wrap(mono).order(ByteOrder.LITTLE_ENDIAN).getInt(14));
    for (int i = mono[last + 18]; i >= 0; i--) {
      more.lose();
    }
    byte[] broken = join(open, more.page(4, -1, new byte[] {-1}, new byte[255]).bytes());
    assertThatThrownBy(() -> AudioReader.read(join(broken, mono), "x"))
        .hasMessage("x at byte " + broken.length + ": Vorbis packet is cut short");
  }

  private static int lastPage(byte[] ogg) {
    int at = ogg.length - 4;
    while (!AudioInput.matches(ogg, at, "OggS")) {
      at--;
    }
    return at;
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  @Test
  void aCutIsAnErrorOrAShorterRecording() throws IOException {
    byte[] whole = fixture("stereo-44k");
    for (int length = 0; length < whole.length; length++) {
      try {
        AudioClip clip = AudioReader.read(Arrays.copyOf(whole, length), "cut");
        assertThat(clip.samples().length).isLessThan(STEREO_SAMPLES);
      } catch (AudioFormatException e) {
        assertThat(e).message().startsWith("cut at byte ").hasLineCount(1);
      }
    }
  }

  /** Checksums are made right again, so that it is the decoder that damage comes to. */
  @Test
  void damageInPacketsIsAnErrorOrASound() throws IOException {
    Random random = new Random(7);
    int refused = 0;
    for (int round = 0; round < 400; round++) {
      byte[] damaged = fixture(round % 2 == 0 ? "mono-16k" : "stereo-44k");
      for (int i = random.nextInt(3); i >= 0; i--) {
        damaged[58 + random.nextInt(damaged.length - 58)] = (byte) random.nextInt(256);
      }
      repair(damaged);
      try {
        assertThat(AudioReader.read(damaged, "damaged").samples()).isNotEmpty();
      } catch (AudioFormatException e) {
        refused++;
        assertThat(e).message().startsWith("damaged at byte ").hasLineCount(1);
      }
    }
    assertThat(refused).isPositive();
  }

  private static void repair(byte[] ogg) {
    int at = 0;
    while (at + OggPage.HEADER_BYTES < ogg.length && AudioInput.matches(ogg, at, "OggS")) {
      int segments = ogg[at + 26] & 0xff;
      int length = OggPage.HEADER_BYTES + segments;
      for (int i = 0; i < segments && at + 27 + i < ogg.length; i++) {
        length += ogg[at + 27 + i] & 0xff;
      }
      if (at + length > ogg.length) {
        return;
      }
      int sum = OggPage.checksum(Arrays.copyOfRange(ogg, at, at + length));
      for (int i = 0; i < 4; i++) {
        ogg[at + 22 + i] = (byte) (sum >> 8 * i);
      }
      at += length;
    }
  }

  @Test
  void headersThatAskForGigabytesAreRefused() throws IOException {
    byte[] identification = new byte[30];
    byte[] real = fixture("mono-16k");
    System.arraycopy(real, 28, identification, 0, 30);
    Bits setup = new Bits("\5vorbis");
    setup.put(0, 8).put(0x564342, 24).put(65_535, 16).put(0xffffff, 24).put(1, 1).put(0, 5);
    assertThatThrownBy(() -> VorbisSetup.read(identification, setup.bytes()))
        .isInstanceOf(VorbisSetup.Damage.class)
        .hasMessage("codebooks larger than any");
    Bits few = new Bits("\5vorbis");
    few.put(0, 8).put(0x564342, 24).put(1, 16).put(3, 24).put(0, 2).put(1, 5).put(1, 5).put(1, 5);
    assertThatThrownBy(() -> VorbisSetup.read(identification, few.put(0, 99).bytes()))
        .hasMessage("a codebook of too few codewords");
    Bits many = new Bits("\5vorbis");
    many.put(0, 8).put(0x564342, 24).put(1, 16).put(3, 24).put(0, 2).put(0, 5).put(0, 5).put(0, 5);
    assertThatThrownBy(() -> VorbisSetup.read(identification, many.put(0, 99).bytes()))
        .hasMessage("a codebook of too many codewords");
    identification[11] = -1;
    assertThatThrownBy(() -> VorbisSetup.read(identification, many.bytes()))
        .hasMessage("channels: 255 (expected: 1..8)");
  }

  /** Bits, lowest first. */
  private static final class Bits {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int held;
    private int count;

    Bits(String start) {
      bytes.writeBytes(start.getBytes(StandardCharsets.US_ASCII));
    }

    Bits put(long value, int width) {
      for (int i = 0; i < width; i++) {
        held |= (int) (i < 64 ? value >> i & 1 : 0) << count;
        if (++count == 8) {
          bytes.write(held);
          held = 0;
          count = 0;
        }
      }
      return this;
    }

    byte[] bytes() {
      return bytes.toByteArray();
    }
  }

  static byte[] fixture(String name) throws IOException {
    try (InputStream stream =
        OggVorbisReaderTest.class.getResourceAsStream("vorbis/" + name + ".ogg")) {
      return stream.readAllBytes();
    }
  }
}
