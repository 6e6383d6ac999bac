package org.auricle.engine.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.auricle.engine.recognition.Transcript;
import org.auricle.engine.recognition.Word;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The oracles are parsers of their own, and ffmpeg where it is installed. */
class TranscriptWritersTest {
  private static final Transcript CALL =
      Spoken.transcript(
          3.5,
          Spoken.word("say", 0.5, 0.8),
          Spoken.word("\"yes\"", 0.8, 1.25),
          Spoken.word("&", 2, 2.5));
  private static final Transcript ANSWER = Spoken.transcript(3, Spoken.word("no", 1, 1.5));
  private static final TranscribedRecording MIXED = TranscribedRecording.of("a/b.c.wav", CALL);
  private static final TranscribedRecording APART =
      new TranscribedRecording("my call.wav", List.of(CALL, ANSWER));

  private static Word word(String text, double start, double end) {
    return Spoken.word(text, start, end);
  }

  @Test
  void namesAreThoseOfFilesWithoutTheirEndings() {
    assertThat(MIXED.name()).isEqualTo("b.c");
    assertThat(name("C:\\talks\\one.mp3")).isEqualTo("one");
    assertThat(name("plain")).isEqualTo("plain");
    assertThat(name(".hidden")).isEqualTo(".hidden");
    assertThat(name("-")).isEqualTo("stdin");
    assertThat(APART.durationSeconds()).isEqualTo(3.5);
    assertThatThrownBy(() -> new TranscribedRecording("x", List.of()))
        .hasMessage("channels: 0 (expected: >= 1)");
  }

  private static String name(String file) {
    return TranscribedRecording.of(file, CALL).name();
  }

  @Test
  void textIsOneLineAChannel() throws IOException {
    assertThat(text(new PlainTextWriter(), MIXED)).isEqualTo("say \"yes\" &\n");
    assertThat(text(new PlainTextWriter(), APART)).isEqualTo("1: say \"yes\" &\n2: no\n");
    Transcript broken = Spoken.transcript(1, word("new\nyork", 0, 0.1), word("\t", 1, 1));
    assertThat(text(new PlainTextWriter(), TranscribedRecording.of("x", broken)))
        .isEqualTo("new york\n");
  }

  @Test
  void ctmHasSixFieldsAWord() throws IOException {
    assertThat(text(new CtmWriter(), APART))
        .isEqualTo(
            """
            my_call 1 0.500 0.300 say 0.900
            my_call 1 0.800 0.450 "yes" 0.900
            my_call 1 2.000 0.500 & 0.900
            my_call 2 1.000 0.500 no 0.900
            """);
    TranscribedRecording odd =
        TranscribedRecording.of(";;x.wav", Spoken.transcript(1, word("new\nyork", 0, 0.1)));
    assertThat(text(new CtmWriter(), odd)).isEqualTo("_;x 1 0.000 0.100 new_york 0.900\n");
    Transcript turned =
        Spoken.transcript(7300, word("later", 7_261.25, 7_262), word("sooner", 5, 4.5));
    assertThat(text(new CtmWriter(), TranscribedRecording.of("x", turned)))
        .isEqualTo("x 1 5.000 0.000 sooner 0.900\nx 1 7261.250 0.750 later 0.900\n");
  }

  @Test
  void tsvHasAHeadingAndFiveColumns() throws IOException {
    assertThat(text(new TsvWriter(), APART))
        .isEqualTo(
            """
            channel\tstart\tend\tconfidence\tword
            1\t0.500\t0.800\t0.900\tsay
            1\t0.800\t1.250\t0.900\t"yes"
            1\t2.000\t2.500\t0.900\t&
            2\t1.000\t1.500\t0.900\tno
            """);
    TranscribedRecording tabbed =
        TranscribedRecording.of("x", Spoken.transcript(1, word("a\tb", 0, 0.1)));
    assertThat(text(new TsvWriter(), tabbed)).endsWith("\ta b\n");
  }

  @Test
  void textGridCoversEveryTierWithIntervals() throws IOException {
    List<TextGridParser.Tier> tiers = TextGridParser.parse(text(new TextGridWriter(), APART));
    assertThat(tiers)
        .extracting(TextGridParser.Tier::name)
        .containsExactly("channel 1", "channel 2");
    assertThat(tiers.get(0).intervals())
        .containsExactly(
            new TextGridParser.Interval(0, 0.5, ""),
            new TextGridParser.Interval(0.5, 0.8, "say"),
            new TextGridParser.Interval(0.8, 1.25, "\"yes\""),
            new TextGridParser.Interval(1.25, 2, ""),
            new TextGridParser.Interval(2, 2.5, "&"),
            new TextGridParser.Interval(2.5, 3.5, ""));
    for (long seed = 1; seed <= 5; seed++) {
      Transcript spoken = Spoken.random(seed, 100);
      String file = text(new TextGridWriter(), TranscribedRecording.of("x", spoken));
      assertThat(TextGridParser.parse(file).get(0).intervals())
          .extracting(TextGridParser.Interval::text)
          .filteredOn(text -> !text.isEmpty())
          .isEqualTo(spoken.words().stream().map(Word::text).toList());
    }
    String silent = text(new TextGridWriter(), TranscribedRecording.of("x", Transcript.empty(2)));
    assertThat(TextGridParser.parse(silent).get(0).intervals())
        .containsExactly(new TextGridParser.Interval(0, 2, ""));
  }

