package org.auricle.engine.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.auricle.engine.audio.AudioReader.Options;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AudioReaderTest {
  private static final byte[] WAV = WavBytes.pcm16((short) 16384, (short) -8192);
  private static final byte[] PCM = {0, 64, 0, (byte) 0xE0, 7}; // the same, and half a sample

  @Test
  void theDefaults() {
    assertThat(Options.DEFAULT)
        .isEqualTo(new Options(ChannelMixer.mixDown(), 14_400, Optional.empty(), Optional.empty()));
  }

  @Test
  void contentDecidesNotTheName(@TempDir Path directory) throws Exception {
    Path wav = Files.write(directory.resolve("speech.flac"), WAV);
    Path flac =
        Files.write(directory.resolve("speech.wav"), FlacReaderTest.fixture("mono-16bit-16k"));

    assertThat(AudioReader.read(wav).samples()).containsExactly(0.5f, -0.25f);
    assertThat(AudioReader.read(flac).samples()).hasSize(1200);
  }

  @Test
  void pipesAreFiles(@TempDir Path directory) throws Exception {
    Path pipe = directory.resolve("pipe");
    Assumptions.assumeTrue(makePipe(pipe), "mkfifo is there");
    Thread writer = new Thread(() -> write(pipe, WAV));
    writer.start();

    assertThat(AudioReader.read(pipe).samples()).containsExactly(0.5f, -0.25f);
    writer.join();
  }

  @Test
  void aStreamStaysOpen() throws Exception {
    boolean[] closed = {false};
    ByteArrayInputStream stream =
        new ByteArrayInputStream(WAV) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };

    assertThat(AudioReader.read(stream, "stream").samples()).containsExactly(0.5f, -0.25f);
    assertThat(closed[0]).isFalse();
  }

  @Test
  void aStreamOfKnownLengthIsReadLikeAFileOfIt(@TempDir Path directory) throws Exception {
    byte[] cut = Arrays.copyOf(WAV, WAV.length - 1);
    Path file = Files.write(directory.resolve("cut.wav"), cut);
    ByteArrayInputStream stream = new ByteArrayInputStream(cut);
    AudioSink sink = (samples, length, rate) -> {};

    String message =
        catchThrowable(() -> AudioReader.read(file, Options.DEFAULT, sink)).getMessage();
    assertThat(message).contains("cut short");
    assertThatThrownBy(
            () -> AudioReader.read(stream, cut.length, file.toString(), Options.DEFAULT, sink))
        .isInstanceOf(AudioFormatException.class)
        .hasMessage(message);
  }

  @Test
  void headerlessSamplesAreReadAsStated() throws Exception {
    Options mono = Options.DEFAULT.withRaw(new RawFormat(SampleEncoding.PCM_S16LE, 8000, 1));
    Options stereo = Options.DEFAULT.withRaw(new RawFormat(SampleEncoding.PCM_S16LE, 8000, 2));

    assertThat(AudioReader.read(PCM, "raw", mono).samples()).containsExactly(0.5f, -0.25f);
    assertThat(AudioReader.read(PCM, "raw", mono).sampleRate()).isEqualTo(8000);
    assertThat(AudioReader.read(PCM, "raw", stereo).samples()).containsExactly(0.125f);
    assertThat(AudioReader.read(WAV, "raw", mono).samples()).hasSize(WAV.length / 2);
  }

  @Test
  void rawFormatsAreChecked() {
    assertThatThrownBy(() -> new RawFormat(SampleEncoding.A_LAW, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sample rate: 1 Hz (expected: 8000..192000 Hz)");
    assertThatThrownBy(() -> new RawFormat(SampleEncoding.A_LAW, 8000, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("channels: 0 (expected: 1..64)");
  }

  @Test
  void tooLongIsRefused() {
    Options brief = Options.DEFAULT.withMaxSeconds(1e-4);

    assertThatThrownBy(() -> AudioReader.read(WAV, "long", brief))
        .isInstanceOf(AudioFormatException.class)
        .hasMessageContaining("length: ");
  }

  @Test
  void aMissingChannelIsRefused() {
    Options second = Options.DEFAULT.withChannels(ChannelMixer.channel(1));

    assertThatThrownBy(() -> AudioReader.read(WAV, "mono", second))
        .isInstanceOf(AudioFormatException.class)
        .hasMessage("mono at byte 20: channels: 1 (expected: enough for channel 1, from 0)");
  }

  @Test
  void namesCannotForgeLines() {
    AudioFormatException e = new AudioFormatException("a\nb\u001b[2J", 3, "x\r\u0085\u2028\u202ey");

    assertThat(e).hasMessage("a?b?[2J at byte 3: x????y");
    assertThat(e.source()).isEqualTo("a\nb\u001b[2J");
    assertThat(e.offset()).isEqualTo(3);
  }

  private static boolean makePipe(Path pipe) throws InterruptedException {
    try {
      return new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static void write(Path file, byte[] bytes) {
    try (OutputStream out = new FileOutputStream(file.toFile())) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
