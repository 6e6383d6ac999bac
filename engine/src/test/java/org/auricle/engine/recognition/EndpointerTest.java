package org.auricle.engine.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.auricle.engine.recognition.EndpointDecision.Cause;
import org.auricle.engine.recognition.EndpointDecision.NoSpeech;
import org.auricle.engine.recognition.EndpointDecision.UtteranceEnded;
import org.auricle.engine.recognition.EndpointDecision.UtteranceStarted;
import org.junit.jupiter.api.Test;

/** Windows of one second, so that expectations can be read off the row of probabilities. */
class EndpointerTest {
  private static final double NEVER = Double.POSITIVE_INFINITY;
  private static final EndpointOptions OPTIONS =
      EndpointOptions.DEFAULT
          .withMaxUtterance(100)
          .withMinSpeech(2)
          .withTrailingSilence(2)
          .withPadding(0, 0);

  /** Each digit is a window's probability in tenths. */
  private static List<EndpointDecision> decisions(Endpointer endpointer, String tenths) {
    List<EndpointDecision> decisions = new ArrayList<>();
    for (char c : tenths.toCharArray()) {
      decisions.addAll(endpointer.accept((c - '0') / 10.0));
    }
    decisions.addAll(endpointer.finish(tenths.length()));
    return decisions;
  }

  private static List<SpeechSegment> segments(EndpointOptions options, String tenths) {
    return decisions(Endpointer.bySilence(options, 1), tenths).stream()
        .filter(UtteranceEnded.class::isInstance)
        .map(UtteranceEnded.class::cast)
        .map(ended -> segment(ended.startSeconds(), ended.endSeconds()))
        .toList();
  }

  private static SpeechSegment segment(double start, double end) {
    return new SpeechSegment(start, end);
  }

  private static UtteranceEnded ended(double start, double end, Cause cause) {
    return new UtteranceEnded(start, end, cause, true);
  }

  @Test
  void silenceIsNothing() {
    assertThat(segments(OPTIONS, "")).isEmpty();
    assertThat(segments(OPTIONS, "0004440")).isEmpty();
  }

  @Test
  void utterancesStartAtTheThresholdAndEndWhereSilenceStarts() {
    assertThat(segments(OPTIONS, "0099900")).containsExactly(segment(2, 5));
    assertThat(segments(OPTIONS, "5550055500")).containsExactly(segment(0, 3), segment(5, 8));
  }

  @Test
  void betweenTheThresholdsAnUtteranceGoesOnButNoneStarts() {
    assertThat(segments(OPTIONS, "0449944400")).containsExactly(segment(3, 8));
    // What is below the lower one starts the silence, and only the upper one ends it.
    assertThat(segments(OPTIONS, "099904990999000")).containsExactly(segment(1, 4), segment(6, 12));
  }

  @Test
  void shortSilencesAreBridgedAndShortSpeechDropped() {
    assertThat(segments(OPTIONS, "099099000")).containsExactly(segment(1, 6));
    assertThat(segments(OPTIONS, "0900009900")).containsExactly(segment(6, 8));
    // clicks never add up to speech, however many
    assertThat(segments(OPTIONS, "0909090909090909090900")).isEmpty();
    // but are part of an utterance that has started
    assertThat(segments(OPTIONS, "0990909000")).containsExactly(segment(1, 7));
  }

  @Test
  void startsAndEndsAreToldWhenTheyAreKnown() {
    Endpointer endpointer = Endpointer.bySilence(OPTIONS, 1);
    List<List<EndpointDecision>> told = new ArrayList<>();
    for (char c : "0990900".toCharArray()) {
      told.add(endpointer.accept((c - '0') / 10.0));
    }
    assertThat(told.get(2)).containsExactly(new UtteranceStarted(1));
    assertThat(told.get(6)).containsExactly(ended(1, 5, Cause.SILENCE));
    for (int i : new int[] {0, 1, 3, 4, 5}) {
      assertThat(told.get(i)).as("window " + i).isEmpty();
    }
    assertThat(endpointer.finish(7)).isEmpty();
  }

