package org.auricle.engine.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The oracle is the formula that the fixtures were made from (flac/README.md). */
class FlacReaderTest {
  private static final int FRAMES = 1200;
  private static final String MONO = "mono-16bit-16k";

  @ParameterizedTest
  @CsvSource({
    "mono-8bit-8k, 8, 0, 1, 8000",
    "mono-16bit-16k, 16, 0, 1, 16000",
    "mono-16bit-wasted-bits-32k, 16, 3, 1, 32000",
    "mono-24bit-22k05, 24, 0, 1, 22050",
    "stereo-16bit-44k1, 16, 0, 2, 44100",
    "stereo-16bit-unknown-length-11k, 16, 0, 2, 11025",
    "stereo-24bit-48k, 24, 0, 2, 48000"
  })
  void decodesExactly(String name, int bits, int shift, int channels, int rate) throws Exception {
    for (int channel = 0; channel < channels; channel++) {
      AudioReader.Options options =
          AudioReader.Options.DEFAULT.withChannels(ChannelMixer.channel(channel));
      AudioClip clip = AudioReader.read(fixture(name), name, options);

      assertThat(clip.sampleRate()).isEqualTo(rate);
      assertThat(clip.samples()).hasSize(FRAMES);
      for (int i = 0; i < FRAMES; i++) {
        long value = sample(i, channel, bits - shift) << shift;
        assertThat(clip.samples()[i]).isEqualTo((float) value / (1 << (bits - 1)));
      }
    }
  }

  @Test
  void tagsInFrontAndMetadataInBetweenArePassedOver() throws Exception {
    byte[] flac = fixture(MONO);
    byte[] tag = {'I', 'D', '3', 4, 0, 0, 0, 0, 1, 2}; // 7-bit digits: 130 bytes follow
    ByteBuffer tagged =
        ByteBuffer.allocate(tag.length + 130 + flac.length).put(tag).position(140).put(flac);

    assertThat(AudioReader.read(tagged.array(), "tagged").samples())
        .isEqualTo(AudioReader.read(flac, "plain").samples());
  }

  @Test
  void aCutAnywhereIsAnError() throws Exception {
    for (String name : new String[] {MONO, "stereo-16bit-unknown-length-11k"}) {
      byte[] flac = fixture(name);
      int cleanEnds = 0;
      for (int length = 0; length < flac.length; length++) {
        try {
          AudioReader.read(Arrays.copyOf(flac, length), name);
          cleanEnds++;
        } catch (AudioFormatException e) {
          assertThat(e.offset()).isBetween(0L, (long) length);
        }
      }
      // without a length in the header, an end between two of the five frames looks like any other
      assertThat(cleanEnds).isEqualTo(name.equals(MONO) ? 0 : 4);
    }
  }

  @Test
  void aFlippedBitAnywhereInAFrameIsAnError() throws Exception {
    byte[] flac = fixture(MONO);
    int firstFrame = firstFrame(flac);
    for (int i = firstFrame; i < flac.length; i++) {
      byte[] damaged = flac.clone();
      damaged[i] ^= (byte) (1 << i % 8);
      assertThatThrownBy(() -> AudioReader.read(damaged, "damaged"))
          .isInstanceOfSatisfying(
              AudioFormatException.class,
              e -> assertThat(e.offset()).isBetween((long) firstFrame, (long) flac.length));
    }
  }

  @Test
  void samplesThatDoNotFitTheDigestAreAnError() throws Exception {
    byte[] flac = fixture(MONO);
    flac[8 + 18] ^= 1; // first byte of the MD5 digest

    assertThatThrownBy(() -> AudioReader.read(flac, "lying.flac"))
        .isInstanceOf(AudioFormatException.class)
        .hasMessageMatching("lying.flac at byte \\d+: .*MD5.*");
  }

  @Test
  void aFailingSourceIsNotDamagedAudio() throws Exception {
    byte[] half = Arrays.copyOf(fixture(MONO), 700);
    InputStream failing =
        new InputStream() {
          private final InputStream good = new ByteArrayInputStream(half);

          @Override
          public int read() throws IOException {
            int next = good.read();
            if (next < 0) {
              throw new IOException("connection lost");
            }
            return next;
          }
        };

    assertThatThrownBy(() -> AudioReader.read(failing, "socket"))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("connection lost");
  }

  /** One sample of the fixtures before shifting, in the range of {@code bits}. */
  static long sample(int i, int channel, int bits) {
    long full = 1L << (bits - 1);
    if (i < FRAMES / 4) {
      return 0;
    }
    if (i < 3 * FRAMES / 4) {
      int period = 64 + 16 * channel;
      int phase = i % period;
      long triangle = 2L * Math.abs(2 * phase - period) - period;
      return Math.floorDiv(triangle * (full / 2), period) + (7 * i + 3 * channel) % 5 - 2;
    }
    long x = (i + 31L * channel) * 2654435761L & 0xffffffffL;
    x = (x ^ x >> 15) * 2246822519L & 0xffffffffL;
    return (x ^ x >> 13) % (2 * full) - full;
  }

  static byte[] fixture(String name) throws IOException {
    try (InputStream stream = FlacReaderTest.class.getResourceAsStream("flac/" + name + ".flac")) {
      return stream.readAllBytes();
    }
  }

  private static int firstFrame(byte[] flac) {
    int at = 4;
    while (true) {
      boolean last = flac[at] < 0;
      at += 4 + ((flac[at + 1] & 0xff) << 16 | (flac[at + 2] & 0xff) << 8 | flac[at + 3] & 0xff);
      if (last) {
        return at;
      }
    }
  }
}
