package org.auricle.models.understanding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.Grammar;
import org.auricle.engine.recognition.Transcript;
import org.auricle.engine.recognition.Transcript.Alternative;
import org.auricle.engine.recognition.Word;
import org.auricle.models.domain.Interpretation;
import org.auricle.models.domain.SlotValue;
import org.junit.jupiter.api.Test;

class UnderstanderTest {
  private static final Understander UNDERSTANDER = Understander.of(TestDomains.counter());

  private static String said(Interpretation meaning) {
    StringBuilder text = new StringBuilder(meaning.intent());
    for (SlotValue slot : meaning.slots()) {
      text.append(' ').append(slot.slot()).append('=').append(slot.value());
    }
    return text.toString();
  }

  private static String understood(String text) {
    return said(UNDERSTANDER.understand(text));
  }

  /** Readings with their probabilities, each word being sure by confidence. */
  private static Transcript readings(double confidence, Object... textsAndProbabilities) {
    List<Alternative> alternatives = new ArrayList<>();
    for (int i = 0; i < textsAndProbabilities.length; i += 2) {
      String text = (String) textsAndProbabilities[i];
      double p = (double) textsAndProbabilities[i + 1];
      List<Word> words = new ArrayList<>();
      for (String word : text.split(" ", -1)) {
        words.add(new Word(word, 0, 0, confidence));
      }
      double score = UnderstandingOptions.DEFAULT.temperature() * Math.log(p);
      alternatives.add(new Alternative(text, words, p, score));
    }
    return new Transcript(alternatives, 1);
  }

  @Test
  void expressionsAreUnderstoodAndNothingElse() {
    assertThat(understood("Get me a BIG latte with soy milk!"))
        .isEqualTo("order size=large drink=latte milk=soy milk");
    assertThat(understood("21 mocha at half past nine"))
        .isEqualTo("order count=21 drink=mocha when=09:30");
    assertThat(understood("forget that")).isEqualTo("cancel");
    assertThat(understood("could you make me a latte")).isEmpty();
    assertThat(understood("")).isEmpty();
    assertThat(UNDERSTANDER.understand("tea").confidence()).isEqualTo(1);
  }

  @Test
  void daysCountFromTheDayGiven() {
    String order = "cancel everything on tomorrow";
    assertThat(understood(order)).isEqualTo("cancel day=tomorrow");
    Understander sunday = UNDERSTANDER.on(LocalDate.of(2026, 11, 22));
    assertThat(said(sunday.understand(order))).isEqualTo("cancel day=2026-11-23");
    assertThat(said(sunday.understand("cancel everything on march the third")))
        .isEqualTo("cancel day=--03-03");
  }

  /** The likeliest reading alone would be a mocha; what the others mean together is likelier. */
  @Test
  void readingsThatMeanTheSameAddUp() {
    Interpretation meaning =
        UNDERSTANDER.understand(
            readings(
                0.9,
                "get me a large mocha",
                0.4,
                "get me a large latte",
                0.3,
                "i'd like a big latte",
                0.3));
    assertThat(said(meaning)).isEqualTo("order size=large drink=latte");
    Offset<Double> near = Offset.offset(1e-9);
    double heard = Math.pow(0.9, 0.25);
    assertThat(meaning.slots().get(0).confidence()).isCloseTo(heard, near);
    assertThat(meaning.slots().get(1).confidence()).isCloseTo(0.6 * heard, near);
    assertThat(meaning.confidence()).isCloseTo(0.6 * heard, near);
  }

  @Test
  void whatIsNotLikelyEnoughIsNone() {
    Interpretation meaning =
        UNDERSTANDER.understand(readings(1, "get a mop", 0.7, "get me a large mocha", 0.3));
    assertThat(meaning.isNone()).isTrue();
    assertThat(meaning.confidence()).isCloseTo(0.7, Offset.offset(1e-9));
    UnderstandingOptions bold = new UnderstandingOptions(10, 1.25, 0.2, 0.34);
    assertThat(
            said(
                UNDERSTANDER
                    .with(bold)
                    .understand(readings(1, "get a mop", 0.7, "get me a large mocha", 0.3))))
        .isEqualTo("order size=large drink=mocha");
    assertThat(UNDERSTANDER.understand(Transcript.empty(1)).isNone()).isTrue();
  }

  @Test
  void anAnswerIsUnderstoodWhereItIsWaitedFor() {
    Set<String> expected = Set.of("size", "when");
    assertThat(answer("large please", expected)).isEqualTo("order size=large");
    assertThat(answer("a big at nine", expected)).isEqualTo("order size=large when=09:00");
    assertThat(answer("larch", expected)).isEqualTo("order size=large"); // near enough
    assertThat(answer("half past nine p m", expected)).isEqualTo("order when=21:30");
    assertThat(answer("cancel my order", expected)).isEqualTo("cancel");
    assertThat(answer("mocha", expected)).isEmpty();
    assertThatThrownBy(() -> UNDERSTANDER.request(Set.of("colour")))
        .hasMessageStartingWith("slot: colour (expected: one of size, drink, milk");
    assertThatThrownBy(() -> UNDERSTANDER.understand(Transcript.empty(1), "", expected))
        .hasMessage("intent: none (expected: one, if slots are waited for)");
  }

  private static String answer(String text, Set<String> expected) {
    return said(UNDERSTANDER.understand(readings(1, text, 1.0), "order", expected));
  }

  @Test
  void requestsAreGrammars() {
    DecodeRequest plain = UNDERSTANDER.request();
    assertThat(plain.nBest()).isEqualTo(10);
    assertThat(plain.second()).isEmpty();
    assertThat(plain.grammar()).contains(TestDomains.counter().grammar());
    Grammar answers = UNDERSTANDER.request(Set.of("size")).grammar().orElseThrow();
    assertThat(((Grammar.Jsgf) answers).source())
        .contains("\"please\"")
        .contains("public <intent2>");
    assertThat(UNDERSTANDER.openRequest().grammar()).isEmpty();
    assertThat(UNDERSTANDER.openRequest().boosts()).isNotEmpty();
  }

  @Test
  void withAModelWhatTheGrammarRefusesIsHeardAsAnyWords() {
    UnderstandingConfig config =
        new UnderstandingConfig(
            List.of("get"), List.of("order", "cancel"), List.of("size", "drink"), 8, 4, 4);
    UnderstandingModel model =
        new UnderstandingModel(
            config, new UnderstandingNetwork(config, 0).initialize(3).tensors(), 1);
    Understander understander = Understander.of(TestDomains.counter(), model);
    DecodeRequest.SecondSearch second = understander.request().second().orElseThrow();
    assertThat(second.request()).isEqualTo(understander.openRequest());
    assertThat(second.needed()).accepts(Transcript.empty(1), readings(1, "", 1.0));
    assertThat(second.needed()).rejects(readings(1, "get me a large latte", 1.0));
    assertThat(second.needed()).accepts(readings(1, "get me a large latte", 0.3, "", 0.7));

    DecodeRequest answer = understander.request(Set.of("size"));
    assertThat(answer.second().orElseThrow().needed())
        .accepts(Transcript.empty(1))
        .rejects(readings(1, "large please", 1.0), readings(1, "cancel my order", 1.0));
    assertThat(second.needed()).as("of no answer").rejects(readings(1, "cancel it", 1.0));
  }
}
