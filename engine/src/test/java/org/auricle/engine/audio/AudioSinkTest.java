package org.auricle.engine.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The oracles are the samples that the sources were made of, and a source that counts. */
class AudioSinkTest {
  private static final int SAMPLES = 50_000;

  @TempDir private Path folder;

  /** Keeps what it is told. */
  private static final class Notes implements AudioSink {
    private final List<Float> samples = new ArrayList<>();
    private final List<Double> fractions = new ArrayList<>();
    private int rate;
    private int pieces;

    @Override
    public void accept(float[] audio, int length, int sampleRate) {
      for (int i = 0; i < length; i++) {
        samples.add(audio[i]);
      }
      rate = sampleRate;
      pieces++;
    }

    @Override
    public void progress(double fraction) {
      fractions.add(fraction);
    }
  }

  @Test
  void takesAFilePieceByPieceAndKnowsHowFarItIs() throws Exception {
    Path file = Files.write(folder.resolve("a.wav"), WavBytes.pcm16(ramp()));
    Notes notes = new Notes();
    AudioReader.read(file, AudioReader.Options.DEFAULT, notes);
    assertThat(notes.rate).isEqualTo(16_000);
    assertThat(notes.pieces).isGreaterThan(3);
    assertThat(notes.samples).hasSize(SAMPLES);
    for (int i = 0; i < SAMPLES; i++) {
      assertThat(notes.samples.get(i)).isEqualTo(ramp()[i] / 32768f);
    }
    assertThat(notes.fractions).isSorted().last().isEqualTo(1.0);
  }

  @Test
  void eachChannelGoesToASinkOfItsOwn() throws Exception {
    Path file = Files.write(folder.resolve("stereo.flac"), fixture("flac/stereo-16bit-44k1.flac"));
    List<Notes> channels = new ArrayList<>();
    AudioReader.readChannels(
        file,
        AudioReader.Options.DEFAULT,
        count -> {
          for (int i = 0; i < count; i++) {
            channels.add(new Notes());
          }
          return channels;
        });
    assertThat(channels).hasSize(2);
    for (int c = 0; c < 2; c++) {
      AudioReader.Options one = AudioReader.Options.DEFAULT.withChannels(ChannelMixer.channel(c));
      List<Float> expected = new ArrayList<>();
      for (float sample : AudioReader.read(file, one).samples()) {
        expected.add(sample);
      }
      assertThat(channels.get(c).samples).isEqualTo(expected);
      assertThat(channels.get(c).fractions).last().isEqualTo(1.0);
    }
    assertThat(channels.get(0).samples).isNotEqualTo(channels.get(1).samples);
    assertThatThrownBy(
            () ->
                AudioReader.readChannels(
                    file, AudioReader.Options.DEFAULT, count -> List.of(new Notes())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("sinks: 1 (expected: 2)");
  }

  @Test
  void takesEveryContainerAsTheClipHasIt() throws Exception {
    byte[] sphere =
        SphereBytes.of(WavBytes.shorts(ramp()), SphereBytes.pcm16("01", 2, SAMPLES / 2));
    for (byte[] source :
        List.of(
            WavBytes.pcm16(ramp()),
            sphere,
            fixture("flac/stereo-16bit-44k1.flac"),
            fixture("opus/hybrid-16k.opus"))) {
      Notes notes = new Notes();
      AudioReader.read(
          new ByteArrayInputStream(source), "source", AudioReader.Options.DEFAULT, notes);
      AudioClip clip = AudioReader.read(source, "source");
      assertThat(notes.rate).isEqualTo(clip.sampleRate());
      float[] samples = new float[notes.samples.size()];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = notes.samples.get(i);
      }
      assertThat(samples).isEqualTo(clip.samples());
      assertThat(notes.fractions).isEmpty(); // a stream's size is not known
    }
  }

  @Test
  void readsNoFurtherThanItHasHandedOn() {
    long[] taken = {0};
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            throw new AssertionError("read by the byte");
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            taken[0] += length;
            return length;
          }
        };
    AudioReader.Options raw =
        AudioReader.Options.DEFAULT
            .withMaxSeconds(Double.POSITIVE_INFINITY)
            .withRaw(new RawFormat(SampleEncoding.PCM_S16LE, 8_000, 1));
    long[] given = {0};
    AudioSink sink =
        (audio, length, rate) -> {
          given[0] += length;
          assertThat(taken[0] - 2 * given[0]).isLessThanOrEqualTo(1 << 17);
          if (given[0] > 5 * 3600 * rate) {
            throw new IllegalStateException("five hours are enough");
          }
        };
    assertThatThrownBy(() -> AudioReader.read(endless, "endless", raw, sink))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("five hours are enough");
  }

  @Test
  void tellsLateDamageLateAndALimitAtOnce() {
    byte[] wav = WavBytes.pcm16(ramp());
    byte[] cut = Arrays.copyOf(wav, wav.length - 1000);
    Notes notes = new Notes();
    assertThatThrownBy(
            () ->
                AudioReader.read(
                    new ByteArrayInputStream(cut), "cut", AudioReader.Options.DEFAULT, notes))
        .isInstanceOf(AudioFormatException.class)
        .hasMessageStartingWith("cut at byte 44: data chunk is cut short");
    assertThat(notes.samples).hasSize(SAMPLES - 500);
    assertThatThrownBy(
            () ->
                AudioReader.read(
                    new ByteArrayInputStream(wav),
                    "long",
                    AudioReader.Options.DEFAULT.withMaxSeconds(1),
                    (audio, length, rate) -> assertThat(length).isZero()))
        .hasMessageContaining("(expected: at most 1 s)");
  }

  @Test
  void aSinkMayBlameTheAudio() throws Exception {
    Path file = Files.write(folder.resolve("a.wav"), WavBytes.pcm16(ramp()));
    AudioFormatException blame = new AudioFormatException("a.wav", 0, "not to my taste");
    assertThatThrownBy(
            () ->
                AudioReader.read(
                    file,
                    AudioReader.Options.DEFAULT,
                    (audio, length, rate) -> {
                      throw blame;
                    }))
        .isSameAs(blame);
  }

  private static short[] ramp() {
    short[] samples = new short[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      samples[i] = (short) (i * 7);
    }
    return samples;
  }

  private static byte[] fixture(String name) throws IOException {
    try (InputStream in = AudioSinkTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }
}
