package org.auricle.tools.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.AudioFormatException;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.audio.AudioSink;
import org.auricle.engine.recognition.Transcript;
import org.auricle.engine.recognition.Word;
import org.auricle.engine.transcript.TranscribedRecording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranscriptPageTest {
  private static final AudioClip CLIP = new AudioClip(new float[] {0, 0.5f, -0.25f, 0}, 8_000);
  private static final Transcript SPOKEN =
      transcript(
          new Word("Mind", 0, 0.4, 0.9),
          new Word("<script>alert(1)</script>", 0.4, 0.9, 0.2),
          new Word("later", 4, 4.5, 0.9));

  private static Transcript transcript(Word... words) {
    return new Transcript(List.of(new Transcript.Alternative("", List.of(words), 1, 0)), 65);
  }

  private static void load(String file, AudioSink sink) throws AudioFormatException {
    sink.accept(CLIP.samples(), CLIP.samples().length, CLIP.sampleRate());
  }

  private static String page(TranscribedRecording recording) throws IOException {
    StringBuilder page = new StringBuilder();
    new TranscriptPage(TranscriptPageTest::load).write(recording, page);
    return page.toString();
  }

  @Test
  void theRecordingIsInside(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("talk.m4a"), "of a kind that not all play");
    String page = page(TranscribedRecording.of(file.toString(), SPOKEN));
    assertThat(embedded(page, "audio/wav"))
        .satisfies(
            wav -> {
              AudioClip inside = AudioReader.read(wav, "inside");
              assertThat(inside).usingRecursiveComparison().isEqualTo(CLIP);
            });
    byte[] flac = "fLaC and so on".getBytes(StandardCharsets.US_ASCII);
    Path played = Files.write(folder.resolve("talk.flac"), flac);
    assertThat(embedded(page(TranscribedRecording.of(played.toString(), SPOKEN)), "audio/flac"))
        .isEqualTo(flac);
    byte[] mp3 = new byte[100_000];
    mp3[0] = -1;
    mp3[1] = -5;
    mp3[99_999] = 7;
    Path song = Files.write(folder.resolve("song"), mp3);
    assertThat(embedded(page(TranscribedRecording.of(song.toString(), SPOKEN)), "audio/mpeg"))
        .isEqualTo(mp3);
  }

  private static byte[] embedded(String page, String type) {
    Matcher matcher =
        Pattern.compile("src=\"data:" + type + ";base64,([A-Za-z0-9+/=]+)\"").matcher(page);
    assertThat(matcher.find()).isTrue();
    return Base64.getDecoder().decode(matcher.group(1));
  }

  @Test
  void whatIsTooLongStaysWhereItIs(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("a \"long\" talk.wav"), "RIFF");
    Transcript hours = new Transcript(SPOKEN.alternatives().subList(0, 1), 3 * 3600);
    assertThat(page(TranscribedRecording.of(file.toString(), hours)))
        .contains("src=\"file:///", "/a%20%22long%22%20talk.wav\"", "3:00:00");
    assertThat(page(TranscribedRecording.of("-", SPOKEN)))
        .doesNotContain("<audio")
        .contains("standard input");
  }

  @Test
  void wordsHaveTimesAndNoMarkup() throws IOException {
    String page = page(TranscribedRecording.of("-", SPOKEN));
    assertThat(page)
        .contains("1:05, 3 words")
        .contains("<span data-s=\"0.000\" data-e=\"0.400\" title=\"90 %\">Mind</span>")
        .contains("<span class=\"unsure\" data-s=\"0.400\"")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .contains(">0:04</button><span") // a paragraph of its own, after the pause
        .doesNotContain("<script>alert");
    assertThat(page).doesNotContain("http"); // needs nothing else
  }

  @Test
  void turnsOfChannelsFollowEachOther() throws IOException {
    Transcript other = transcript(new Word("Yes", 2, 2.5, 0.9));
    String page = page(new TranscribedRecording("-", List.of(SPOKEN, other)));
    assertThat(page.indexOf("Mind")).isLessThan(page.indexOf("Yes"));
    assertThat(page.indexOf("Yes")).isLessThan(page.indexOf("later"));
    assertThat(page).contains("2 channels").contains("<b>Channel 2</b> ");
  }
}