  @Test
  void theEndOfTheStreamEndsAnUtterance() {
    assertThat(segments(OPTIONS, "0099")).containsExactly(segment(2, 4));
    assertThat(segments(OPTIONS, "00990")).containsExactly(segment(2, 4));
    assertThat(segments(OPTIONS, "00009")).isEmpty();
    Endpointer endpointer = Endpointer.bySilence(OPTIONS, 1);
    for (int i = 0; i < 3; i++) {
      endpointer.accept(1);
    }
    assertThat(endpointer.finish(2.5)) // the last window is half there
        .containsExactly(ended(0, 2.5, Cause.END_OF_AUDIO));
  }

  @Test
  void paddingTakesTheRoomThereIs() {
    EndpointOptions padded = OPTIONS.withPadding(1.5, 1.5);
    assertThat(segments(padded, "099000990")).containsExactly(segment(0, 4.5), segment(4.5, 9));
    assertThat(segments(padded, "00000990000000")).containsExactly(segment(3.5, 8.5));
    assertThat(segments(OPTIONS.withPadding(3, 1), "00000990000000"))
        .containsExactly(segment(2, 8));
  }

  @Test
  void longUtterancesAreCutWhereSpeechIsLeastProbable() {
    EndpointOptions eight = OPTIONS.withMaxUtterance(8);
    // the dip at 2 is in the first half; of the second half 5 is the lowest
    assertThat(segments(eight, "9959979999900")).containsExactly(segment(0, 5), segment(5, 11));
    // cut at 5, again at 10; what is left goes on from there
    assertThat(decisions(Endpointer.bySilence(eight, 1), "9999969999699000"))
        .containsExactly(
            new UtteranceStarted(0),
            ended(0, 5, Cause.MAX_LENGTH),
            new UtteranceStarted(5),
            ended(5, 10, Cause.MAX_LENGTH),
            new UtteranceStarted(10),
            ended(10, 13, Cause.SILENCE));
    // nothing is said after the cut: no utterance goes on from it
    EndpointOptions patient = eight.withTrailingSilence(4);
    assertThat(segments(patient, "9999990000000")).containsExactly(segment(0, 6));
  }

  @Test
  void aStreamWithoutSpeechIsToldOnce() {
    EndpointOptions impatient = OPTIONS.withInitialSilence(3);
    assertThat(decisions(Endpointer.bySilence(impatient, 1), "0000000"))
        .containsExactly(new NoSpeech(3));
    assertThat(decisions(Endpointer.bySilence(impatient, 1), "0099000000"))
        .containsExactly(new UtteranceStarted(2), ended(2, 4, Cause.SILENCE));
    // what may become speech is waited for, and a click is none
    assertThat(decisions(Endpointer.bySilence(impatient, 1), "00900"))
        .containsExactly(new NoSpeech(4));
    assertThat(decisions(Endpointer.bySilence(OPTIONS, 1), "0000000")).isEmpty();
  }

  @Test
  void byLengthAllIsOneUtteranceButForCuts() {
    EndpointOptions eight = OPTIONS.withMaxUtterance(8).withPadding(1, 1);
    assertThat(decisions(Endpointer.byLength(eight, 1), "0099000"))
        .containsExactly(new UtteranceStarted(0), ended(0, 7, Cause.END_OF_AUDIO));
    assertThat(decisions(Endpointer.byLength(eight, 1), "0090000"))
        .containsExactly(
            new UtteranceStarted(0), new UtteranceEnded(0, 7, Cause.END_OF_AUDIO, false));
    // cut in the first of the silent windows; only the second part has speech
    assertThat(decisions(Endpointer.byLength(eight, 1), "111110119900"))
        .containsExactly(
            new UtteranceStarted(0),
            new UtteranceEnded(0, 5, Cause.MAX_LENGTH, false),
            new UtteranceStarted(5),
            ended(5, 12, Cause.END_OF_AUDIO));
    // speech before the cut, speech after it
    assertThat(decisions(Endpointer.byLength(eight, 1), "199110999111111"))
        .containsExactly(
            new UtteranceStarted(0),
            ended(0, 5, Cause.MAX_LENGTH),
            new UtteranceStarted(5),
            ended(5, 9, Cause.MAX_LENGTH),
            new UtteranceStarted(9),
            new UtteranceEnded(9, 15, Cause.END_OF_AUDIO, false));
    assertThat(decisions(Endpointer.byLength(eight, 1), "")).isEmpty();
  }

