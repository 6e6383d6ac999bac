package org.auricle.engine.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every broken input ends in one line that names the source, and costs little memory. */
class BrokenAudioTest {
  private static final long MAX_ALLOCATION = 4 << 20; // bytes; nothing here is larger than 3 KB
  private static final byte[] DATA = WavBytes.shorts(new short[100]);
  private static final long TWO_GIGABYTES = 0x7FFFFFFEL;

  /** What each input must be blamed for, and the input. */
  private record Inputs(List<Arguments> all) {
    void put(String problem, byte[] bytes) {
      all.add(Arguments.of(problem, bytes));
    }
  }

  static Stream<Arguments> broken() throws Exception {
    Inputs inputs = new Inputs(new ArrayList<>());
    addContainers(inputs);
    addWav(inputs);
    addWavSamples(inputs);
    addSphere(inputs);
    addFlac(inputs);
    return inputs.all().stream();
  }

  private static void addContainers(Inputs inputs) {
    inputs.put("is empty", new byte[0]);
    inputs.put("unknown format", new byte[500]);
    inputs.put("unknown format (expected", ascii("This is a text and no recording at all."));
    inputs.put("AVI", ascii("RIFF\4\0\0\0AVI LIST"));
    inputs.put("RIFX", ascii("RIFX\4\0\0\0WAVEfmt "));
    inputs.put(
        "Ogg page header is cut short: 14 bytes (expected: 27)", ascii("OggS\0\2\0\0\0\0\0\0\0\0"));
    inputs.put("MPEG frame is cut short", new byte[] {-1, -5, -112, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    inputs.put("end of file (expected: a 'COMM' chunk)", ascii("FORM\0\0\0\100AIFFCOMM"));
    inputs.put("MP4", ascii("\0\0\0\40ftypM4A "));
    inputs.put("ID3 tag is cut short", ascii("ID3\4\0\0\0\0\10\0 no more"));
  }

  private static void addWav(Inputs inputs) {
    byte[] good = WavBytes.pcm16(new short[100]);
    inputs.put("RIFF header is cut short: 4 bytes (expected: 12)", Arrays.copyOf(good, 4));
    inputs.put("expected: a 'fmt ' chunk", Arrays.copyOf(good, 12));
    inputs.put("'fmt ' chunk is cut short", Arrays.copyOf(good, 30));
    inputs.put("expected: a 'data' chunk", Arrays.copyOf(good, 36));
    inputs.put("data chunk is cut short: 0 bytes (expected: 200)", Arrays.copyOf(good, 44));
    inputs.put("data chunk is cut short: 155 bytes (expected: 200)", Arrays.copyOf(good, 199));
    inputs.put(
        "data chunk is cut short: 200 bytes (expected: 2147483646)",
        fmt().chunk("data", TWO_GIGABYTES, DATA).riff());
    inputs.put(
        "data chunk is cut short: 200 bytes (expected: 4294967294)",
        fmt().chunk("data", 0xFFFFFFFEL, DATA).riff());
    inputs.put(
        "data chunk is cut short: 200 bytes (expected: 2147479296)", // SoX's, but not in RIFF's
        // size
        fmt().chunk("data", 0x7FFFEF00L, DATA).riff());
    inputs.put("chunk 'LIST' is cut short", fmt().chunk("LIST", TWO_GIGABYTES, DATA).riff());
    inputs.put("'fmt ' chunk: 2 bytes", new WavBytes().chunk("fmt ", new byte[2]).riff());
    inputs.put(
        "data chunk without a 'fmt ' chunk before it",
        new WavBytes().chunk("data", 0xFFFFFFFFL, DATA).riff());
    inputs.put("end of file (expected: a 'fmt '", new WavBytes().chunk("data", DATA).riff());
    inputs.put("data size: -2", rf64(-2));
    inputs.put(
        "data chunk is cut short: 200 bytes (expected: 9223372036854775807)", rf64(Long.MAX_VALUE));
    inputs.put("channels: 0 (expected: 1..64)", wav(1, 0, 16_000, 16, 2));
    inputs.put("channels: 65535", wav(1, 65_535, 16_000, 16, 65_534));
    inputs.put("sample rate: 1 Hz (expected: 8000..192000 Hz)", wav(1, 1, 1, 16, 2));
    inputs.put("sample rate: 0 Hz", wav(1, 1, 0, 16, 2));
    inputs.put("sample rate: 4294967295 Hz", wav(1, 1, -1, 16, 2));
    inputs.put("block align: 0 (expected: 2)", wav(1, 1, 16_000, 16, 0));
    inputs.put("block align: 4 (expected: 2)", wav(1, 1, 16_000, 16, 4));
    inputs.put("bits per sample: 0", wav(1, 1, 16_000, 0, 0));
    inputs.put("bits per sample: 12", wav(1, 1, 16_000, 12, 2));
    inputs.put("bits per sample: 16 (expected: PCM 8/16/24/32, float", wav(3, 1, 16_000, 16, 2));
    inputs.put("0x0055, MPEG audio", wav(0x55, 1, 16_000, 0, 1));
    inputs.put("0x0002, Microsoft ADPCM", wav(2, 1, 8_000, 4, 256));
    inputs.put("extensible 'fmt ' chunk: 16 bytes", wav(0xFFFE, 1, 16_000, 16, 2));
    inputs.put("unknown sub-format GUID", unknownGuid());
  }

  private static void addWavSamples(Inputs inputs) {
    inputs.put("contains no audio", fmt().chunk("data", new byte[0]).riff());
    inputs.put("contains no audio", fmt().chunk("data", new byte[1]).riff());
    inputs.put("at byte 52: sample: NaN", floatWav(0f, 0.5f, Float.NaN));
    inputs.put("at byte 44: sample: Infinity", floatWav(Float.POSITIVE_INFINITY, 0));
    inputs.put("at byte 48: sample: -Infinity", floatWav(0, Float.NEGATIVE_INFINITY));
    inputs.put("at byte 44: sample: 1.0E30", floatWav(1e30f));
  }

  private static void addSphere(Inputs inputs) {
    String[] pcm = SphereBytes.pcm16("10", 1, 100);
    byte[] good = SphereBytes.of(DATA, pcm);
    inputs.put("SPHERE header is cut short", Arrays.copyOf(good, 10));
    inputs.put("SPHERE header is cut short (expected: 1024 bytes)", Arrays.copyOf(good, 600));
    inputs.put("sample data is cut short: 150 bytes", Arrays.copyOf(good, 1174));
    inputs.put("header size: 'junk'", SphereBytes.withHeaderSize("   junk", DATA, pcm));
    inputs.put("header size: 999999", SphereBytes.withHeaderSize(" 9999999", DATA, pcm));
    inputs.put("header size: '-24'", SphereBytes.withHeaderSize("    -24", DATA, pcm));
    inputs.put("header size: 0", SphereBytes.withHeaderSize("      0", DATA, pcm));
    inputs.put("no end_head", SphereBytes.withHeaderSize("     40", DATA, pcm));
    inputs.put("no sample_rate", SphereBytes.of(DATA, "sample_byte_format -s2 01"));
    inputs.put("sample_byte_format: 'absent'", SphereBytes.of(DATA, "sample_rate -i 16000"));
    inputs.put("sample_n_bytes: 3 (expected: 2)", sphere(pcm, 4, "sample_n_bytes -i 3"));
    inputs.put("sample_rate: '1.5'", sphere(pcm, 3, "sample_rate -r 1.5"));
    inputs.put("channels: 0", sphere(pcm, 1, "channel_count -i 0"));
    inputs.put("channel_count: '-1'", sphere(pcm, 1, "channel_count -i -1"));
    inputs.put(
        "sample_count: '99999999999", sphere(pcm, 2, "sample_count -i 99999999999999999999"));
    inputs.put("length: 576460752303424 s", sphere(pcm, 2, "sample_count -i 9223372036854775807"));
    inputs.put(
        "sample_coding: 'pcm,embedded-shorten-v2.00'",
        sphere(pcm, 6, "sample_coding -s26 pcm,embedded-shorten-v2.00"));
    inputs.put("sample_coding: 'a?[31mb'", sphere(pcm, 6, "sample_coding -s3 a\u001b[31mb"));
  }

  private static void addFlac(Inputs inputs) throws Exception {
    byte[] good = FlacReaderTest.fixture("mono-16bit-16k");
    inputs.put("metadata block header is cut short", Arrays.copyOf(good, 6));
    inputs.put("stream information is cut short", Arrays.copyOf(good, 30));
    inputs.put("FLAC frame is cut short", Arrays.copyOf(good, good.length - 1));
    inputs.put("metadata block of type 4", patch(good, 4, 4));
    inputs.put("metadata block is cut short", patch(good, 43, 0x7f));
    inputs.put("sample rate: 16 Hz", patch(good, 18, 0, 1, 0));
    inputs.put("bits per sample: 32", patch(good, 20, 1, 0xF0));
    inputs.put("damaged FLAC frame: rate, channels or bits change", patch(good, 20, 2));
    inputs.put("length: 4294967 s or more", patch(good, 21, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF));
    inputs.put("FLAC frames: 1200 samples (expected: 1201)", patch(good, 25, 0xB1));
    inputs.put("contains no audio", noFrames(good));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void isRefusedInOneLine(String problem, byte[] bytes) {
    long before = allocated();
    assertThatThrownBy(() -> AudioReader.read(bytes, "broken input"))
        .isInstanceOf(AudioFormatException.class)
        .hasMessageContaining(problem)
        .message()
        .startsWith("broken input at byte ")
        .hasLineCount(1)
        .hasSizeLessThan(200);
    assertThat(allocated() - before).isLessThan(MAX_ALLOCATION);
  }

  @ParameterizedTest
  @MethodSource("broken")
  void isRefusedFromAStreamOfUnknownSize(String problem, byte[] bytes) {
    long before = allocated();
    assertThatThrownBy(() -> AudioReader.read(new ByteArrayInputStream(bytes), "broken input"))
        .isInstanceOf(AudioFormatException.class);
    assertThat(allocated() - before).isLessThan(MAX_ALLOCATION);
  }

  @Test
  void thereAreThirtyAndMore() throws Exception {
    assertThat(broken().count()).isGreaterThan(60);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"wav", "float", "extensible", "stereo", "sphere", "flac", "flac-stereo", "mp3"})
  void randomDamageIsAnErrorOrAClipButNothingElse(String kind) throws Exception {
    byte[] good = good(kind);
    Random random = new Random(kind.hashCode());
    int refused = 0;
    for (int round = 0; round < 1500; round++) {
      byte[] damaged = damage(good, random);
      long before = allocated();
      try {
        AudioClip clip = AudioReader.read(damaged, "damaged");
        assertThat(clip.samples()).isNotEmpty();
        for (float sample : clip.samples()) {
          assertThat(Math.abs(sample)).isLessThanOrEqualTo(32768f);
        }
      } catch (AudioFormatException e) {
        refused++;
        assertThat(e).message().startsWith("damaged at byte ").hasLineCount(1);
      }
      assertThat(allocated() - before).isLessThan(MAX_ALLOCATION);
    }
    assertThat(refused).isPositive();
  }

  @Test
  void filesThatAreNoneAreNamed(@TempDir Path directory) throws Exception {
    assertThatThrownBy(() -> AudioReader.read(directory))
        .isInstanceOf(AudioFormatException.class)
        .hasMessage(directory + ": is a directory (expected: an audio file)");
    Path absent = directory.resolve("absent.wav");
    assertThatThrownBy(() -> AudioReader.read(absent))
        .isInstanceOf(AudioFormatException.class)
        .hasMessage(absent + ": no such file");
    Path below = Files.createFile(directory.resolve("file")).resolve("below.wav");
    assertThatThrownBy(() -> AudioReader.read(below))
        .isInstanceOf(AudioFormatException.class)
        .hasMessageMatching("\\Q" + below + "\\E: (cannot be read: Not a directory|no such file)");
  }

  @Test
  void aFileWithoutPermissionIsNamed(@TempDir Path directory) throws Exception {
    Path secret = Files.write(directory.resolve("secret.wav"), WavBytes.pcm16((short) 1));
    Assumptions.assumeTrue(secret.toFile().setReadable(false), "the file system has permissions");
    Assumptions.assumeFalse(Files.isReadable(secret), "this user may read everything");

    assertThatThrownBy(() -> AudioReader.read(secret))
        .isInstanceOf(AudioFormatException.class)
        .hasMessage(secret + ": permission denied");
  }

  private static byte[] good(String kind) throws Exception {
    return switch (kind) {
      case "wav" -> WavBytes.pcm16(new short[200]);
      case "float" -> floatWav(new float[100]);
      case "extensible" ->
          new WavBytes().fmtExtensible(1, 1, 48_000, 24).chunk("data", new byte[300]).riff();
      case "stereo" ->
          new WavBytes().fmt(WavBytes.MU_LAW, 2, 8_000, 8).chunk("data", new byte[200]).riff();
      case "sphere" -> SphereBytes.of(DATA, SphereBytes.pcm16("01", 1, 100));
      case "flac" -> FlacReaderTest.fixture("mono-16bit-16k");
      case "mp3" -> MpegReaderTest.fixture("mono-16k.mp3");
      default -> FlacReaderTest.fixture("stereo-16bit-unknown-length-11k");
    };
  }

  /** One to four bytes of the first 150 changed; sometimes cut, too. */
  private static byte[] damage(byte[] good, Random random) {
    byte[] damaged =
        random.nextInt(4) == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
    int header = Math.min(150, damaged.length);
    for (int n = random.nextInt(4); n >= 0 && header > 0; n--) {
      damaged[random.nextInt(header)] = (byte) random.nextInt(256);
    }
    return damaged;
  }

  private static WavBytes fmt() {
    return new WavBytes().fmt(WavBytes.PCM, 1, 16_000, 16);
  }

  private static byte[] wav(int tag, int channels, int rate, int bits, int blockAlign) {
    return new WavBytes().fmt(tag, channels, rate, bits, blockAlign).chunk("data", DATA).riff();
  }

  private static byte[] floatWav(float... samples) {
    return new WavBytes()
        .fmt(WavBytes.FLOAT, 1, 16_000, 32)
        .chunk("data", WavBytes.floats(samples))
        .riff();
  }

  private static byte[] rf64(long dataSize) {
    byte[] sizes = WavBytes.little(28).putLong(1000).putLong(dataSize).array();
    return new WavBytes()
        .chunk("ds64", sizes)
        .fmt(WavBytes.PCM, 1, 16_000, 16)
        .chunk("data", 0xFFFFFFFFL, DATA)
        .riff("RF64", 0xFFFFFFFFL);
  }

  private static byte[] unknownGuid() {
    byte[] wav = new WavBytes().fmtExtensible(1, 1, 16_000, 16).chunk("data", DATA).riff();
    wav[50] ^= 1;
    return wav;
  }

  private static byte[] sphere(String[] fields, int index, String replacement) {
    String[] changed = fields.clone();
    changed[index] = replacement;
    return SphereBytes.of(DATA, changed);
  }

  private static byte[] noFrames(byte[] flac) {
    byte[] header = Arrays.copyOf(patch(flac, 21, 0xF0, 0, 0, 0, 0), 42);
    header[4] |= (byte) 0x80;
    return header;
  }

  private static byte[] patch(byte[] bytes, int at, int... values) {
    byte[] patched = bytes.clone();
    for (int i = 0; i < values.length; i++) {
      patched[at + i] = (byte) values[i];
    }
    return patched;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
