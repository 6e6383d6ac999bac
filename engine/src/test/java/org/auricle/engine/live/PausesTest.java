package org.auricle.engine.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.auricle.engine.live.BeepRecognizer.RATE;
import static org.auricle.engine.live.SpeechStreamTest.ENDPOINTED;
import static org.auricle.engine.live.SpeechStreamTest.events;
import static org.auricle.engine.live.SpeechStreamTest.only;
import static org.auricle.engine.live.SpeechStreamTest.twoUtterances;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.EndpointOptions;
import org.auricle.engine.recognition.Grammar;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.Transcript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a pause ends what is said. */
class PausesTest {
  private final BeepRecognizer beeps = new BeepRecognizer();
  private final Recognizer recognizer = beeps.recognizer(true);

  /** A pause of 0.15 s is enough after one of these phrases, one of 0.8 s after anything else. */
  private static LiveOptions eager(String... phrases) {
    DecodeRequest request =
        new DecodeRequest(1, List.of(), Optional.of(new Grammar.Phrases(Arrays.asList(phrases))));
    return new LiveOptions(RATE, request, true)
        .withEndpointing(ENDPOINTED.endpointing().get().withTrailingSilence(0.8).withPause(0.15));
  }

  @Test
  void aWholeSentenceEndsWithAPauseAndAnythingElseWithASilence() {
    List<LiveEvent> events =
        events(new SpeechStream(recognizer, eager("a a")), twoUtterances(), 800);
    List<LiveEvent.SpeechEnded> ends = only(LiveEvent.SpeechEnded.class, events);
    List<LiveEvent.Final> finals = only(LiveEvent.Final.class, events);
    assertThat(finals).extracting(last -> last.transcript().text()).containsExactly("a a", "");
    assertThat(finals).extracting(LiveEvent.Final::cause).containsOnly(LiveEvent.Cause.SILENCE);
    assertThat(ends.get(0).speechSeconds()).isCloseTo(1.4, within(0.001));
    assertThat(ends.get(0).atSeconds()).isCloseTo(1.4 + 0.15, within(0.001));
    assertThat(finals.get(0).endSeconds()).isEqualTo(ends.get(0).atSeconds());
    assertThat(finals.get(0).heardSeconds()).isCloseTo(1.4 + 0.15, within(0.051));
    assertThat(ends.get(1).speechSeconds()).isCloseTo(4.1, within(0.001));
    assertThat(ends.get(1).atSeconds()).isCloseTo(4.1 + 0.2, within(0.001));
    assertThat(finals.get(1).heardSeconds()).isCloseTo(4.1 + 0.8, within(0.051));
  }

  @Test
  void whoGoesOnAfterAWholeSentenceBeginsAnother() {
    List<LiveEvent> events =
        events(new SpeechStream(recognizer, eager("a", "a a")), twoUtterances(), 1600);
    assertThat(only(LiveEvent.Final.class, events))
        .extracting(last -> last.transcript().text())
        .containsExactly("a", "a", "a");
    assertThat(
            events(
                new SpeechStream(recognizer, eager("a").withSingleUtterance(true)),
                twoUtterances(),
                100_000))
        .filteredOn(LiveEvent.Final.class::isInstance)
        .hasSize(1);
  }

  @Test
  void aPauseIsHeardATenthOfASecondBeforeItIsOver() {
    LiveOptions options = eager("a a");
    EndpointOptions rules = options.endpointing().orElseThrow().withPause(0.3);
    SpeechStream stream = new SpeechStream(recognizer, options.withEndpointing(rules));
    float[] audio = twoUtterances();
    double heard = 0;
    List<LiveEvent> events = new ArrayList<>();
    for (int from = 0; only(LiveEvent.Final.class, events).isEmpty(); from += 160) {
      events.addAll(stream.accept(audio, from, 160));
      heard = heard == 0 && beeps.scored.size() == 2 ? stream.heardSeconds() : heard;
    }
    assertThat(only(LiveEvent.Final.class, events).get(0).transcript().text()).isEqualTo("a a");
    assertThat(heard).isCloseTo(1.4 + 0.2, within(0.051));
    assertThat(stream.heardSeconds()).isCloseTo(heard + 0.1, within(0.011));
    assertThat(beeps.scored).as("and the 0.2 s between the beeps").hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {37, 1600, 100_000})
  void whoGoesOnBeforeThePauseIsOverIsListenedTo(int chunk) {
    float[] audio = new float[4 * RATE];
    BeepRecognizer.beep(audio, 1.0);
    BeepRecognizer.beep(audio, 1.35);
    LiveOptions options = eager("a", "a a");
    EndpointOptions rules = options.endpointing().orElseThrow();
    assertThat(finals(options.withEndpointing(rules.withPause(0.3)), audio, chunk))
        .containsExactly("a a");
    assertThat(beeps.scored)
        .as("the first pause, too, unless it is known to be over")
        .hasSize(chunk == 100_000 ? 1 : 2);
    assertThat(finals(options.withEndpointing(rules.withPause(0.2)), audio, chunk))
        .containsExactly("a", "a");
  }