  @Test
  void subtitlesAreReadBackByTheBook() throws IOException {
    for (long seed = 1; seed <= 5; seed++) {
      TranscribedRecording recording = TranscribedRecording.of("x", Spoken.random(seed, 100));
      List<SubtitleParser.Shown> expected =
          Subtitles.of(recording, SubtitleOptions.DEFAULT).stream().map(this::shown).toList();
      assertThat(SubtitleParser.vtt(text(vtt(), recording))).isEqualTo(expected);
      assertThat(SubtitleParser.srt(text(srt(), recording))).isEqualTo(expected);
    }
    TranscribedRecording markup =
        TranscribedRecording.of("x", Spoken.transcript(2, word("<b>&amp;-->", 0, 1)));
    assertThat(SubtitleParser.vtt(text(vtt(), markup)))
        .containsExactly(new SubtitleParser.Shown(0, 1000, "<b>&amp;-->"));
    assertThat(SubtitleParser.srt(text(srt(), markup)))
        .containsExactly(new SubtitleParser.Shown(0, 1000, "<b>&amp;->"));
    TranscribedRecording late =
        TranscribedRecording.of(
            "x", Spoken.transcript(400_000, word("late", 363_599.9996, 363_601)));
    for (List<SubtitleParser.Shown> read :
        List.of(SubtitleParser.vtt(text(vtt(), late)), SubtitleParser.srt(text(srt(), late)))) {
      assertThat(read).containsExactly(new SubtitleParser.Shown(363_600_000, 363_601_000, "late"));
    }
    TranscribedRecording silent = TranscribedRecording.of("x", Transcript.empty(2));
    assertThat(SubtitleParser.vtt(text(vtt(), silent))).isEmpty();
    assertThat(text(srt(), silent)).isEmpty();
  }

  @Test
  void subtitlesOfChannelsSayWhoseTheyAre() throws IOException {
    assertThat(text(vtt(), APART))
        .isEqualTo(
            """
            WEBVTT

            00:00:00.500 --> 00:00:02.500
            <v Channel 1>say "yes" &amp;

            00:00:01.000 --> 00:00:02.000
            <v Channel 2>no

            """);
    assertThat(SubtitleParser.srt(text(srt(), APART)))
        .extracting(SubtitleParser.Shown::text)
        .containsExactly("1: say \"yes\" &", "2: no");
  }

  @Test
  void ffmpegReadsSubtitlesBack(@TempDir Path folder) throws Exception {
    TranscribedRecording recording = TranscribedRecording.of("x", Spoken.random(7, 100));
    List<SubtitleParser.Shown> expected =
        Subtitles.of(recording, SubtitleOptions.DEFAULT).stream().map(this::shown).toList();
    for (String ending : List.of("srt", "vtt")) {
      Path file = folder.resolve("written." + ending);
      Files.writeString(file, text(ending.equals("srt") ? srt() : vtt(), recording));
      Path again = folder.resolve("again-" + ending + ".srt");
      assertThat(ffmpeg("-i", file.toString(), again.toString())).isZero();
      String read = Files.readString(again).replace("\r\n", "\n");
      assertThat(SubtitleParser.srt(read)).isEqualTo(expected);
    }
  }

  private static int ffmpeg(String... arguments) throws InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("ffmpeg", "-nostdin", "-v", "error");
    builder.command().addAll(List.of(arguments));
    try {
      Process process = builder.inheritIO().start();
      return process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() : -1;
    } catch (IOException e) {
      Assumptions.abort("ffmpeg is not installed");
      return -1;
    }
  }

  private SubtitleParser.Shown shown(Cue cue) {
    return new SubtitleParser.Shown(
        cue.startMillis(), cue.endMillis(), String.join("\n", cue.lines()));
  }

  private static TranscriptWriter vtt() {
    return new WebVttWriter(SubtitleOptions.DEFAULT);
  }

  private static TranscriptWriter srt() {
    return new SrtWriter(SubtitleOptions.DEFAULT);
  }

  private static String text(TranscriptWriter writer, TranscribedRecording recording)
      throws IOException {
    StringBuilder text = new StringBuilder();
    writer.write(recording, text);
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).isTrue();
    return text.toString();
  }
}
