package org.auricle.engine.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.auricle.engine.live.BeepRecognizer.RATE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.EndpointOptions;
import org.auricle.engine.recognition.Grammar;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.Transcript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beeps in silence: who says what when is known. {@link PausesTest} has those of a grammar. */
class SpeechStreamTest {
  static final LiveOptions WHOLE = new LiveOptions(RATE, DecodeRequest.nBest(1), true);
  static final LiveOptions ENDPOINTED =
      WHOLE.withEndpointing(
          EndpointOptions.DEFAULT
              .withThreshold(0.2)
              .withMinSpeech(0.1)
              .withTrailingSilence(0.5)
              .withPadding(0.2, 0.2));

  private final BeepRecognizer beeps = new BeepRecognizer();
  private final Recognizer recognizer = beeps.recognizer(true);

  /** Beeps at 1.0, 1.3 and 4.0 seconds of six. */
  static float[] twoUtterances() {
    float[] audio = new float[6 * RATE];
    for (double at : new double[] {1.0, 1.3, 4.0}) {
      BeepRecognizer.beep(audio, at);
    }
    return audio;
  }

  static List<LiveEvent> events(SpeechStream stream, float[] audio, int chunk) {
    List<LiveEvent> events = new ArrayList<>();
    for (int from = 0; from < audio.length; from += chunk) {
      events.addAll(stream.accept(audio, from, Math.min(chunk, audio.length - from)));
    }
    events.addAll(stream.finish());
    return events;
  }

  static <E extends LiveEvent> List<E> only(Class<E> type, List<LiveEvent> events) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private Transcript offline(float[] audio, double start, double end) {
    return offline(recognizer, audio, start, end, WHOLE.request());
  }

  static Transcript offline(
      Recognizer recognizer, float[] audio, double start, double end, DecodeRequest request) {
    int from = (int) Math.round(start * RATE);
    int to = (int) Math.round(end * RATE);
    return recognizer.recognize(new AudioClip(Arrays.copyOfRange(audio, from, to), RATE), request);
  }

  @Test
  void utterancesAreFoundAndTimedFromTheStartOfTheStream() {
    List<LiveEvent> events = events(new SpeechStream(recognizer, ENDPOINTED), twoUtterances(), 800);
    List<LiveEvent.Final> finals = only(LiveEvent.Final.class, events);

    assertThat(finals).hasSize(2);
    assertThat(finals.get(0).transcript().text()).isEqualTo("a a");
    assertThat(finals.get(1).transcript().text()).isEqualTo("a");
    assertThat(finals.get(0).startSeconds()).isCloseTo(0.8, within(0.051));
    assertThat(finals.get(0).endSeconds()).isCloseTo(1.6, within(0.051));
    assertThat(finals.get(1).utterance()).isOne();
    assertThat(finals.get(1).cause()).isEqualTo(LiveEvent.Cause.SILENCE);
    assertThat(finals.get(1).transcript().words().get(0).startSeconds())
        .isCloseTo(4.0, within(0.03));
    assertThat(finals.get(0).transcript().words().get(1).startSeconds())
        .isCloseTo(1.3, within(0.03));
  }

  /** One beep is none of the grammar's two: it is searched for again, in what is known already. */
  @Test
  void whatIsOfNoUseIsSearchedAgain() {
    List<String> first = new ArrayList<>();
    DecodeRequest again =
        new DecodeRequest(1, List.of(), Optional.of(new Grammar.Phrases(List.of("a a"))))
            .withSecond(
                transcript -> {
                  first.add(transcript.text());
                  return transcript.text().isEmpty();
                },
                DecodeRequest.nBest(1));
    LiveOptions options =
        new LiveOptions(RATE, again, false).withEndpointing(ENDPOINTED.endpointing().orElseThrow());
    List<LiveEvent> found = events(new SpeechStream(recognizer, options), twoUtterances(), 800);
    assertThat(beeps.scored).as("each heard once").hasSize(2);
    List<LiveEvent> plain = events(new SpeechStream(recognizer, ENDPOINTED), twoUtterances(), 800);

    assertThat(only(LiveEvent.Final.class, found)).isEqualTo(only(LiveEvent.Final.class, plain));
    assertThat(first).containsExactly("a a", "");
  }

  @Test
  void newsComeInTheOrderOfTheAudio() {
    List<LiveEvent> events = events(new SpeechStream(recognizer, ENDPOINTED), twoUtterances(), 800);
    List<String> kinds = new ArrayList<>();
    double heard = 0;
    for (LiveEvent event : events) {
      assertThat(event.heardSeconds()).isGreaterThanOrEqualTo(heard);
      heard = event.heardSeconds();
      String kind = event.getClass().getSimpleName();
      if (kinds.isEmpty() || !kinds.get(kinds.size() - 1).equals(kind)) {
        kinds.add(kind);
      }
    }
    assertThat(kinds)
        .containsExactly(
            "SpeechStarted",
            "Interim",
            "SpeechEnded",
            "Final",
            "SpeechStarted",
            "Interim",
            "SpeechEnded",
            "Final");
  }

  @ParameterizedTest
  @ValueSource(ints = {37, 1600, 12_345, 100_000})
  void finalsAreTheOfflineTranscriptsHoweverTheAudioIsCut(int chunk) {
    float[] audio = twoUtterances();
    for (LiveOptions options : List.of(ENDPOINTED, WHOLE, WHOLE.withMaxUtteranceSeconds(2))) {
      List<LiveEvent.Final> finals =
          only(LiveEvent.Final.class, events(new SpeechStream(recognizer, options), audio, chunk));
      assertThat(finals).isNotEmpty();
      for (LiveEvent.Final last : finals) {
        Transcript offline = offline(audio, last.startSeconds(), last.endSeconds());
        assertThat(last.transcript()).isEqualTo(offline.shifted(last.startSeconds()));
      }
    }
  }

