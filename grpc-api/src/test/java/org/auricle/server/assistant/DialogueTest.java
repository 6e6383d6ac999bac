package org.auricle.server.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.auricle.server.assistant.Script.context;
import static org.auricle.server.assistant.Script.meaning;

import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.auricle.engine.live.LiveEvent;
import org.auricle.models.domain.Interpretation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DialogueTest {
  private static final DialogueOptions AWAKE =
      DialogueOptions.DEFAULT.withNoInput(3).withAnswer(5, 20);
  private static final DialogueOptions WAKE = AWAKE.withWakePhrase(Optional.of("hey cup"));
  private static final Interpretation LATTE = meaning("brew", "drink=latte");

  @Test
  void anOrderIsHeardAndTheNextTurnBegins() {
    Script script = new Script(AWAKE).start();
    assertThat(script.news()).containsExactly("> expect", "> wake", "1 LISTENING: listening");
    script.silence(1).begin().silence(0.4).interim("a").silence(0.4).end("a latte", LATTE);
    assertThat(script.news())
        .containsExactly(
            "1 HEARING: speech",
            "1 HEARING: interim a",
            "1 THINKING: endpoint",
            "1 THINKING: final a latte",
            "1 THINKING: intent brew(drink=latte)",
            "2 LISTENING: listening");
  }

  @Test
  void whatIsNoOrderDoesNotMatch() {
    Script script = new Script(AWAKE).start();
    script.news();
    script.say("", Interpretation.NONE);
    assertThat(script.news())
        .endsWith("1 THINKING: no match NOT_AN_ORDER", "2 LISTENING: listening");
  }

  @Test
  void silenceBringsNoInputButNotForEver() {
    Script script = new Script(AWAKE).start();
    script.news();
    script.silence(2.9);
    assertThat(script.news()).isEmpty();
    script.silence(0.1);
    assertThat(script.news()).containsExactly("1 LISTENING: no input", "2 LISTENING: listening");
    script.silence(3);
    assertThat(script.news()).containsExactly("2 LISTENING: no input", "3 LISTENING: listening");
    script.silence(100);
    assertThat(script.news()).as("after two attempts it waits").isEmpty();
    script.say("a latte", LATTE).silence(3);
    assertThat(script.news())
        .contains("3 THINKING: intent brew(drink=latte)", "4 LISTENING: no input");
  }

  @Test
  void somebodyWhoSpeaksStopsTheClock() {
    Script script = new Script(AWAKE).start().silence(2.9).begin();
    script.news();
    script.silence(10);
    assertThat(script.news()).isEmpty();
  }

  @Test
  void nothingIsHeardBeforeTheWakePhraseAndAfterTheOrder() {
    Script script = new Script(WAKE).start();
    assertThat(script.news()).containsExactly("> expect", "> sleep", "0 ASLEEP: sleeping");
    script.silence(60).say("a latte", LATTE);
    assertThat(script.news()).isEmpty();
    script.phrase();
    assertThat(script.news()).containsExactly("0 LISTENING: woken", "1 LISTENING: listening");
    script.phrase();
    assertThat(script.news()).as("awake already").isEmpty();
    script.silence(0.3).say("a latte", LATTE);
    assertThat(script.news())
        .endsWith("1 THINKING: intent brew(drink=latte)", "> sleep", "1 ASLEEP: sleeping");
  }

  @Test
  void aWakePhraseAloneIsForgotten() {
    Script script = new Script(WAKE).start().phrase();
    script.news();
    script.silence(3);
    assertThat(script.news())
        .containsExactly("1 LISTENING: no input", "> sleep", "1 ASLEEP: sleeping");
  }

  @Test
  void afterTheWakePhraseThereAreAttempts() {
    Script script = new Script(WAKE).start().phrase().say("", Interpretation.NONE);
    assertThat(script.news()).endsWith("2 LISTENING: listening");
    script.say("", Interpretation.NONE);
    assertThat(script.news())
        .endsWith("2 THINKING: no match NOT_AN_ORDER", "> sleep", "2 ASLEEP: sleeping");
    script.phrase().say("", Interpretation.NONE);
    assertThat(script.news()).as("counted afresh").endsWith("4 LISTENING: listening");
  }

  @Test
  void aContextBeginsAwakeAndCompletesTheIntent() {
    Script script = new Script(WAKE).start(context("brew", Set.of("size", "milk"), "drink=latte"));
    assertThat(script.news())
        .containsExactly("> expect milk size", "> wake", "1 LISTENING: listening milk size");
    script.say("large", meaning("", "size=large"));
    assertThat(script.news())
        .endsWith(
            "1 THINKING: intent brew(drink=latte,size=large) lacks milk",
            "2 LISTENING: listening milk")
        .contains("> expect milk");
    script.say("the same", meaning("brew", "milk=soy", "size=small"));
    assertThat(script.news())
        .endsWith(
            "> expect",
            "2 THINKING: intent brew(drink=latte,size=small,milk=soy)",
            "> sleep",
            "2 ASLEEP: sleeping");
  }

  @Test
  void anotherIntentStartsAfresh() {
    Script script = new Script(AWAKE).start(context("brew", Set.of("size"), "drink=latte"));
    script.say("stop", meaning("stop"));
    assertThat(script.news()).endsWith("1 THINKING: intent stop()", "2 LISTENING: listening");
  }

  @Test
  void slotsThatNobodyWaitsForAreNoAnswer() {
    Script script = new Script(AWAKE).start(context("brew", Set.of("size"), "drink=latte"));
    script.say("soy", meaning("", "milk=soy"));
    assertThat(script.news())
        .endsWith("1 THINKING: no match NOT_AN_ORDER", "2 LISTENING: listening size");
    script.say("soy", meaning("", "milk=soy"));
    assertThat(script.news())
        .as("after two attempts the order is forgotten")
        .endsWith("> expect", "3 LISTENING: listening");
  }

  @Test
  void whatIsTooLongIsCutAndTheRestNotHeard() {
    Script script = new Script(AWAKE).start().begin().silence(10);
    script.news();
    script.last("and so", LATTE, LiveEvent.Cause.MAX_LENGTH);
    assertThat(script.news())
        .containsExactly(
            "1 THINKING: cut",
            "1 THINKING: final and so",
            "1 THINKING: no match TOO_LONG",
            "2 LISTENING: listening");
    script.begin().interim("on").end("on and on", LATTE);
    assertThat(script.news()).isEmpty();
    script.say("a latte", LATTE);
    assertThat(script.news()).contains("2 THINKING: intent brew(drink=latte)");
  }

  @Test
  void aWebhookAnswersAndAsksBack() {
    Script script = new Script(AWAKE.withAnswers(false, true)).start().say("a latte", LATTE);
    assertThat(script.news()).endsWith("1 THINKING: intent brew(drink=latte)", "> answer 1");
    assertThat(script.dialogue.awaitsReply()).isTrue();
    script.silence(4.9);
    assertThat(script.news()).isEmpty();
    script.dialogue.replied(
        1, new Reply("Which size?", Optional.of(Set.of("size")), "", false, ""));
    assertThat(script.news())
        .containsExactly(
            "> expect size", "1 THINKING: answer to 1 Which size?", "2 LISTENING: listening size");
    script.say("large", meaning("", "size=large"));
    assertThat(script.news())
        .contains("2 THINKING: intent brew(drink=latte,size=large)", "> answer 2");
  }

  @Test
  void anAnswerThatDoesNotComeIsNotAwaitedForEver() {
    Script script = new Script(AWAKE.withAnswers(false, true)).start().say("a latte", LATTE);
    script.news();
    script.silence(5);
    assertThat(script.news())
        .containsExactly(
            "1 THINKING: answer to 1 no answer within 5.0 s of audio", "2 LISTENING: listening");
    script.dialogue.replied(1, Reply.of("here"));
    assertThat(script.news()).containsExactly("2 LISTENING: answer to 1 here");
    assertThat(script.dialogue.awaitsReply()).isFalse();
  }

  @Test
  void somebodyWhoGoesOnSpeakingIsHeardBeforeTheAnswer() {
    Script script = new Script(AWAKE.withAnswers(true, true)).start().say("a latte", LATTE);
    script.news();
    script.begin();
    assertThat(script.news()).containsExactly("2 HEARING: speech");
    script.dialogue.replied(1, new Reply("Size?", Optional.of(Set.of("size")), "", false, ""));
    assertThat(script.news()).containsExactly("> expect size", "2 HEARING: answer to 1 Size?");
    script.silence(0.3).end("large", meaning("", "size=large"));
    assertThat(script.news()).contains("2 THINKING: intent brew(drink=latte,size=large)");
  }

  @Test
  void whoSpeaksWhileAnAnswerIsPlayedBargesIn() {
    Script script = new Script(AWAKE.withAnswers(true, true)).start().say("a latte", LATTE);
    script.dialogue.replied(1, Reply.of("A latte comes up"));
    assertThat(script.news()).endsWith("1 ANSWERING: answer to 1 A latte comes up");
    script.dialogue.answerStarted();
    script.silence(1).begin();
    assertThat(script.news()).containsExactly("2 HEARING: barge-in", "2 HEARING: speech");
    script.dialogue.answerFinished();
    assertThat(script.news()).isEmpty();
    script.end("stop", meaning("stop"));
    assertThat(script.news()).contains("2 THINKING: intent stop()");
  }

  @Test
  void withoutBargeInNobodyIsHeardMeanwhile() {
    Script script =
        new Script(AWAKE.withAnswers(true, false).withBargeIn(false)).start().say("a latte", LATTE);
    script.dialogue.answerStarted();
    script.news();
    script.say("that is me", LATTE).begin().silence(0.5);
    script.dialogue.answerFinished();
    assertThat(script.news()).containsExactly("2 LISTENING: listening");
    script.end("echo", LATTE);
    assertThat(script.news()).as("it began while the answer was played").isEmpty();
    script.say("a latte", LATTE);
    assertThat(script.news()).contains("2 THINKING: intent brew(drink=latte)");
  }

  @Test
  void anAnswerThatBeginsTooLateIsBargedInto() {
    Script script =
        new Script(AWAKE.withAnswers(true, false)).start().say("a latte", LATTE).begin();
    script.news();
    script.dialogue.answerStarted();
    assertThat(script.news()).containsExactly("2 HEARING: barge-in");
  }

  @Test
  void anAnswerEndsAtLastWhateverTheClientSays() {
    Script script =
        new Script(WAKE.withAnswers(true, false)).start().phrase().say("a latte", LATTE);
    script.dialogue.answerStarted();
    script.news();
    script.silence(19.9);
    assertThat(script.news()).isEmpty();
    script.silence(0.1);
    assertThat(script.news()).containsExactly("> sleep", "1 ASLEEP: sleeping");
  }

  @Test
  void theClientAnswersWithoutAWebhook() {
    Script script =
        new Script(WAKE.withAnswers(true, false)).start().phrase().say("a latte", LATTE);
    assertThat(script.news()).endsWith("1 THINKING: intent brew(drink=latte)");
    script.dialogue.answerStarted();
    script.dialogue.context(context("brew", Set.of("size"), "drink=latte"));
    script.silence(2);
    script.dialogue.answerFinished();
    assertThat(script.news()).containsExactly("> expect size", "2 LISTENING: listening size");
    script.say("large", meaning("", "size=large"));
    assertThat(script.news()).contains("2 THINKING: intent brew(drink=latte,size=large)");
    script.silence(5);
    assertThat(script.news()).as("no answer is begun").endsWith("> sleep", "2 ASLEEP: sleeping");
  }

  @Test
  void theClientWakesTheConversation() {
    Script script = new Script(WAKE).start();
    script.news();
    script.dialogue.context(context("brew", Set.of("size")));
    assertThat(script.news())
        .containsExactly("> expect size", "> wake", "1 LISTENING: listening size");
    Script another = new Script(WAKE).start();
    another.news();
    another.dialogue.answerStarted();
    another.begin();
    assertThat(another.news())
        .containsExactly("> wake", "1 HEARING: barge-in", "1 HEARING: speech");
  }

  @Test
  void cancellingForgetsWhatIsInProgress() {
    Script script = new Script(AWAKE).start(context("brew", Set.of("size"), "drink=latte")).begin();
    script.news();
    script.dialogue.cancel();
    assertThat(script.news()).containsExactly("> expect", "2 LISTENING: listening");
    script.end("large", meaning("", "size=large"));
    assertThat(script.news()).as("of the turn that was cancelled").isEmpty();
    script.say("a latte", LATTE);
    assertThat(script.news()).contains("2 THINKING: intent brew(drink=latte)");
  }

  @Test
  void cancellingForgetsTheAnswer() {
    Script script =
        new Script(WAKE.withAnswers(false, true)).start().phrase().say("a latte", LATTE);
    script.news();
    script.dialogue.cancel();
    assertThat(script.news()).containsExactly("> sleep", "1 ASLEEP: sleeping");
    assertThat(script.dialogue.awaitsReply()).isFalse();
    script.dialogue.cancel();
    assertThat(script.news()).isEmpty();
  }

  @Test
  void anAnswerThatEndsTheConversationForgetsAll() {
    Script script =
        new Script(WAKE.withAnswers(false, true))
            .start(context("brew", Set.of("size", "milk"), "drink=latte"))
            .say("large", meaning("", "size=large"));
    script.news();
    script.dialogue.replied(1, new Reply("No coffee.", Optional.empty(), "", true, ""));
    assertThat(script.news())
        .containsExactly(
            "> expect", "1 THINKING: answer to 1 No coffee.", "> sleep", "1 ASLEEP: sleeping");
  }

  /** Whatever comes in whatever order: turns do not go back, and sleep is sleep. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void nothingConfusesIt(int kind) {
    DialogueOptions options =
        ((kind & 1) == 0 ? AWAKE : WAKE)
            .withAnswers((kind & 2) != 0, (kind & 4) != 0)
            .withBargeIn(kind % 3 != 0);
    for (long seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Script script = new Script(options).start();
      boolean speaking = false;
      for (int i = 0; i < 60; i++) {
        boolean asleepBefore = isAsleep(script);
        switch (random.nextInt(10)) {
          case 0 -> script.silence(random.nextInt(40) / 10.0);
          case 1 -> script.phrase();
          case 2 -> script.dialogue.answerStarted();
          case 3 -> script.dialogue.answerFinished();
          case 4 -> script.dialogue.cancel();
          case 5 -> script.dialogue.context(context("brew", Set.of("size")));
          case 6 -> script.dialogue.replied(random.nextInt(5), Reply.of("yes"));
          case 7 -> script.interim("so");
          default -> {
            if (speaking) {
              script.end("x", random.nextBoolean() ? LATTE : Interpretation.NONE);
              speaking = false;
            } else if (!asleepBefore) { // asleep, nobody tells it of speech
              script.begin();
              speaking = true;
            }
          }
        }
        speaking &= !isAsleep(script);
      }
      check(script, options);
    }
  }

  private static boolean isAsleep(Script script) {
    return script.log.stream()
        .filter(line -> line.equals("> sleep") || line.equals("> wake") || line.endsWith("woken"))
        .reduce((a, b) -> b)
        .filter(line -> line.equals("> sleep"))
        .isPresent();
  }

  private static void check(Script script, DialogueOptions options) {
    long turn = 0;
    boolean asleep = false;
    for (String line : script.log) {
      asleep =
          line.equals("> sleep") || asleep && !line.equals("> wake") && !line.endsWith("woken");
      if (line.startsWith(">")) {
        continue;
      }
      long now = Long.parseLong(line.substring(0, line.indexOf(' ')));
      assertThat(now).as(line).isBetween(turn, turn + 1);
      turn = now;
      assertThat(line.contains("ASLEEP")).as(line).isEqualTo(asleep);
      if (line.contains("barge-in")) {
        assertThat(options.bargeIn()).isTrue();
      }
    }
  }
}
