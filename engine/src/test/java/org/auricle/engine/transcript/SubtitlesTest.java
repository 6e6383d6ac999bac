package org.auricle.engine.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import org.auricle.engine.recognition.Transcript;
import org.auricle.engine.recognition.Word;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubtitlesTest {
  private static final SubtitleOptions DEFAULT = SubtitleOptions.DEFAULT;

  @Test
  void theDefaults() {
    assertThat(DEFAULT).isEqualTo(new SubtitleOptions(42, 2, 17, 1, 7, 0.8, 0.08));
    assertThatThrownBy(() -> new SubtitleOptions(42, 2, 17, 8, 7, 0.8, 0.08))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxSeconds: 7.0 (expected: > 0 and >= minSeconds, 8.0)");
    assertThatThrownBy(() -> new SubtitleOptions(0, 2, 17, 1, 7, 0.8, 0.08))
        .hasMessage("maxLineCharacters: 0 (expected: >= 1)");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void limitsHoldWhateverIsSaid(long seed) {
    for (SubtitleOptions options :
        List.of(DEFAULT, new SubtitleOptions(10, 3, 8, 0.5, 2, 0.3, 0), lines(1, 32))) {
      Transcript transcript = Spoken.random(seed, 200);
      List<Cue> cues = Subtitles.of(TranscribedRecording.of("x", transcript), options);

      List<Word> shown = new ArrayList<>();
      for (int i = 0; i < cues.size(); i++) {
        Cue cue = cues.get(i);
        shown.addAll(cue.words());
        assertThat(String.join(" ", cue.lines())).isEqualTo(joined(cue.words()));
        assertThat(cue.endMillis()).isGreaterThan(cue.startMillis());
        if (cue.words().size() > 1) {
          assertThat(cue.lines().size()).isLessThanOrEqualTo(options.maxLines());
          assertThat(said(cue)).isLessThanOrEqualTo(options.maxSeconds());
          assertThat(longestPause(cue.words())).isLessThan(options.pauseSeconds());
        }
        for (String line : cue.lines()) {
          assertThat(characters(line) <= options.maxLineCharacters() || !line.contains(" "))
              .as(line)
              .isTrue();
        }
        if (i + 1 < cues.size()) {
          assertThat(cue.endMillis()).isLessThanOrEqualTo(cues.get(i + 1).startMillis());
        }
      }
      assertThat(shown).isEqualTo(transcript.words());
    }
  }

  @Test
  void aSentenceIsNotTornIfItNeedNotBe() {
    Transcript transcript =
        Spoken.evenly(
            "The mail comes at nine. Somebody has to be at the door when it comes, or it goes back"
                + " to where it was sent from. That is how it has always been here.");
    assertThat(texts(transcript, DEFAULT))
        .containsExactly(
            "The mail comes at nine.",
            "Somebody has to be at\nthe door when it comes,",
            "or it goes back to where it was sent from.",
            "That is how it has always been here.");
  }

  @Test
  void withoutMarksPausesDecide() {
    List<Word> words = new ArrayList<>();
    double at = 0;
    for (int i = 0; i < 24; i++) {
      words.add(Spoken.word("word" + i, at, at + 0.25));
      at += 0.3 + (i == 7 || i == 15 ? 0.4 : 0);
    }
    List<Cue> cues = Subtitles.of(recording(Spoken.transcript(at, words)), DEFAULT);
    assertThat(cues).extracting(cue -> cue.words().size()).containsExactly(8, 8, 8);
  }

  /** Whatever a model makes of times: the formats know no subtitles that overlap or go back. */
  @Test
  void timesThatAreNoneStillMakeSubtitles() {
    List<Word> words = new ArrayList<>();
    for (int i = 0; i < 60; i++) { // in threes at once, every other three before the ones before
      double at = 2.0 * (i / 3 % 2 == 0 ? i / 3 : i / 3 - 2) + 3;
      words.add(Spoken.word("incomprehensible" + i, at, at));
    }
    List<Cue> cues = Subtitles.of(recording(Spoken.transcript(10, words)), lines(1, 20));
    assertThat(cues).hasSize(60);
    for (int i = 0; i < 60; i++) {
      assertThat(cues.get(i).endMillis()).isGreaterThan(cues.get(i).startMillis());
      assertThat(i == 0 ? 0 : cues.get(i - 1).endMillis())
          .isLessThanOrEqualTo(cues.get(i).startMillis());
    }
  }

  @Test
  void shortOnesStayUntilTheyAreReadIfThereIsTime() {
    Transcript transcript =
        Spoken.transcript(
            20,
            Spoken.word("yes", 1, 1.2),
            Spoken.word("extraordinarily", 5, 5.3),
            Spoken.word("complicated", 5.3, 5.6),
            Spoken.word("no", 7, 7.1),
            Spoken.word("never", 8, 8.1));
    assertThat(Subtitles.of(recording(transcript), DEFAULT))
        .extracting(Cue::startMillis, Cue::endMillis)
        .containsExactly(
            tuple(1000L, 2000L), // 1 s at least
            tuple(5000L, 6588L), // 27 characters at 17 a second
            tuple(7000L, 7920L), // up to a gap before the next
            tuple(8000L, 9000L));
  }

  @Test
  void nothingIsShownBeyondTheEndOfTheRecording() {
    Transcript transcript = Spoken.transcript(1.5, Spoken.word("end", 1, 1.3));
    assertThat(Subtitles.of(recording(transcript), DEFAULT).get(0).endMillis()).isEqualTo(1500);
    assertThat(Subtitles.of(recording(Transcript.empty(3)), DEFAULT)).isEmpty();
  }

  @Test
  void linesAreFewAndOfSimilarLength() {
    assertThat(texts(Spoken.evenly("a line that fits"), DEFAULT))
        .containsExactly("a line that fits");
    assertThat(texts(Spoken.evenly("aaaa bbbb cccc dddd eeee ffff"), lines(2, 24)))
        .containsExactly("aaaa bbbb cccc\ndddd eeee ffff");
    assertThat(texts(Spoken.evenly("aaaa bbbb cccc, dddd eeee f"), lines(2, 24)))
        .containsExactly("aaaa bbbb cccc,\ndddd eeee f");
    assertThat(texts(Spoken.evenly("incomprehensibility"), lines(2, 5)))
        .containsExactly("incomprehensibility");
  }

  @Test
  void channelsAreCutApartAndShownTogether() {
    Transcript left =
        Spoken.transcript(9, Spoken.word("one", 0, 0.5), Spoken.word("three", 4, 4.5));
    Transcript right = Spoken.transcript(9, Spoken.word("two", 0.4, 2));
    List<Cue> cues =
        Subtitles.of(new TranscribedRecording("call.wav", List.of(left, right)), DEFAULT);
    assertThat(cues).extracting(Cue::channel).containsExactly(1, 2, 1);
    assertThat(cues).extracting(Cue::startMillis).containsExactly(0L, 400L, 4000L);
  }

  private static SubtitleOptions lines(int lines, int characters) {
    return new SubtitleOptions(characters, lines, 17, 1, 7, 0.8, 0.08);
  }

  private static TranscribedRecording recording(Transcript transcript) {
    return TranscribedRecording.of("x.wav", transcript);
  }

  private static List<String> texts(Transcript transcript, SubtitleOptions options) {
    return Subtitles.of(recording(transcript), options).stream()
        .map(cue -> String.join("\n", cue.lines()))
        .toList();
  }

  private static String joined(List<Word> words) {
    return String.join(" ", words.stream().map(Word::text).toList());
  }

  private static int characters(String line) {
    return line.codePointCount(0, line.length());
  }

  private static double said(Cue cue) {
    List<Word> words = cue.words();
    return words.get(words.size() - 1).endSeconds() - words.get(0).startSeconds();
  }

  private static double longestPause(List<Word> words) {
    double longest = 0;
    for (int i = 1; i < words.size(); i++) {
      longest = Math.max(longest, words.get(i).startSeconds() - words.get(i - 1).endSeconds());
    }
    return longest;
  }
}
