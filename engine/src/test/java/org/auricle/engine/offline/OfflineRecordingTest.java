package org.auricle.engine.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.live.BeepRecognizer;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.EndpointOptions;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.SegmentedRecognizer;
import org.auricle.engine.recognition.Transcript;
import org.auricle.engine.recognition.Word;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The oracles are where beeps were put, and the same recording recognised in memory. */
class OfflineRecordingTest {
  private static final int RATE = BeepRecognizer.RATE;
  private static final int SECONDS = 120;

  /** Loudness stands in for probability: a beep has 0.35. */
  private static final OfflineOptions OPTIONS =
      new OfflineOptions(DecodeRequest.nBest(1), 60, EndpointOptions.DEFAULT.withThreshold(0.2));

  private final BeepRecognizer beeps = new BeepRecognizer();
  private final Recognizer recognizer = beeps.recognizer(true);
  private final List<RecognizedSegment> segments = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({"1, 1, 160000", "1, 4, 999", "3, 5, 7777", "4, 1, 5000000"})
  void findsWhatIsSaidInALongOneWhereItIsSaid(int threads, int batch, int piece) {
    List<Double> times = new ArrayList<>();
    float[] audio = recording(times);
    Transcript transcript = run(audio, threads, batch, piece, OPTIONS);
    assertThat(transcript.words()).hasSameSizeAs(times);
    for (int i = 0; i < times.size(); i++) {
      Word word = transcript.words().get(i);
      assertThat(word.startSeconds()).isCloseTo(times.get(i), within(0.03));
      assertThat(word.endSeconds()).isCloseTo(times.get(i) + 0.3, within(0.03));
    }
    assertThat(transcript.durationSeconds()).isEqualTo(SECONDS);
    assertThat(transcript)
        .isEqualTo(
            new SegmentedRecognizer(recognizer, beeps, OPTIONS.endpoints(), 1)
                .recognize(new AudioClip(audio, RATE)));
    assertThat(segments).hasSizeGreaterThan(8);
    assertThat(segments).extracting(s -> s.where().startSeconds()).isSorted();
    assertThat(segments.stream().flatMap(s -> s.transcript().words().stream()))
        .isEqualTo(transcript.words());
  }

  @Test
  void aShortOneStaysWhole() {
    float[] audio = Arrays.copyOf(recording(new ArrayList<>()), 60 * RATE);
    Transcript whole = recognizer.recognize(new AudioClip(audio, RATE));
    assertThat(run(audio, 2, 2, 4096, OPTIONS)).isEqualTo(whole);
    assertThat(segments).isEmpty();
    assertThat(whole.words()).isNotEmpty();
    OfflineOptions shorter = OPTIONS.withWholeSeconds(59.9);
    assertThat(run(audio, 2, 2, 4096, shorter).text()).isEqualTo(whole.text());
    assertThat(segments).isNotEmpty();
  }

  @Test
  void silenceIsNothing() {
    Transcript transcript = run(new float[90 * RATE], 1, 1, 4096, OPTIONS);
    assertThat(transcript).isEqualTo(Transcript.empty(90));
    assertThat(beeps.framesScored()).isZero();
  }

  private Transcript run(float[] audio, int threads, int batch, int piece, OfflineOptions options) {
    try (RecognitionPool pool = new RecognitionPool(recognizer, threads, batch)) {
      OfflineRecording recording =
          new OfflineRecording(OfflineModel.of(pool, beeps), options, segments::add);
      for (int from = 0; from < audio.length; from += piece) {
        float[] some = Arrays.copyOfRange(audio, from, Math.min(audio.length, from + piece));
        recording.accept(some, some.length, RATE);
      }
      return recording.finish().join();
    }
  }

  /** Beeps one to four seconds apart. */
  private static float[] recording(List<Double> times) {
    SplittableRandom random = new SplittableRandom(7);
    float[] audio = new float[SECONDS * RATE];
    for (double at = 1; at < SECONDS - 1; at += 1 + random.nextInt(300) / 100.0) {
      for (int part = 0; part < 3; part++) {
        BeepRecognizer.beep(audio, at + part * 0.1);
      }
      times.add(at);
    }
    return audio;
  }
}