  @Test
  void utterancesAlternateInOrderWithinTheStreamAndAreNotTooLong() {
    SplittableRandom random = new SplittableRandom(8);
    EndpointOptions options = OPTIONS.withTrailingSilence(3).withMaxUtterance(12).withPadding(2, 2);
    for (int round = 0; round < 600; round++) {
      StringBuilder tenths = new StringBuilder();
      int level = 0;
      while (tenths.length() < 80) {
        level = random.nextInt(6) == 0 ? random.nextInt(10) : level;
        tenths.append(Math.min(9, Math.max(0, level + random.nextInt(3) - 1)));
      }
      boolean bySilence = round % 2 == 0;
      Endpointer endpointer =
          bySilence ? Endpointer.bySilence(options, 1) : Endpointer.byLength(options, 1);
      double last = 0;
      double kept = 0;
      boolean open = false;
      double start = 0;
      for (int i = 0; i <= 80; i++) {
        List<EndpointDecision> told =
            i < 80 ? endpointer.accept((tenths.charAt(i) - '0') / 10.0) : endpointer.finish(80);
        for (EndpointDecision decision : told) {
          if (decision instanceof UtteranceStarted started) {
            assertThat(open).as(tenths.toString()).isFalse();
            start = started.startSeconds();
            assertThat(start).as(tenths.toString()).isGreaterThanOrEqualTo(Math.max(last, kept));
          } else if (decision instanceof UtteranceEnded ended) {
            assertThat(open).as(tenths.toString()).isTrue();
            assertThat(ended.startSeconds()).isEqualTo(start);
            last = ended.endSeconds();
            assertThat(last - start).isGreaterThan(0).isLessThanOrEqualTo(12 + 2 + 2);
            assertThat(last).isLessThanOrEqualTo(Math.min(80, i + 1));
          }
          open = !open;
        }
        assertThat(endpointer.keepFromSeconds()).isGreaterThanOrEqualTo(kept);
        kept = endpointer.keepFromSeconds();
        assertThat(i + 1 - kept).isLessThanOrEqualTo(12 + 2 + 2);
      }
      assertThat(open).isFalse();
      assertThat(bySilence || last == 80).isTrue();
    }
  }

  @Test
  void aPauseIsToldOnceAndTheUtteranceGoesOn() {
    EndpointOptions options = OPTIONS.withTrailingSilence(4).withPadding(0, 3).withPause(2);
    assertThat(decisions(Endpointer.bySilence(options, 1), "0990090009000099"))
        .containsExactly(
            new UtteranceStarted(1),
            new EndpointDecision.Pausing(3 + 2), // as much padding as there is
            new EndpointDecision.Paused(3 + 2),
            new EndpointDecision.Pausing(6 + 2),
            new EndpointDecision.Paused(6 + 2),
            new EndpointDecision.Pausing(10 + 2),
            new EndpointDecision.Paused(10 + 2),
            ended(1, 10 + 3, Cause.SILENCE),
            new UtteranceStarted(14),
            ended(14, 16, Cause.END_OF_AUDIO));
  }

  @Test
  void aPauseIsAnnouncedATenthOfASecondBefore() {
    EndpointOptions options =
        EndpointOptions.DEFAULT.withThreshold(0.5).withMinSpeech(0.1).withPause(0.3);
    for (double pause : new double[] {0.3, 0.15}) {
      Endpointer endpointer = Endpointer.bySilence(options.withPause(pause), 0.01);
      List<String> told = new ArrayList<>();
      for (int window = 0; window < 60; window++) {
        for (EndpointDecision decision : endpointer.accept(window < 20 ? 1 : 0)) {
          told.add("%d %s".formatted(window, decision.getClass().getSimpleName()));
        }
      }
      int last = 20 - 1;
      int announced = pause == 0.3 ? 20 : 8; // 0.1 s before; half of what is shorter than 0.2 s
      int over = pause == 0.3 ? 30 : 15;
      assertThat(told)
          .containsExactly(
              "9 UtteranceStarted", last + announced + " Pausing", last + over + " Paused");
    }
  }

