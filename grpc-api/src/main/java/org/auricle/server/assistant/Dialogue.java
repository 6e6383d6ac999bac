package org.auricle.server.assistant;

import java.util.Optional;
import org.auricle.engine.live.LiveEvent;
import org.auricle.models.domain.Interpretation;
import org.auricle.server.assistant.AssistantEvent.Reason;

/**
 * One conversation as a machine of states: what is heard, answered and said by the client comes in,
 * events and actions come out. Its clock is the audio that has been recognised, so that the same
 * audio and the same messages give the same conversation. Not thread-safe.
 *
 * <pre>
 *   ASLEEP --wake phrase--> LISTENING --speech--> HEARING --silence--> THINKING
 *   THINKING --answer that is played--> ANSWERING --its end, or speech (barge-in)--> LISTENING, HEARING
 *   otherwise, when a turn is over: LISTENING, or ASLEEP if there is a wake phrase and nothing to add
 * </pre>
 */
final class Dialogue {
  private static final double NEVER = Double.POSITIVE_INFINITY;

  private final DialogueOptions options;
  private final DialogueActions actions;
  private DialogueState state = DialogueState.ASLEEP;
  private DialogueContext context = DialogueContext.NONE;
  private Optional<Question> asked = Optional.empty(); // of somebody else, who has not answered
  private long turn;
  private double now; // seconds of audio that have been recognised
  private double deadline = NEVER; // of what is waited for
  private int misses; // turns in a row that brought nothing
  private boolean speaking; // an utterance is in the making, to its final result
  private boolean deaf; // to that utterance

  /** What somebody else is to answer. */
  private record Question(long turn, Order order) {}

  Dialogue(DialogueOptions options, DialogueActions actions) {
    this.options = options;
    this.actions = actions;
  }

  /** Begins: asleep, or with a context awake. */
  void start(DialogueContext first) {
    context = first;
    actions.expect(first);
    if (first.isEmpty() && options.wakePhrase().isPresent()) {
      sleep();
    } else {
      actions.wake();
      listen();
    }
  }

  /** So much audio had been heard when what comes next became known. */
  void heard(double seconds) {
    now = Math.max(now, seconds);
  }

  /** Audio that has been heard, seconds. */
  double heardSeconds() {
    return now;
  }

  /** So much audio has been recognised, and all that there is to know of it has been told. */
  void clock(double seconds) {
    heard(seconds);
    if (now >= deadline) {
      timeOut();
    }
  }

  private void timeOut() {
    deadline = NEVER;
    switch (state) {
      case LISTENING -> {
        tell(new AssistantEvent.NoInput());
        miss(options.wakePhrase().isPresent() && context.isEmpty());
      }
      case THINKING -> {
        if (asked.isPresent()) {
          replied(
              asked.get().turn(),
              Reply.failed("no answer within " + options.answerSeconds() + " s of audio"));
        } else {
          next();
        }
      }
      case ANSWERING -> next();
      case ASLEEP, HEARING -> {} // wait for as long as it takes
    }
  }

  /** The wake phrase has been said; what comes after it is being recognised. */
  void woken(AssistantEvent.Woken wake) {
    if (state == DialogueState.ASLEEP) {
      state = DialogueState.LISTENING;
      tell(wake);
      listen();
    }
  }

  /** Somebody has begun to speak. */
  void speechStarted(double atSeconds) {
    speaking = true;
    deaf |= state == DialogueState.ANSWERING && !options.bargeIn();
    if (deaf || state == DialogueState.ASLEEP) {
      return;
    }
    boolean bargesIn = state == DialogueState.ANSWERING;
    if (bargesIn || state == DialogueState.THINKING) {
      turn++;
    }
    state = DialogueState.HEARING;
    deadline = NEVER;
    if (bargesIn) {
      tell(new AssistantEvent.BargedIn(atSeconds));
    }
    tell(new AssistantEvent.SpeechStarted(atSeconds));
  }

  /** Something has been understood of an utterance in progress. */
  void heard(LiveEvent.Interim interim) {
    if (state == DialogueState.HEARING && !deaf) {
      tell(new AssistantEvent.Interim(interim));
    }
  }

  /** Somebody has stopped speaking. */
  void speechEnded(double atSeconds) {
    if (state == DialogueState.HEARING && !deaf) {
      state = DialogueState.THINKING;
      tell(new AssistantEvent.Endpoint(atSeconds, false));
    }
  }

  /** Whether what is being said matters to nobody. */
  boolean isDeaf() {
    return deaf;
  }

  /** What the turn in progress is about. */
  DialogueContext context() {
    return context;
  }

