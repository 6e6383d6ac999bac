package org.auricle.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.audio.Resampler;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.Word;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words spoken one by one by espeak-ng and laid out with silence between them, at known times. */
class WordTimesTest {
  private static final int RATE = 16_000;
  private static final int GAP = RATE * 4 / 10; // samples
  private static final double SILENCE = 0.03; // of the greatest sample
  private static final double START_TOLERANCE = 0.1; // seconds: three frames
  private static final double END_EARLY = 0.3; // CTC's last token may come early in its sound
  private static final List<String> WORDS =
      List.of("one", "seven", "four", "nine", "two", "zero", "eight", "five", "six", "three");

  private final List<float[]> pieces = new ArrayList<>();
  private final List<Word> truth = new ArrayList<>();
  private int samples;

  private void add(float[] piece) {
    pieces.add(piece);
    samples += piece.length;
  }

  private void say(String voice, String word) throws IOException {
    float[] spoken = trimmed(Resampler.resample(synthesize(voice, word), RATE).samples());
    double start = (double) samples / RATE;
    add(spoken);
    truth.add(new Word(word, start, (double) samples / RATE, 1));
  }

  private static AudioClip synthesize(String voice, String word) throws IOException {
    Process process =
        new ProcessBuilder("espeak-ng", "-v", voice, "-s", "150", "--stdout", word)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.getOutputStream().close();
    return AudioReader.read(process.getInputStream().readAllBytes(), word);
  }

  private static float[] trimmed(float[] x) {
    float most = 0;
    for (float sample : x) {
      most = Math.max(most, Math.abs(sample));
    }
    int from = 0;
    while (Math.abs(x[from]) < SILENCE * most) {
      from++;
    }
    int to = x.length;
    while (Math.abs(x[to - 1]) < SILENCE * most) {
      to--;
    }
    return Arrays.copyOfRange(x, from, to);
  }

  private static boolean isInstalled() {
    try {
      synthesize("en-us", "one");
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @ParameterizedTest
  @CsvSource({"en-us", "en-gb"})
  void wordsAreWhereTheyWereSpoken(String voice) throws IOException {
    assumeTrue(isInstalled(), "skipped: no espeak-ng");
    add(new float[GAP]);
    for (String word : WORDS) {
      say(voice, word);
      add(new float[GAP]);
    }
    List<Word> heard;
    try (Recognizer recognizer =
        RecognizerFactory.create(
            Models.open(Models.DEFAULT), RuntimeOptions.DEFAULT.withThreads(2))) {
      heard = recognizer.recognize(recording()).words();
    }
    int found = 0;
    for (Word spoken : truth) {
      for (Word word : heard) {
        if (word.text().equals(spoken.text()) && overlap(word, spoken)) {
          found++;
          assertThat(word.startSeconds())
              .as("start of %s", word.text())
              .isCloseTo(spoken.startSeconds(), within(START_TOLERANCE));
          assertThat(word.endSeconds())
              .as("end of %s", word.text())
              .isBetween(spoken.endSeconds() - END_EARLY, spoken.endSeconds() + START_TOLERANCE);
        }
      }
    }
    assertThat(found).isGreaterThanOrEqualTo(WORDS.size() - 2); // other espeaks, other errors
  }

  private AudioClip recording() {
    float[] all = new float[samples];
    int at = 0;
    for (float[] piece : pieces) {
      System.arraycopy(piece, 0, all, at, piece.length);
      at += piece.length;
    }
    return new AudioClip(all, RATE);
  }

  private static boolean overlap(Word a, Word b) {
    return a.startSeconds() < b.endSeconds() && b.startSeconds() < a.endSeconds();
  }
}
