package org.auricle.engine.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WavReaderTest {
  private static final short[] SAMPLES = {0, 1, -1, 32767, -32768, 12345, -4321};
  private static final byte[] DATA = WavBytes.shorts(SAMPLES);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyIntegerWidthIsScaledToFullScale(boolean extensible) throws Exception {
    long[] fractions = {0, 1, -1, 127, -128, 77}; // of full scale, as 8-bit numbers
    for (int bits : new int[] {8, 16, 24, 32}) {
      ByteBuffer body = WavBytes.little(fractions.length * bits / 8);
      for (long fraction : fractions) {
        long value = fraction << (bits - 8);
        for (int b = 0; b < bits; b += 8) {
          body.put((byte) (bits == 8 ? value + 128 : value >> b));
        }
      }
      AudioClip clip = readAs(extensible, WavBytes.PCM, 1, bits, body.array());

      assertThat(clip.samples())
          .as("%s bits", bits)
          .containsExactly(0f, 1 / 128f, -1 / 128f, 127 / 128f, -1f, 77 / 128f);
    }
  }

  @Test
  void theLowestBitsOfWideSamplesArrive() throws Exception {
    AudioClip wide = readAs(false, WavBytes.PCM, 1, 24, new byte[] {1, 0, 0, -1, -1, -1});
    assertThat(wide.samples()).containsExactly(1 / 8388608f, -1 / 8388608f);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void floatingPointPassesUnchanged(boolean extensible) throws Exception {
    float[] values = {0f, 0.1f, -1f, 1.5f, 1e-20f};
    ByteBuffer doubles = WavBytes.little(8 * values.length);
    for (float value : values) {
      doubles.putDouble(value);
    }

    assertThat(readAs(extensible, WavBytes.FLOAT, 1, 32, WavBytes.floats(values)).samples())
        .containsExactly(values);
    assertThat(readAs(extensible, WavBytes.FLOAT, 1, 64, doubles.array()).samples())
        .containsExactly(values);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void telephonyCodesAreDecoded(boolean extensible) throws Exception {
    byte[] codes = {0, 127, -128, -1, 0x55};

    float[] muLaw = readAs(extensible, WavBytes.MU_LAW, 1, 8, codes).samples();
    float[] aLaw = readAs(extensible, WavBytes.A_LAW, 1, 8, codes).samples();

    for (int i = 0; i < codes.length; i++) {
      assertThat(muLaw[i]).isEqualTo(G711.decodeMuLaw(codes[i]));
      assertThat(aLaw[i]).isEqualTo(G711.decodeALaw(codes[i]));
    }
  }

  @Test
  void channelsAreMixedOrPicked() throws Exception {
    byte[] stereo =
        new WavBytes()
            .fmt(WavBytes.PCM, 2, 8000, 16)
            .chunk("data", WavBytes.shorts((short) 16384, (short) 0, (short) 8192, (short) -8192))
            .riff();

    assertThat(AudioReader.read(stereo, "test").samples()).containsExactly(0.25f, 0f);
    assertThat(pick(stereo, 0).samples()).containsExactly(0.5f, 0.25f);
    assertThat(pick(stereo, 1).samples()).containsExactly(0f, -0.25f);
    assertThat(pick(stereo, 1).sampleRate()).isEqualTo(8000);
  }

  @Test
  void otherChunksArePassedOverWithTheirPadding() throws Exception {
    byte[] wav =
        new WavBytes()
            .chunk("JUNK", new byte[7])
            .fmt(WavBytes.PCM, 1, 16_000, 16)
            .chunk("LIST", new byte[101])
            .chunk("fact", new byte[4])
            .chunk("data", DATA)
            .chunk("id3 ", 1 << 30, new byte[3])
            .riff();
    assertIsTheClip(wav);
  }

  @Test
  void dataMayComeBeforeItsFormat() throws Exception {
    byte[] wav = new WavBytes().chunk("data", DATA).fmt(WavBytes.PCM, 1, 16_000, 16).riff();
    assertIsTheClip(wav);
  }

  @Test
  void sizesLeftOpenByStreamingWritersMeanUpToTheEnd() throws Exception {
    WavBytes unknown = open(0xFFFFFFFFL);
    assertIsTheClip(unknown.riff("RIFF", 0xFFFFFFFFL));
    assertIsTheClip(open(0x7FFFF000L).riff("RIFF", 0x7FFFF024L));
    assertIsTheClip(open(0).riff("RIFF", 0));
    assertIsTheClip(open(0).riff("RIFF", 36));
    assertIsTheClip(open(0).riff("RIFF", 0xFFFFFFFFL));
  }

  @Test
  void rf64TakesItsSizeFromDs64() throws Exception {
    byte[] sizes = WavBytes.little(28).putLong(1000).putLong(DATA.length).array();
    byte[] wav =
        new WavBytes()
            .chunk("ds64", sizes)
            .fmt(WavBytes.PCM, 1, 16_000, 16)
            .chunk("data", 0xFFFFFFFFL, DATA)
            .chunk("junk", new byte[100])
            .riff("RF64", 0xFFFFFFFFL);
    assertIsTheClip(wav);
  }

  @Test
  void aLastFrameThatIsNotWholeIsDropped() throws Exception {
    byte[] odd = Arrays.copyOf(DATA, DATA.length + 1);
    assertIsTheClip(new WavBytes().fmt(WavBytes.PCM, 1, 16_000, 16).chunk("data", odd).riff());
    assertIsTheClip(Arrays.copyOf(open(0xFFFFFFFFL).riff(), 44 + odd.length));
  }

  @Test
  void longClipsArriveWhole() throws Exception {
    short[] samples = new short[100_003];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (i * 31);
    }
    float[] read = AudioReader.read(WavBytes.pcm16(samples), "test").samples();

    assertThat(read).hasSize(samples.length);
    for (int i = 0; i < samples.length; i++) {
      assertThat(read[i]).isEqualTo(samples[i] / 32768f);
    }
  }

  private static WavBytes open(long claimedSize) {
    return new WavBytes().fmt(WavBytes.PCM, 1, 16_000, 16).chunk("data", claimedSize, DATA);
  }

  private static AudioClip readAs(boolean extensible, int tag, int channels, int bits, byte[] body)
      throws AudioFormatException {
    WavBytes wav = new WavBytes();
    if (extensible) {
      wav.fmtExtensible(tag, channels, 16_000, bits);
    } else {
      wav.fmt(tag, channels, 16_000, bits);
    }
    return AudioReader.read(wav.chunk("data", body).riff(), "test");
  }

  private static AudioClip pick(byte[] wav, int channel) throws AudioFormatException {
    return AudioReader.read(
        wav, "test", AudioReader.Options.DEFAULT.withChannels(ChannelMixer.channel(channel)));
  }

  /** From memory and from a stream of unknown size. */
  private static void assertIsTheClip(byte[] wav) throws Exception {
    float[] expected = new float[SAMPLES.length];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = SAMPLES[i] / 32768f;
    }
    for (AudioClip clip :
        new AudioClip[] {
          AudioReader.read(wav, "test"),
          AudioReader.read(new java.io.ByteArrayInputStream(wav), "test")
        }) {
      assertThat(clip.samples()).containsExactly(expected);
      assertThat(clip.sampleRate()).isEqualTo(16_000);
    }
  }
}
