package org.auricle.engine.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.auricle.engine.live.BeepRecognizer.RATE;

import java.util.ArrayList;
import java.util.List;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.EndpointOptions;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.engine.recognition.PhraseHit;
import org.auricle.engine.recognition.PhraseSpotter;
import org.auricle.engine.recognition.PhraseStream;
import org.auricle.engine.recognition.Recognizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Looks for beeps in silence. */
class SpottingTest {
  private static final LiveOptions ENDPOINTED =
      new LiveOptions(RATE, DecodeRequest.nBest(1), true)
          .withEndpointing(
              EndpointOptions.DEFAULT
                  .withThreshold(0.2)
                  .withMinSpeech(0.1)
                  .withTrailingSilence(0.5)
                  .withPadding(0.2, 0.2));

  private final BeepRecognizer beeps = new BeepRecognizer();
  private final Recognizer recognizer = beeps.recognizer(true);

  /** Takes a beep of its whole length for a phrase, unless it is too short. */
  private record Beeps(double leastSeconds) implements PhraseSpotter {
    Beeps() {
      this(0);
    }

    @Override
    public PhraseStream newStream() {
      return new PhraseStream() {
        private int frame;
        private int start = -1;

        @Override
        public List<PhraseHit> accept(LogPosteriors posteriors) {
          List<PhraseHit> hits = new ArrayList<>();
          double shift = posteriors.frameShiftSeconds();
          for (int t = 0; t < posteriors.frames(); t++, frame++) {
            boolean loud = posteriors.logProbs()[t * posteriors.tokens()] < -1; // blank
            if (loud && start < 0) {
              start = frame;
            } else if (!loud && start >= 0) {
              if ((frame - start) * shift >= leastSeconds) {
                hits.add(new PhraseHit("beep", start * shift, frame * shift, 0.5));
              }
              start = -1;
            }
          }
          return hits;
        }

        @Override
        public List<PhraseHit> finish() {
          return List.of();
        }
      };
    }
  }

  private static float[] audio() {
    float[] audio = new float[12 * RATE];
    for (double at : new double[] {1.0, 1.3, 4.0, 5.0, 6.0, 7.0, 7.7, 8.4}) {
      for (double part = 0; part < 0.4 && at >= 4; part += 0.1) {
        BeepRecognizer.beep(audio, at + part); // a long one
      }
      BeepRecognizer.beep(audio, at);
    }
    return audio;
  }

  private static List<LiveEvent> events(SpeechStream stream, float[] audio, int chunk) {
    List<LiveEvent> events = new ArrayList<>();
    for (int from = 0; from < audio.length; from += chunk) {
      events.addAll(stream.accept(audio, from, Math.min(chunk, audio.length - from)));
    }
    events.addAll(stream.finish());
    return events;
  }

  private static List<LiveEvent.PhraseHeard> heard(List<LiveEvent> events) {
    return events.stream()
        .filter(LiveEvent.PhraseHeard.class::isInstance)
        .map(LiveEvent.PhraseHeard.class::cast)
        .toList();
  }

  @Test
  void eachPhraseIsToldOnceInTheTimesOfTheStreamAndSoon() {
    LiveOptions options = ENDPOINTED.withSpotting(new Spotting(new Beeps(), true));
    List<LiveEvent> events = events(new SpeechStream(recognizer, options), audio(), 800);

    List<LiveEvent.PhraseHeard> heard = heard(events);
    double[] starts = {1.0, 1.3, 4.0, 5.0, 6.0, 7.0, 7.7, 8.4};
    assertThat(heard).hasSize(starts.length);
    for (int i = 0; i < starts.length; i++) {
      LiveEvent.PhraseHeard event = heard.get(i);
      assertThat(event.startSeconds()).isCloseTo(starts[i], within(0.03));
      assertThat(event.endSeconds()).isCloseTo(starts[i] + (i < 2 ? 0.1 : 0.4), within(0.03));
      assertThat(event.heardSeconds() - event.endSeconds()).isBetween(0.0, 1.0);
      assertThat(event.confidence()).isEqualTo(0.5);
    }
    assertThat(heard).extracting(LiveEvent.PhraseHeard::utterance).startsWith(0L, 0L, 1L);
  }

