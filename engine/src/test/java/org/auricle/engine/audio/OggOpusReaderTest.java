package org.auricle.engine.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;
import static org.auricle.engine.audio.OggBytes.PACKET_SAMPLES;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The oracles are the formula that the fixtures were made from (opus/README.md), the reference
 * decoder if opusdec is installed, and streams that {@link OggBytes} writes by the book.
 */
class OggOpusReaderTest {
  private static final int PRE_SKIP = 312;
  private static final int RATE = 48_000; // of all that is decoded

  @ParameterizedTest
  @CsvSource({"mono-16k, 1", "hybrid-16k, 1", "stereo-48k, 2", "mono-8k, 1"})
  void decodesWhatOpusencEncoded(String name, int channels) throws Exception {
    for (int channel = 0; channel < channels; channel++) {
      AudioClip clip =
          AudioReader.read(
              fixture(name),
              name,
              AudioReader.Options.DEFAULT.withChannels(ChannelMixer.channel(channel)));

      assertThat(clip.sampleRate()).isEqualTo(RATE);
      assertThat(clip.samples()).hasSize(RATE / 2); // exactly: pre-skip and end are trimmed
      float[] expected = new float[RATE / 2];
      for (int i = 0; i < expected.length; i++) {
        expected[i] = (float) (0.3 * Math.sin(2 * Math.PI * (500 + 250 * channel) * i / RATE));
      }
      assertThat(signalToNoise(expected, clip.samples(), RATE / 20)).isGreaterThan(15);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mono-16k", "hybrid-16k", "stereo-48k"})
  void decodesLikeTheReferenceDecoder(String name, @TempDir Path folder) throws Exception {
    Assumptions.assumeTrue(installed("opusdec"), "opusdec (opus-tools) is not installed");
    Path opus = Files.write(folder.resolve("in.opus"), fixture(name));
    Path wav = folder.resolve("out.wav");
    Process process =
        new ProcessBuilder(
                "opusdec", "--quiet", "--float", "--rate", "" + RATE, opus + "", wav + "")
            .inheritIO()
            .start();
    assertThat(process.waitFor()).isZero();

    float[] reference = AudioReader.read(wav).samples();
    float[] ours = AudioReader.read(opus).samples();

    assertThat(ours).hasSameSizeAs(reference);
    // the two do the same, in fixed and in floating point
    assertThat(signalToNoise(reference, ours, RATE / 20)).isGreaterThan(60);
  }

  @Test
  void dropsWhatTheHeaderAndTheLastPageSay() throws Exception {
    List<byte[]> packets = OggBytes.tone(48_000, 1, 12);
    byte[] head = OggBytes.head(1, PRE_SKIP, 48_000, 0, 0);
    long total = 12L * PACKET_SAMPLES;
    float[] all = AudioReader.read(OggBytes.stream(1, head, packets, total), "all").samples();
    assertThat(all).hasSize((int) total - PRE_SKIP);

    for (long cut : new long[] {1, 959, 960, 1_500}) {
      byte[] shorter = OggBytes.stream(1, head, packets, total - cut);
      assertThat(AudioReader.read(shorter, "shorter").samples())
          .isEqualTo(Arrays.copyOf(all, (int) (total - PRE_SKIP - cut)));
    }
    byte[] longerSkip = OggBytes.stream(1, OggBytes.head(1, 3_000, 48_000, 0, 0), packets, total);
    assertThat(AudioReader.read(longerSkip, "later").samples())
        .isEqualTo(Arrays.copyOfRange(all, 3_000 - PRE_SKIP, all.length));
  }

  @Test
  void appliesTheGain() throws Exception {
    List<byte[]> packets = OggBytes.tone(16_000, 1, 5);
    float[] plain = read(OggBytes.head(1, 0, 16_000, 0, 0), packets);
    float[] louder = read(OggBytes.head(1, 0, 16_000, 6 * 256, 0), packets);

    for (int i = 0; i < plain.length; i++) {
      assertThat(louder[i]).isEqualTo((float) (plain[i] * Math.pow(10, 6 / 20.0)), offset(1e-6f));
    }
  }

  private static float[] read(byte[] head, List<byte[]> packets) throws Exception {
    long end = (long) packets.size() * PACKET_SAMPLES;
    return AudioReader.read(OggBytes.stream(7, head, packets, end), "opus").samples();
  }

  @Test
  void chainedStreamsFollowOneAnother() throws Exception {
    byte[] head = OggBytes.head(1, PRE_SKIP, 48_000, 0, 0);
    List<byte[]> packets = OggBytes.tone(48_000, 1, 7);
    float[] once = read(head, packets);
    ByteArrayOutputStream twice = new ByteArrayOutputStream();
    twice.writeBytes(OggBytes.stream(1, head, packets, 7L * PACKET_SAMPLES));
    twice.writeBytes(OggBytes.stream(2, head, packets, 7L * PACKET_SAMPLES));

    float[] both = AudioReader.read(twice.toByteArray(), "chain").samples();

    assertThat(Arrays.copyOf(both, once.length)).isEqualTo(once);
    assertThat(Arrays.copyOfRange(both, once.length, both.length)).isEqualTo(once);
  }

  @Test
  void aPacketMayLieOnSeveralPages() throws Exception {
    byte[] packet = OggBytes.tone(48_000, 1, 1).get(0);
    byte[] big = Arrays.copyOf(packet, 600); // what follows a whole Opus frame of code 0 is noise
    byte[] whole =
        new OggBytes(1)
            .page(2, 0, OggBytes.head(1, 0, 48_000, 0, 0))
            .page(0, 0, OggBytes.tags())
            .page(4, 960, big)
            .bytes();
    byte[] parts =
        new OggBytes(1)
            .page(2, 0, OggBytes.head(1, 0, 48_000, 0, 0))
            .page(0, 0, OggBytes.tags())
            .page(0, -1, new byte[] {-1}, Arrays.copyOf(big, 255))
            .page(1 | 4, 960, new byte[] {-1, 90}, Arrays.copyOfRange(big, 255, 600))
            .bytes();

    assertThat(AudioReader.read(parts, "parts").samples())
        .isEqualTo(AudioReader.read(whole, "whole").samples());
  }

  @Test
  void aCutIsAnErrorUnlessBetweenPages() throws Exception {
    byte[] opus = fixture("mono-16k");
    int cleanEnds = 0;
    for (int length = 0; length < opus.length; length++) {
      try {
        AudioReader.read(Arrays.copyOf(opus, length), "cut");
        cleanEnds++;
      } catch (AudioFormatException e) {
        assertThat(e.offset()).isBetween(0L, (long) length);
      }
    }
    assertThat(cleanEnds).isLessThan(3);
  }

  @Test
  void aFlippedBitAnywhereIsAnError() throws Exception {
    byte[] opus = fixture("mono-16k");
    for (int i = 0; i < opus.length; i++) {
      byte[] damaged = opus.clone();
      damaged[i] ^= (byte) (1 << i % 8);
      assertThatThrownBy(() -> AudioReader.read(damaged, "damaged"))
          .isInstanceOfSatisfying(
              AudioFormatException.class,
              e -> assertThat(e.offset()).isBetween(0L, (long) opus.length));
    }
  }

  @Test
  void garbageInHonestPagesIsAudioOrAnError() throws Exception {
    Random random = new Random(5);
    for (int round = 0; round < 400; round++) {
      int channels = 1 + random.nextInt(2);
      List<byte[]> packets = new ArrayList<>();
      for (byte[] packet : OggBytes.tone(48_000, channels, 6)) {
        byte[] changed = Arrays.copyOf(packet, 1 + random.nextInt(packet.length + 20));
        for (int flips = random.nextInt(12); flips > 0; flips--) {
          changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        packets.add(changed);
      }
      byte[] head = OggBytes.head(channels, PRE_SKIP, 16_000, 0, 0);
      byte[] ogg = OggBytes.stream(3, head, packets, 100_000);
      try {
        for (float sample : AudioReader.read(ogg, "garbage").samples()) {
          assertThat(Float.isFinite(sample)).isTrue();
        }
      } catch (AudioFormatException e) {
        assertThat(e.offset()).isBetween(0L, (long) ogg.length);
      }
    }
  }

  @Test
  void saysWhatIsWrong() throws Exception {
    byte[] head = OggBytes.head(1, PRE_SKIP, 48_000, 0, 0);
    List<byte[]> packets = OggBytes.tone(48_000, 1, 2);
    byte[][] two = packets.toArray(byte[][]::new);
    byte[] vorbis = "\1vorbis.............".getBytes(StandardCharsets.ISO_8859_1);

    assertProblem("contains no audio", new OggBytes(1).page(2, 0, vorbis));
    assertProblem(
        "Ogg of another kind (expected: Opus or Vorbis)", new OggBytes(1).page(2, 0, new byte[9]));
    assertProblem(
        "Opus channels: 6 of mapping family 1 (expected: 1 or 2 of family 0)",
        new OggBytes(1).page(2, 0, OggBytes.head(6, 0, 48_000, 0, 1)));
    assertProblem("OpusHead: 10 bytes", new OggBytes(1).page(2, 0, Arrays.copyOf(head, 10)));
    assertProblem(
        "no OpusTags where they should be", new OggBytes(1).page(2, 0, head).page(0, 960, two));
    assertProblem(
        "Ogg page 3 (expected: 2)",
        new OggBytes(1).page(2, 0, head).page(0, 0, OggBytes.tags()).lose().page(0, 1_920, two));
    assertProblem(
        "goes on", new OggBytes(1).page(2, 0, head).page(0, 0, OggBytes.tags()).page(1, 960, two));
    assertProblem(
        "of impossible length",
        new OggBytes(1).page(2, 0, head).page(0, 0, OggBytes.tags()).page(0, 960, new byte[0]));
    assertProblem("contains no audio", new OggBytes(1).page(2, 0, head));
  }

  private static void assertProblem(String problem, OggBytes ogg) {
    assertThatThrownBy(() -> AudioReader.read(ogg.bytes(), "request"))
        .isInstanceOf(AudioFormatException.class)
        .hasMessageStartingWith("request at byte ")
        .hasMessageContaining(problem);
  }

  /** In decibels, from {@code from} on: codecs take a moment to settle. */
  static double signalToNoise(float[] expected, float[] actual, int from) {
    double signal = 0;
    double noise = 0;
    for (int i = from; i < expected.length; i++) {
      signal += expected[i] * expected[i];
      noise += Math.pow(expected[i] - actual[i], 2);
    }
    return 10 * Math.log10(signal / noise);
  }

  private static boolean installed(String command) {
    for (String folder : System.getenv("PATH").split(":")) {
      if (Files.isExecutable(Path.of(folder, command))) {
        return true;
      }
    }
    return false;
  }

  static byte[] fixture(String name) throws IOException {
    try (InputStream stream =
        OggOpusReaderTest.class.getResourceAsStream("opus/" + name + ".opus")) {
      return stream.readAllBytes();
    }
  }
}
