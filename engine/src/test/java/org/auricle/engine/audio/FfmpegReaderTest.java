package org.auricle.engine.audio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.auricle.engine.audio.AudioReader.Options;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FFmpeg's own encoders make what it is to read; all but the refusals need it installed. */
class FfmpegReaderTest {
  private static final Options HELPED = Options.DEFAULT.withFfmpeg("ffmpeg");
  private static final int RATE = 16_000;

  @TempDir private static Path folder;
  private static Path wav;

  @BeforeAll
  static void writeSine() throws IOException {
    short[] sine = new short[RATE / 2];
    for (int i = 0; i < sine.length; i++) {
      sine[i] = (short) Math.round(16_384 * Math.sin(2 * Math.PI * 440 * i / RATE));
    }
    wav = Files.write(folder.resolve("sine.wav"), WavBytes.pcm16(sine));
  }

  private static Path encoded(String name, String... options)
      throws IOException, InterruptedException {
    Path file = folder.resolve(name);
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-v", "error", "-y"));
    command.addAll(List.of("-i", wav.toString()));
    command.addAll(List.of(options));
    command.add("file:" + file);
    Process process;
    try {
      process = new ProcessBuilder(command).inheritIO().start();
    } catch (IOException e) {
      Assumptions.abort("ffmpeg is not installed");
      return file;
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    return file;
  }

  private static void assertSine(AudioClip clip) {
    assertThat(clip.sampleRate()).isEqualTo(RATE);
    assertThat(clip.durationSeconds()).isBetween(0.49, 0.65);
    double sine = 0; // the part of it that is the sine, whatever its phase
    double cosine = 0;
    double energy = 0;
    for (int i = 2000; i < 6000; i++) { // 110 periods
      double angle = 2 * Math.PI * 440 * i / RATE;
      sine += clip.samples()[i] * Math.sin(angle) / 2000;
      cosine += clip.samples()[i] * Math.cos(angle) / 2000;
      energy += clip.samples()[i] * clip.samples()[i] / 2000;
    }
    assertThat(Math.hypot(sine, cosine)).isBetween(0.45, 0.55);
    assertThat(energy - sine * sine - cosine * cosine).isLessThan(0.02 * energy);
  }

  @Test
  void readsWhatIsNotReadHere() throws Exception {
    assertSine(AudioReader.read(encoded("sine.m4a", "-c:a", "aac"), HELPED));
    assertSine(AudioReader.read(encoded("sine.mka", "-c:a", "pcm_s16le"), HELPED));
    assertSine(AudioReader.read(encoded("sine.aac", "-c:a", "aac"), HELPED));
    assertSine(AudioReader.read(encoded("adpcm.wav", "-c:a", "adpcm_ms"), HELPED));
    assertSine(AudioReader.read(encoded("flac.ogg", "-c:a", "flac"), HELPED));
    assertSine(AudioReader.read(encoded("sine.wv", "-c:a", "wavpack"), HELPED));
    assertSine(AudioReader.read(encoded("sine.mp2", "-c:a", "mp2"), HELPED)); // at 16 kHz
  }

  @Test
  void namesAreNeitherOptionsNorAddresses() throws Exception {
    byte[] bytes = Files.readAllBytes(encoded("sine.m4a", "-c:a", "aac"));
    for (String name : List.of("-i", "http:sine.m4a", "concat:a|b", "%03d.m4a", "a'b \"c")) {
      assertSine(AudioReader.read(Files.write(folder.resolve(name), bytes), HELPED));
    }
  }

  @Test
  void aStreamIsReadThroughAFile() throws Exception {
    byte[] bytes = Files.readAllBytes(encoded("sine.m4a", "-c:a", "aac"));
    assertSine(AudioReader.read(new ByteArrayInputStream(bytes), "standard input", HELPED));
    assertSine(AudioReader.read(bytes, "request", HELPED));
  }

  @Test
  void aPlaylistInDisguiseOpensNothing() throws Exception {
    encoded("sine.m4a", "-c:a", "aac"); // or it is not installed
    String playlist = "#EXTM3U\n#EXTINF:1,\n" + wav.toUri() + "\n#EXT-X-ENDLIST\n";
    Path plain = Files.writeString(folder.resolve("list.m4a"), playlist);
    assertThatThrownBy(() -> AudioReader.read(plain, HELPED))
        .hasMessageContaining("unknown format");
    Path boxed = Files.writeString(folder.resolve("boxed.m4a"), "\0\0\0\10ftyp" + playlist);
    assertThatThrownBy(() -> AudioReader.read(boxed, HELPED))
        .isInstanceOf(AudioFormatException.class)
        .hasMessageContaining("MP4: ffmpeg: ");
  }

  @Test
  void aCutIsAnErrorInOneLineOrAShorterRecording() throws Exception {
    byte[] bytes = Files.readAllBytes(encoded("sine.m4a", "-c:a", "aac"));
    for (int length : new int[] {9, 500, bytes.length / 2, bytes.length - 1}) {
      try {
        AudioClip clip = AudioReader.read(Arrays.copyOf(bytes, length), "cut", HELPED);
        assertThat(clip.durationSeconds()).isLessThan(0.65);
      } catch (AudioFormatException e) {
        assertThat(e).message().hasLineCount(1).startsWith("cut at byte 0: MP4: ");
      }
    }
  }

  @Test
  void doesNotTellOfTemporaryFiles() throws Exception {
    encoded("sine.wv", "-c:a", "wavpack"); // or it is not installed
    byte[] asf = Arrays.copyOf("0&\u00b2u\u008ef\u00cf\u0011".getBytes(ISO_8859_1), 200);
    assertThatThrownBy(() -> AudioReader.read(asf, "talk.wma", HELPED))
        .hasMessageMatching("talk\\.wma at byte 0: Windows Media: ffmpeg: [^/]+");
  }

  @Test
  void tooLongIsRefusedWithoutReadingItAll() throws Exception {
    Path file = encoded("sine.m4a", "-c:a", "aac");
    for (double most : new double[] {0.1, 0.49}) { // in the midst, and in the last piece of it
      assertThatThrownBy(() -> AudioReader.read(file, HELPED.withMaxSeconds(most)))
          .hasMessageMatching(".*sine\\.m4a: length: \\d s or more \\(expected: at most 0 s\\)")
          .isInstanceOfSatisfying(
              AudioFormatException.class, e -> assertThat(e.isTooLong()).isTrue());
    }
  }

  @Test
  void whatTheSinkSaysIsHeardToTheEnd() throws Exception {
    Path file = encoded("sine.m4a", "-c:a", "aac");
    AudioFormatException blame = new AudioFormatException("sine.m4a", 0, "not to my taste");
    for (int last : new int[] {0, 7_900}) {
      int[] taken = {0};
      assertThatThrownBy(
              () ->
                  AudioReader.read(
                      file,
                      HELPED,
                      (audio, length, rate) -> {
                        taken[0] += length;
                        if (taken[0] > last) {
                          throw blame;
                        }
                      }))
          .isSameAs(blame);
    }
  }

  @Test
  void silenceOfNoLengthIsNoAudio() throws Exception {
    Path file = encoded("none.wv", "-c:a", "wavpack", "-t", "0");
    assertThatThrownBy(() -> AudioReader.read(file, HELPED))
        .isInstanceOf(AudioFormatException.class)
        .message()
        .hasLineCount(1);
  }

  @Test
  void withoutFfmpegItSaysWhatWouldHelp() {
    byte[] mp4 = "\0\0\0\30ftypM4A \0\0\0\0".getBytes(StandardCharsets.US_ASCII);
    Options absent = Options.DEFAULT.withFfmpeg(folder.resolve("no-ffmpeg-here").toString());
    assertThatThrownBy(() -> AudioReader.read(mp4, "talk.m4a", absent))
        .isInstanceOf(AudioFormatException.class)
        .hasMessage(
            "talk.m4a at byte 0: MP4: cannot be read (expected: WAV, AIFF, AU, FLAC, Ogg Opus, Ogg"
                + " Vorbis, MP3 or SPHERE; with ffmpeg installed it would be read, too)");
    assertThatThrownBy(() -> AudioReader.read(mp4, "talk.m4a"))
        .hasMessage(
            "talk.m4a at byte 0: MP4 (expected: WAV, AIFF, AU, FLAC, Ogg Opus, Ogg Vorbis, MP3 or"
                + " SPHERE)");
  }
}