  @Test
  void withoutEndpointingAllAudioIsInSomeUtteranceAndNoneIsTooLong() {
    float[] audio = new float[30 * RATE];
    SplittableRandom random = new SplittableRandom(6);
    for (double at = 0.5; at < 29; at += 0.3 + random.nextDouble()) {
      BeepRecognizer.beep(audio, at);
    }
    List<LiveEvent.Final> finals =
        only(
            LiveEvent.Final.class,
            events(new SpeechStream(recognizer, WHOLE.withMaxUtteranceSeconds(4)), audio, 1600));
    double end = 0;
    int words = 0;
    for (LiveEvent.Final last : finals) {
      assertThat(last.startSeconds()).isEqualTo(end);
      end = last.endSeconds();
      assertThat(end - last.startSeconds()).isBetween(0.0, 4.0);
      words += last.transcript().words().size();
    }
    assertThat(end).isEqualTo(30);
    assertThat(words)
        .as("cut in silence, so none is cut in two")
        .isEqualTo(offline(audio, 0, 30).words().size());
  }

  @Test
  void silenceCostsTheNetworkNothing() {
    float[] audio = new float[60 * RATE];
    BeepRecognizer.beep(audio, 30);
    List<LiveEvent> events = events(new SpeechStream(recognizer, ENDPOINTED), audio, 1600);
    assertThat(only(LiveEvent.Final.class, events)).hasSize(1);
    assertThat(beeps.framesScored).as("a beep and half a second").isBetween(70L, 95L);
    assertThat(beeps.framesAdvanced).isLessThan(110);
  }

  @Test
  void aLongStreamNeedsNoMoreMemoryThanAShortOne() {
    float[] minute = new float[60 * RATE];
    for (double at = 1; at < 4; at += 0.4) {
      BeepRecognizer.beep(minute, at);
    }
    for (LiveOptions options : List.of(ENDPOINTED, WHOLE)) {
      SpeechStream stream = new SpeechStream(recognizer, options);
      int minutes = options == ENDPOINTED ? 120 : 6;
      long finals = 0;
      int most = 0;
      for (int m = 0; m < minutes; m++) {
        for (int from = 0; from < minute.length; from += RATE) {
          finals += only(LiveEvent.Final.class, stream.accept(minute, from, RATE)).size();
          most = Math.max(most, stream.keptSamples());
        }
      }
      assertThat(finals).isGreaterThanOrEqualTo(minutes - 1);
      assertThat(stream.heardSeconds()).isEqualTo(minutes * 60);
      assertThat(most).isLessThanOrEqualTo(61 * RATE);
    }
  }

  @Test
  void theStablePartOfInterimResultsStays() {
    List<LiveEvent.Interim> interims =
        only(
            LiveEvent.Interim.class,
            events(new SpeechStream(recognizer, WHOLE), twoUtterances(), 333));
    assertThat(interims).hasSizeGreaterThanOrEqualTo(3);
    String stable = "";
    for (LiveEvent.Interim interim : interims) {
      assertThat(interim.transcript().text()).startsWith(stable);
      List<String> words = interim.transcript().words().stream().map(word -> word.text()).toList();
      stable = String.join(" ", words.subList(0, interim.stableWords()));
    }
    assertThat(stable).isEqualTo("a a");
  }

  @Test
  void aSingleUtteranceEndsTheStream() {
    SpeechStream stream = new SpeechStream(recognizer, ENDPOINTED.withSingleUtterance(true));
    List<LiveEvent> events = events(stream, twoUtterances(), 1600);
    assertThat(only(LiveEvent.Final.class, events)).hasSize(1);
    assertThat(stream.isOver()).isTrue();
  }

  @Test
  void aStreamInWhichNobodySpeaksEndsIfThatIsAskedFor() {
    EndpointOptions rules = ENDPOINTED.endpointing().orElseThrow().withInitialSilence(0.75);
    SpeechStream stream = new SpeechStream(recognizer, WHOLE.withEndpointing(rules));
    List<LiveEvent> events = events(stream, twoUtterances(), 1600);
    assertThat(events).singleElement().isInstanceOf(LiveEvent.NoSpeech.class);
    assertThat(((LiveEvent.NoSpeech) events.get(0)).atSeconds()).isCloseTo(0.75, within(0.051));
  }

  @Test
  void aStreamWithoutAudioHasOneEmptyResultOrNone() {
    List<LiveEvent> whole = new SpeechStream(recognizer, WHOLE).finish();
    assertThat(only(LiveEvent.Final.class, whole).get(0).transcript().text()).isEmpty();
    assertThat(whole).hasSize(1);
    assertThat(new SpeechStream(recognizer, ENDPOINTED).finish()).isEmpty();
  }

  @Test
  void endpointingNeedsADetector() {
    Recognizer without = beeps.recognizer(false);
    assertThatThrownBy(() -> new SpeechStream(without, ENDPOINTED))
        .isInstanceOf(NoVoiceDetectorException.class)
        .hasMessage(
            "endpointing: the model has no voice activity detector (expected: a model with one)");
  }

  @Test
  void afterTheEndNothingIsTaken() {
    SpeechStream stream = new SpeechStream(recognizer, WHOLE);
    stream.finish();
    assertThatThrownBy(() -> stream.accept(new float[1], 0, 1))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(stream::finish).isInstanceOf(IllegalStateException.class);
  }
}
