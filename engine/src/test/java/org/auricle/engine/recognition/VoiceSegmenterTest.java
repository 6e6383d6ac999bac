package org.auricle.engine.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Windows of one second, so that expectations can be read off the row of probabilities. */
class VoiceSegmenterTest {
  private static final VoiceOptions OPTIONS = new VoiceOptions(0.5, 0.35, 2, 2, 0, 100);

  /** Each digit is a window's probability in tenths. */
  private static List<SpeechSegment> segments(VoiceOptions options, String tenths) {
    VoiceSegmenter segmenter = new VoiceSegmenter(options, 1);
    List<SpeechSegment> segments = new ArrayList<>();
    for (char c : tenths.toCharArray()) {
      segmenter.accept((c - '0') / 10.0).ifPresent(segments::add);
    }
    segmenter.finish(tenths.length()).ifPresent(segments::add);
    return segments;
  }

  private static SpeechSegment segment(double start, double end) {
    return new SpeechSegment(start, end);
  }

  @Test
  void silenceIsNothing() {
    assertThat(segments(OPTIONS, "")).isEmpty();
    assertThat(segments(OPTIONS, "0004440")).isEmpty();
  }

  @Test
  void segmentsStartAtTheThresholdAndEndWhereSilenceStarts() {
    assertThat(segments(OPTIONS, "0099900")).containsExactly(segment(2, 5));
    assertThat(segments(OPTIONS, "5550055500")).containsExactly(segment(0, 3), segment(5, 8));
  }

  @Test
  void betweenTheThresholdsASegmentGoesOnButNoneStarts() {
    assertThat(segments(OPTIONS, "0449944400")).containsExactly(segment(3, 8));
    // What is below the lower one starts the silence, and only the upper one ends it.
    assertThat(segments(OPTIONS, "099904990999000")).containsExactly(segment(1, 4), segment(6, 12));
  }

  @Test
  void shortSilencesAreBridgedAndShortSegmentsDropped() {
    assertThat(segments(OPTIONS, "099099000")).containsExactly(segment(1, 6));
    assertThat(segments(OPTIONS, "0900009900")).containsExactly(segment(6, 8));
  }

  @Test
  void theEndOfTheRecordingEndsASegment() {
    assertThat(segments(OPTIONS, "0099")).containsExactly(segment(2, 4));
    assertThat(segments(OPTIONS, "00990")).containsExactly(segment(2, 4));
    VoiceSegmenter segmenter = new VoiceSegmenter(OPTIONS, 1);
    for (int i = 0; i < 3; i++) {
      assertThat(segmenter.accept(1)).isEmpty();
    }
    assertThat(segmenter.finish(2.5)).contains(segment(0, 2.5)); // the last window is half there
  }

  @Test
  void paddingTakesTheRoomThereIs() {
    VoiceOptions padded = new VoiceOptions(0.5, 0.35, 2, 2, 1.5, 100);
    assertThat(segments(padded, "099000990")).containsExactly(segment(0, 4.5), segment(4.5, 9));
    assertThat(segments(padded, "00000990000000")).containsExactly(segment(3.5, 8.5));
  }

  @Test
  void longSegmentsAreCutWhereSpeechIsLeastProbable() {
    VoiceOptions eight = new VoiceOptions(0.5, 0.35, 2, 4, 0, 8);
    // the dip at 2 is in the first half; of the second half 5 is the lowest
    assertThat(segments(eight, "9959979999900")).containsExactly(segment(0, 5), segment(5, 11));
    // cut at 5, again at 10; what is left is short but goes on from there
    assertThat(segments(eight, "9999969999699000"))
        .containsExactly(segment(0, 5), segment(5, 10), segment(10, 13));
  }

  @Test
  void segmentsAreInOrderWithinTheRecordingAndNotTooLong() {
    SplittableRandom random = new SplittableRandom(8);
    VoiceOptions options = new VoiceOptions(0.5, 0.35, 3, 2, 2, 12);
    for (int round = 0; round < 300; round++) {
      StringBuilder tenths = new StringBuilder();
      int level = 0;
      while (tenths.length() < 80) {
        level = random.nextInt(6) == 0 ? random.nextInt(10) : level;
        tenths.append(Math.min(9, Math.max(0, level + random.nextInt(3) - 1)));
      }
      double last = 0;
      for (SpeechSegment s : segments(options, tenths.toString())) {
        assertThat(s.startSeconds()).as(tenths.toString()).isGreaterThanOrEqualTo(last);
        assertThat(s.endSeconds() - s.startSeconds()).isLessThanOrEqualTo(12 + 2 * 2);
        last = s.endSeconds();
      }
      assertThat(last).isLessThanOrEqualTo(80);
    }
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new VoiceOptions(1, 0.3, 1, 1, 0, 9))
        .hasMessage("threshold: 1.0 (expected: within 0..1)");
    assertThatThrownBy(() -> new VoiceOptions(0.5, 0.6, 1, 1, 0, 9))
        .hasMessage("exitThreshold: 0.6 (expected: above 0, at most 0.5, the threshold)");
    assertThatThrownBy(() -> new VoiceOptions(0.5, 0.3, 0.5, 1, 0.6, 9))
        .hasMessage("padding: 0.6 (expected: 0..0.5, the least silence)");
    assertThatThrownBy(() -> new VoiceOptions(0.5, 0.3, 1, 5, 0, 9))
        .hasMessage("maxSpeech: 9.0 (expected: 1..3600.0, at least twice minSpeech)");
    assertThat(VoiceOptions.DEFAULT).isEqualTo(new VoiceOptions(0.5, 0.35, 0.5, 0.25, 0.1, 30));
  }
}