  @Test
  void whatIsTooLongForAWindowIsHeardAtTheEnd() {
    float[] audio = new float[8 * RATE];
    for (double at = 2; at < 3.15; at += 0.1) {
      BeepRecognizer.beep(audio, at);
    }
    Spotting spotting = new Spotting(new Beeps(1.1), true, 0.9, 0.35);
    LiveOptions options = ENDPOINTED.withSpotting(spotting);

    List<LiveEvent> events = events(new SpeechStream(recognizer, options), audio, 800);
    List<LiveEvent.PhraseHeard> heard = heard(events);
    assertThat(heard).hasSize(1);
    assertThat(heard.get(0).startSeconds()).isCloseTo(2, within(0.03));
    assertThat(heard.get(0).heardSeconds()).isBetween(3.2 + 0.5, 4.2); // when the end is known
  }

  @Test
  void aloneNothingIsRecognised() {
    LiveOptions options = ENDPOINTED.withSpotting(new Spotting(new Beeps(), true));
    List<LiveEvent> events = events(new SpeechStream(recognizer, options), audio(), 800);

    assertThat(beeps.framesAdvanced()).isZero();
    assertThat(events)
        .noneMatch(e -> e instanceof LiveEvent.Final || e instanceof LiveEvent.Interim)
        .anyMatch(LiveEvent.SpeechStarted.class::isInstance)
        .anyMatch(LiveEvent.SpeechEnded.class::isInstance);
  }

  @Test
  void besideRecognitionNothingElseChanges() {
    LiveOptions options = ENDPOINTED.withSpotting(new Spotting(new Beeps(), false));
    List<LiveEvent> with = events(new SpeechStream(recognizer, options), audio(), 800);
    List<LiveEvent> without = events(new SpeechStream(recognizer, ENDPOINTED), audio(), 800);

    assertThat(with.stream().filter(e -> !(e instanceof LiveEvent.PhraseHeard)).toList())
        .isEqualTo(without);
    assertThat(heard(with)).hasSize(8);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 333, 1600, 7777, 12 * RATE})
  void howTheAudioIsDividedDoesNotMatter(int chunk) {
    Spotting spotting = new Spotting(new Beeps(), true, 0.9, 0.35);
    LiveOptions options = ENDPOINTED.withSpotting(spotting);
    List<LiveEvent.PhraseHeard> expected =
        heard(events(new SpeechStream(recognizer, options), audio(), 800));
    long framesScored = beeps.framesScored();
    List<LiveEvent.PhraseHeard> found =
        heard(events(new SpeechStream(recognizer, options), audio(), chunk));

    assertThat(found)
        .extracting(LiveEvent.PhraseHeard::startSeconds)
        .isEqualTo(expected.stream().map(LiveEvent.PhraseHeard::startSeconds).toList());
    assertThat(beeps.framesScored()).isEqualTo(2 * framesScored);
  }

  @Test
  void withoutEndpointingTheWholeStreamIsLookedAt() {
    LiveOptions options =
        new LiveOptions(RATE, DecodeRequest.nBest(1), false)
            .withSpotting(new Spotting(new Beeps(), true));
    List<LiveEvent> events = events(new SpeechStream(recognizer, options), audio(), 1600);

    assertThat(heard(events)).hasSize(8).hasSameSizeAs(events);
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new Spotting(new Beeps(), true, 0.5, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("windowSeconds: 0.5 (expected: > 0.5, at most 60)");
    assertThatThrownBy(() -> new Spotting(new Beeps(), true, 0.5, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("hopSeconds: 0.0 (expected: at least 0.1, below 60)");
  }
}