  @Test
  void anUtteranceMayEndWithAPause() {
    Endpointer endpointer = Endpointer.bySilence(OPTIONS.withTrailingSilence(4).withPause(1.5), 1);
    List<EndpointDecision> told = new ArrayList<>();
    for (char c : "0990099990000".toCharArray()) {
      List<EndpointDecision> now = endpointer.accept((c - '0') / 10.0);
      told.addAll(now);
      if (now.contains(new EndpointDecision.Paused(3))) {
        endpointer.endPause();
        assertThat(endpointer.keepFromSeconds()).isGreaterThanOrEqualTo(3);
        assertThatThrownBy(endpointer::endPause).isInstanceOf(IllegalStateException.class);
      }
    }
    assertThat(told)
        .containsExactly(
            new UtteranceStarted(1),
            new EndpointDecision.Pausing(3),
            new EndpointDecision.Paused(3),
            new UtteranceStarted(5),
            new EndpointDecision.Pausing(9),
            new EndpointDecision.Paused(9),
            ended(5, 9, Cause.SILENCE));
  }

  @Test
  void aPauseThatIsNoShorterThanTheSilenceThatEndsAnUtteranceIsNotTold() {
    String tenths = "09900990000";
    List<EndpointDecision> without = decisions(Endpointer.bySilence(OPTIONS, 1), tenths);
    assertThat(decisions(Endpointer.bySilence(OPTIONS.withPause(2), 1), tenths)).isEqualTo(without);
    EndpointOptions paused = OPTIONS.withPause(1);
    assertThat(decisions(Endpointer.byLength(paused, 1), tenths))
        .isEqualTo(decisions(Endpointer.byLength(OPTIONS, 1), tenths));
    Endpointer fine = Endpointer.bySilence(EndpointOptions.DEFAULT.withPause(0.8), 0.01);
    List<EndpointDecision> told = new ArrayList<>();
    for (int window = 0; window < 120; window++) {
      told.addAll(fine.accept(window < 20 ? 1 : 0));
    }
    assertThat(told)
        .as("nor announced")
        .hasSize(2)
        .noneMatch(EndpointDecision.Pausing.class::isInstance);
  }

  @Test
  void whatIsOutOfRangeIsRefused() {
    assertThatThrownBy(() -> OPTIONS.withThreshold(1))
        .hasMessage("threshold: 1.0 (expected: within 0..1)");
    assertThatThrownBy(() -> new EndpointOptions(0.5, 0.6, 1, 1, 9, NEVER, 0, 0, NEVER))
        .hasMessage("exitThreshold: 0.6 (expected: above 0, at most 0.5, the threshold)");
    assertThatThrownBy(() -> OPTIONS.withPadding(0, 2.5))
        .hasMessage("endPadding: 2.5 (expected: 0..2.0, trailingSilence)");
    assertThatThrownBy(() -> OPTIONS.withMaxUtterance(3))
        .hasMessage("maxUtterance: 3.0 (expected: 1..3600.0, at least twice minSpeech)");
    assertThatThrownBy(() -> OPTIONS.withInitialSilence(0))
        .hasMessage("initialSilence: 0.0 (expected: > 0)");
    assertThatThrownBy(() -> OPTIONS.withPause(0)).hasMessage("pause: 0.0 (expected: > 0)");
    assertThatThrownBy(() -> Endpointer.bySilence(OPTIONS, 0))
        .hasMessage("windowSeconds: 0.0 (expected: > 0)");
    assertThatThrownBy(() -> Endpointer.bySilence(OPTIONS, 1).accept(Double.NaN))
        .hasMessage("probability: NaN (expected: 0..1)");
    assertThat(EndpointOptions.DEFAULT)
        .isEqualTo(new EndpointOptions(0.5, 0.35, 0.1, 0.8, 20, NEVER, 0.3, 0.2, NEVER));
    assertThat(EndpointOptions.DEFAULT.withThreshold(0.2).exitThreshold()).isEqualTo(0.1);
    assertThat(EndpointOptions.DEFAULT.withTrailingSilence(0.1).endPadding()).isEqualTo(0.1);
  }
}