  /** The first utterance is cut in a pause that has been announced and is not over. */
  @ParameterizedTest
  @ValueSource(ints = {37, 1600, 100_000})
  void aPauseThatBelongsToTwoUtterancesEndsTheSecond(int chunk) {
    float[] audio = new float[4 * RATE];
    for (double at : new double[] {1.0, 1.2, 1.4, 1.65}) {
      BeepRecognizer.beep(audio, at);
    }
    LiveOptions options = eager("a a a", "a");
    EndpointOptions rules =
        options.endpointing().orElseThrow().withPadding(0, 0.2).withPause(0.3).withMaxUtterance(1);
    List<LiveEvent.Final> finals =
        only(
            LiveEvent.Final.class,
            events(new SpeechStream(recognizer, options.withEndpointing(rules)), audio, chunk));
    assertThat(finals).extracting(last -> last.transcript().text()).containsExactly("a a a", "a");
    assertThat(finals)
        .extracting(LiveEvent.Final::cause)
        .containsExactly(LiveEvent.Cause.MAX_LENGTH, LiveEvent.Cause.SILENCE);
    assertThat(finals.get(1).endSeconds()).isCloseTo(1.75 + 0.2, within(0.001));
    if (chunk == 37) {
      assertThat(finals.get(1).heardSeconds()).isCloseTo(1.75 + 0.3, within(0.011));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {37, 1600, 100_000})
  void whatIsUnsureAtFirstIsHeardAgainWhenThePauseIsOver(int chunk) {
    beeps.deafBelow(150); // of so short a pause the first half is not drawn out, the whole is
    float[] audio = Arrays.copyOf(twoUtterances(), 3 * RATE);
    LiveOptions options = eager("a a");
    List<LiveEvent.Final> finals =
        only(LiveEvent.Final.class, events(new SpeechStream(recognizer, options), audio, chunk));
    assertThat(finals).extracting(last -> last.transcript().text()).containsExactly("a a");
    assertThat(finals.get(0).endSeconds()).isCloseTo(1.4 + 0.15, within(0.001));
    assertThat(beeps.scored).extracting(FeatureMatrix::frames).last().isEqualTo(210);
  }

  @Test
  void aSentenceIsWholeUnlessSomethingLongerIsMuchLikelier() {
    beeps.goingOn(2.5);
    List<LiveEvent> whole =
        events(new SpeechStream(recognizer, eager("a a")), twoUtterances(), 1600);
    assertThat(only(LiveEvent.Final.class, whole).get(0).heardSeconds()).isLessThan(1.7);
    beeps.goingOn(3.5);
    List<LiveEvent> open =
        events(new SpeechStream(recognizer, eager("a a")), twoUtterances(), 1600);
    assertThat(only(LiveEvent.Final.class, open).get(0).heardSeconds()).isGreaterThan(2.1);
  }

  @ParameterizedTest
  @ValueSource(ints = {37, 1600, 12_345, 100_000})
  void sentencesEndAlikeHoweverTheAudioIsCut(int chunk) {
    float[] audio = twoUtterances();
    List<String> ends = new ArrayList<>();
    for (LiveOptions options : List.of(eager("a a"), eager("a"))) {
      List<LiveEvent.Final> finals =
          only(LiveEvent.Final.class, events(new SpeechStream(recognizer, options), audio, chunk));
      for (LiveEvent.Final last : finals) {
        Transcript offline =
            SpeechStreamTest.offline(
                recognizer, audio, last.startSeconds(), last.endSeconds(), options.request());
        assertThat(last.transcript()).isEqualTo(offline.shifted(last.startSeconds()));
        ends.add("%.2f".formatted(last.endSeconds()));
      }
    }
    assertThat(ends).containsExactly("1.55", "4.30", "1.25", "1.55", "4.25");
  }

  @Test
  void withoutAGrammarNobodyKnowsWhetherAllHasBeenSaid() {
    EndpointOptions rules = ENDPOINTED.endpointing().orElseThrow();
    List<LiveEvent> without =
        events(new SpeechStream(recognizer, ENDPOINTED), twoUtterances(), 1600);
    long frames = beeps.framesScored();
    LiveOptions pausing = ENDPOINTED.withEndpointing(rules.withPause(0.15));
    assertThat(events(new SpeechStream(recognizer, pausing), twoUtterances(), 1600))
        .isEqualTo(without);
    assertThat(beeps.framesScored()).isEqualTo(2 * frames);
  }

  private List<String> finals(LiveOptions options, float[] audio, int chunk) {
    List<LiveEvent> events = events(new SpeechStream(recognizer, options), audio, chunk);
    return only(LiveEvent.Final.class, events).stream().map(f -> f.transcript().text()).toList();
  }
}