  /** An utterance is over. */
  void heard(LiveEvent.Final last, Interpretation meaning) {
    boolean tooLong = last.cause() == LiveEvent.Cause.MAX_LENGTH;
    speaking = tooLong; // more of the same follows
    if (deaf || state == DialogueState.ASLEEP) {
      deaf = tooLong && state != DialogueState.ASLEEP;
      return;
    }
    if (tooLong) {
      deaf = true; // to the rest of it
      state = DialogueState.THINKING;
      tell(new AssistantEvent.Endpoint(last.endSeconds(), true));
    }
    tell(new AssistantEvent.Final(last));
    if (tooLong) {
      tell(new AssistantEvent.NoMatch(Reason.TOO_LONG));
      miss(false);
      return;
    }
    context
        .resolve(meaning)
        .ifPresentOrElse(
            this::understood,
            () -> {
              tell(new AssistantEvent.NoMatch(Reason.NOT_AN_ORDER));
              miss(false);
            });
  }

  private void understood(Order found) {
    misses = 0;
    expect(Reply.of("").context(found));
    state = DialogueState.THINKING;
    tell(new AssistantEvent.Understood(found));
    if (options.asksWebhook()) {
      asked = Optional.of(new Question(turn, found));
      deadline = now + options.answerSeconds();
      actions.answer(turn, found);
    } else if (options.playsAnswers()) {
      deadline = now + options.answerSeconds();
    } else {
      next();
    }
  }

  /** Somebody has answered the order of a turn. */
  void replied(long toTurn, Reply reply) {
    boolean awaited = asked.isPresent() && asked.get().turn() == toTurn;
    if (awaited) {
      Order order = asked.get().order();
      asked = Optional.empty();
      expect(reply.context(order));
    }
    boolean idle = state == DialogueState.THINKING && !speaking || state == DialogueState.LISTENING;
    if (!awaited || !idle) { // somebody has gone on speaking meanwhile
      tell(new AssistantEvent.Answered(toTurn, reply));
      return;
    }
    boolean played = options.playsAnswers() && !reply.text().isEmpty();
    if (played) {
      answering();
    }
    tell(new AssistantEvent.Answered(toTurn, reply));
    if (!played) {
      next();
    }
  }

  /** Whether somebody else has been asked for an answer that has not come. */
  boolean awaitsReply() {
    return asked.isPresent();
  }

  /** The client has begun to play an answer. */
  void answerStarted() {
    switch (state) {
      case HEARING -> {
        if (options.bargeIn() && !deaf) {
          tell(new AssistantEvent.BargedIn(now)); // too late: somebody speaks already
        }
      }
      case ASLEEP -> {
        actions.wake();
        answering();
      }
      case LISTENING, THINKING, ANSWERING -> answering();
    }
  }

  private void answering() {
    state = DialogueState.ANSWERING;
    deadline = now + options.playSeconds();
  }

  /** The client has played its answer, or has stopped doing so. */
  void answerFinished() {
    if (state == DialogueState.ANSWERING) {
      next();
    }
  }

  /** The client says what the next turn, or the one in progress, is about. */
  void context(DialogueContext fresh) {
    misses = 0;
    expect(fresh);
    boolean asleep = state == DialogueState.ASLEEP;
    if (asleep) {
      actions.wake();
    }
    if (asleep
        || state == DialogueState.LISTENING
        || state == DialogueState.THINKING && !speaking) {
      asked = Optional.empty();
      listen();
    }
  }

  /** The client wants nothing of what is in progress. */
  void cancel() {
    deaf = speaking;
    asked = Optional.empty();
    misses = 0;
    expect(DialogueContext.NONE);
    if (state != DialogueState.ASLEEP) {
      next();
    }
  }

  /** A turn that brought nothing is over. */
  private void miss(boolean giveUp) {
    misses++;
    boolean enough = giveUp || misses >= options.attempts();
    if (enough) {
      expect(DialogueContext.NONE);
    }
    if (enough && options.wakePhrase().isPresent() && asked.isEmpty()) {
      sleep();
    } else {
      listen();
    }
  }

  /** A turn is over. */
  private void next() {
    if (context.isEmpty() && options.wakePhrase().isPresent()) {
      sleep();
    } else {
      listen();
    }
  }

  private void listen() {
    turn++;
    state = DialogueState.LISTENING;
    deadline = misses < options.attempts() ? now + options.noInputSeconds() : NEVER;
    tell(new AssistantEvent.Listening(context.expected()));
  }

  private void sleep() {
    state = DialogueState.ASLEEP;
    context = DialogueContext.NONE;
    deadline = NEVER;
    misses = 0;
    speaking = false;
    deaf = false;
    actions.sleep();
    tell(new AssistantEvent.Sleeping(options.wakePhrase().orElseThrow()));
  }

  private void expect(DialogueContext fresh) {
    if (!fresh.equals(context)) {
      context = fresh;
      actions.expect(fresh);
    }
  }

  private void tell(AssistantEvent event) {
    actions.tell(new DialogueNews(event, turn, state, now));
  }
}
