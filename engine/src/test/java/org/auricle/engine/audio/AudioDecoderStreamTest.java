package org.auricle.engine.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The oracle is {@link AudioReader}, which has the whole of the audio. */
class AudioDecoderStreamTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64, 1_000, Integer.MAX_VALUE})
  void decodesAsTheReaderDoesHoweverTheBytesArrive(int pieceBytes) throws Exception {
    for (Map.Entry<String, byte[]> source : sources().entrySet()) {
      byte[] bytes = source.getValue();
      AudioClip expected = AudioReader.read(bytes, source.getKey());

      AudioClip actual = decode(AudioDecoderStream.sniff(source.getKey()), bytes, pieceBytes);

      assertThat(actual.sampleRate()).isEqualTo(expected.sampleRate());
      assertThat(actual.samples()).as(source.getKey()).isEqualTo(expected.samples());
    }
  }

  private static Map<String, byte[]> sources() throws Exception {
    Map<String, byte[]> sources = new LinkedHashMap<>();
    short[] ramp = new short[20_001];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = (short) (31 * i);
    }
    byte[] data = WavBytes.shorts(ramp);
    sources.put("wav", WavBytes.pcm16(ramp));
    sources.put(
        "wav with other chunks",
        new WavBytes()
            .chunk("LIST", new byte[333])
            .fmtExtensible(WavBytes.PCM, 1, 16_000, 16)
            .chunk("fact", new byte[4])
            .chunk("data", data)
            .chunk("tail", new byte[100])
            .riff());
    sources.put(
        "wav of unknown length",
        new WavBytes().fmt(WavBytes.PCM, 2, 8_000, 16).chunk("data", 0xFFFFFFFFL, data).riff());
    sources.put(
        "mu-law", new WavBytes().fmt(WavBytes.MU_LAW, 1, 8_000, 8).chunk("data", data).riff());
    for (String flac :
        List.of("mono-16bit-16k", "stereo-24bit-48k", "stereo-16bit-unknown-length-11k")) {
      sources.put(flac, FlacReaderTest.fixture(flac));
    }
    for (String opus : List.of("mono-16k", "stereo-48k")) {
      sources.put(opus, OggOpusReaderTest.fixture(opus));
    }
    return sources;
  }

  @Test
  void headerlessSamplesAreThoseWithoutAHeader() throws Exception {
    byte[] bytes = WavBytes.shorts(new short[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
    RawFormat format = new RawFormat(SampleEncoding.PCM_S16LE, 16_000, 2);

    AudioClip sniffed = decode(AudioDecoderStream.sniff("raw", format), bytes, 5);
    AudioClip raw = decode(AudioDecoderStream.raw(format, "raw"), bytes, 5);

    // the mean of 1, 2 and of 3, 4 and so on; a last frame that is not whole is dropped
    assertThat(raw.samples())
        .containsExactly(1.5f / 32_768, 3.5f / 32_768, 5.5f / 32_768, 7.5f / 32_768);
    assertThat(sniffed).usingRecursiveComparison().isEqualTo(raw);
    assertThat(decode(AudioDecoderStream.sniff("short", format), new byte[4], 4).samples())
        .containsExactly(0f);
  }

  @Test
  void aCutIsAnErrorWhereverTheReaderSaysSo() throws Exception {
    for (String name : List.of("mono-16bit-16k", "stereo-16bit-unknown-length-11k")) {
      byte[] flac = FlacReaderTest.fixture(name);
      for (int length = 12; length < flac.length; length += 3) {
        byte[] cut = Arrays.copyOf(flac, length);
        assertThat(fails(AudioDecoderStream.flac(name), cut, 500)).isEqualTo(readerFails(cut));
      }
    }
    byte[] wav = WavBytes.pcm16(new short[1_000]);
    for (int length = 12; length < wav.length; length += 5) {
      assertThat(fails(AudioDecoderStream.wav("wav"), Arrays.copyOf(wav, length), 100)).isTrue();
    }
  }

  @Test
  void damageSaysWhere() throws Exception {
    byte[] flac = FlacReaderTest.fixture("mono-16bit-16k");
    flac[flac.length / 2] ^= 4;
    assertThatThrownBy(() -> decode(AudioDecoderStream.flac("request"), flac, 100))
        .isInstanceOf(AudioFormatException.class)
        .hasMessageMatching("request at byte \\d+: damaged FLAC frame: .*");
    assertThatThrownBy(() -> decode(AudioDecoderStream.sniff("request"), new byte[100], 10))
        .hasMessage("request at byte 0: unknown format (expected: WAV, FLAC or Ogg Opus)");
    byte[] infinite =
        new WavBytes()
            .fmt(WavBytes.FLOAT, 1, 16_000, 32)
            .chunk("data", WavBytes.floats(0, Float.POSITIVE_INFINITY))
            .riff();
    assertThatThrownBy(() -> decode(AudioDecoderStream.wav("request"), infinite, 100))
        .hasMessageStartingWith("request at byte 48: sample: Infinity");
  }

  @Test
  void headersThatClaimGigabytesTakeNoMemory() throws Exception {
    AudioDecoderStream wav = AudioDecoderStream.wav("request");
    byte[] start = new WavBytes().chunk("LIST", 0xFFFFFFF0L, new byte[0]).riff();
    wav.feed(start, 0, start.length);
    byte[] megabyte = new byte[1 << 20];
    for (int i = 0; i < 4_000; i++) { // nearly 4 GB, passed over
      wav.feed(megabyte, 0, megabyte.length);
      assertThat(wav.next()).isEmpty();
    }
  }

  private static boolean readerFails(byte[] bytes) {
    try {
      AudioReader.read(bytes, "cut");
      return false;
    } catch (AudioFormatException e) {
      return !e.getMessage().contains("no audio");
    }
  }

  private static boolean fails(AudioDecoderStream stream, byte[] bytes, int pieceBytes) {
    try {
      decode(stream, bytes, pieceBytes);
      return false;
    } catch (AudioFormatException e) {
      return true;
    }
  }

  static AudioClip decode(AudioDecoderStream stream, byte[] bytes, int pieceBytes)
      throws AudioFormatException {
    List<float[]> blocks = new ArrayList<>();
    int rate = 1;
    for (int from = 0; from <= bytes.length; ) {
      int count = Math.min(pieceBytes, bytes.length - from);
      stream.feed(bytes, from, count);
      from += count;
      if (from == bytes.length) {
        stream.end();
        from++;
      }
      Optional<AudioBlock> next;
      while ((next = stream.next()).isPresent()) {
        rate = next.get().sampleRate();
        blocks.add(next.get().mix(ChannelMixer.mixDown()));
      }
    }
    return new AudioClip(concatenate(blocks), rate);
  }

  private static float[] concatenate(List<float[]> blocks) {
    float[] all = new float[blocks.stream().mapToInt(block -> block.length).sum()];
    int at = 0;
    for (float[] block : blocks) {
      System.arraycopy(block, 0, all, at, block.length);
      at += block.length;
    }
    return all;
  }
}
