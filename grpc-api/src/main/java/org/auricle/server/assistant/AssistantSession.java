package org.auricle.server.assistant;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.auricle.engine.live.LiveEvent;
import org.auricle.engine.recognition.Transcript;
import org.auricle.models.domain.Interpretation;
import org.auricle.models.understanding.Understander;
import org.auricle.server.ModelLease;
import org.auricle.server.telemetry.CallRecord;

/**
 * One conversation: the audio of a client goes into recognition, or to whoever listens for the wake
 * phrase, and what is heard there into a {@link Dialogue}. Not thread-safe; whatever comes from
 * elsewhere goes through {@link AssistantListener#step}.
 */
public final class AssistantSession {
  private final String id = UUID.randomUUID().toString();
  private final ServedDomain domain;
  private final Understander understander;
  private final ModelLease model;
  private final AssistantListener listener;
  private final CallRecord record;
  private final DialogueOptions rules;
  private final DialogueContext first;
  private final Ears ears;
  private final Dialogue dialogue;
  private final AtomicInteger users = new AtomicInteger(1); // of the model: this, and its streams
  private Optional<CompletableFuture<Reply>> answer = Optional.empty(); // that is awaited
  private String said = ""; // last
  private boolean heardAll; // of the audio
  private boolean over;

  AssistantSession(
      ServedDomain domain,
      AssistantRequest request,
      ModelLease model,
      Assistants.Opener opener,
      AssistantListener listener,
      CallRecord record) {
    this.domain = domain;
    this.model = model;
    this.listener = listener;
    this.record = record;
    understander = domain.understander().on(LocalDate.now(ZoneId.systemDefault()));
    rules = request.dialogue(domain);
    first = request.context();
    dialogue = new Dialogue(rules, new Actions());
    ears =
        new Ears(
            model.recognizer(),
            opener,
            new EarOptions(
                request.sampleRateHz(),
                request.endpointing(domain),
                request.interimResults(),
                rules.wakePhrase()),
            new Heard());
  }

  /**
   * Begins; from now on there are news. To be closed if that fails.
   *
   * @throws org.auricle.engine.recognition.DecodeRequestException if the model cannot hear the
   *     domain's words
   * @throws org.auricle.engine.live.NoVoiceDetectorException if the model cannot tell speech from
   *     silence
   * @throws org.auricle.engine.live.OverloadedException if too much is being done already
   */
  public void start() {
    dialogue.start(first);
  }

  /** Name of the model that is used. */
  public String model() {
    return model.name();
  }

  /** Name of the domain that is talked about. */
  public String domain() {
    return domain.name();
  }

  /**
   * Takes the next samples, in [-1, 1] at the rate announced, and copies them. Whoever sends faster
   * than real time looks at {@link #queuedSeconds} first.
   */
  public void accept(float[] samples, int offset, int length) {
    ears.accept(samples, offset, length);
  }

  /** Audio that has been taken and not yet been recognised, seconds. */
  public double queuedSeconds() {
    return ears.queuedSeconds();
  }

  /** Audio that has been taken, seconds. */
  public double seconds() {
    return ears.seconds();
  }

  /** The client has begun to play an answer. */
  public void answerStarted() {
    dialogue.answerStarted();
  }

  /** The client has played its answer, or has stopped doing so. */
  public void answerFinished() {
    dialogue.answerFinished();
  }

  /** The client wants nothing of what is in progress. */
  public void cancelTurn() {
    forgetAnswer();
    dialogue.cancel();
  }

  /**
   * The client says what the next turn, or the one in progress, is about.
   *
   * @throws IllegalArgumentException if the domain has no such intent or slot
   */
  public void context(DialogueContext context) {
    context.check(domain.domain());
    dialogue.context(context);
  }

  /** Ends the audio: what is left to say follows. */
  public void finish() {
    ears.finish();
  }

  /** Ends the conversation at once; nothing more is said. More than once does nothing. */
  public void close() {
    if (!over) {
      over = true;
      ears.close();
      forgetAnswer();
      release();
    }
  }

  private void forgetAnswer() {
    answer.ifPresent(awaited -> awaited.cancel(true));
    answer = Optional.empty();
  }

  /** The model goes back when the last worker is done with it. */
  private void release() {
    if (users.decrementAndGet() == 0) {
      model.close();
    }
  }

  private void completeIfOver() {
    if (!over && heardAll && !dialogue.awaitsReply()) {
      close();
      listener.onCompleted();
    }
  }

  private static String problem(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return String.valueOf(cause.getMessage());
  }

  /** What the dialogue wants done. */
  private final class Actions implements DialogueActions {
    @Override
    public void tell(DialogueNews news) {
      if (news.event() instanceof AssistantEvent.Final last) {
        record.utterance(last.result());
        said = last.result().transcript().text();
      }
      listener.onNews(news);
    }

    @Override
    public void expect(DialogueContext context) {
      ears.expect(understander.request(context.expected()));
    }

    @Override
    public void sleep() {
      ears.sleep(dialogue.heardSeconds());
    }

    @Override
    public void wake() {
      ears.wake(dialogue.heardSeconds());
    }

    @Override
    public void answer(long turn, Order order) {
      forgetAnswer();
      CompletableFuture<Reply> awaited =
          domain
              .answerer()
              .orElseThrow()
              .answer(new Answerer.Question(id, domain.name(), turn, said, order));
      answer = Optional.of(awaited);
      awaited.whenComplete(
          (reply, failure) -> {
            if (!awaited.isCancelled()) {
              Reply given = failure == null ? reply : Reply.failed(problem(failure));
              listener.step(() -> answered(turn, given));
            }
          });
    }

    private void answered(long turn, Reply reply) {
      if (!over) {
        dialogue.replied(turn, reply);
        completeIfOver();
      }
    }
  }

  /** What the ears hear, on a worker's thread. */
  private final class Heard implements Ears.Listener {
    @Override
    public void step(Runnable step) {
      listener.step(
          () -> {
            if (!over) {
              step.run();
            }
          });
    }

    @Override
    public void onOpened() {
      users.incrementAndGet();
    }

    @Override
    public void onReleased() {
      release();
    }

    @Override
    public void onWoken(AssistantEvent.Woken wake, double heardSeconds) {
      dialogue.heard(heardSeconds);
      dialogue.woken(wake);
    }

    @Override
    public void onEvent(LiveEvent event) {
      dialogue.heard(event.heardSeconds());
      if (event instanceof LiveEvent.SpeechStarted started) {
        dialogue.speechStarted(started.atSeconds());
      } else if (event instanceof LiveEvent.SpeechEnded ended) {
        dialogue.speechEnded(ended.speechSeconds());
      } else if (event instanceof LiveEvent.Interim interim) {
        dialogue.heard(interim);
      } else if (event instanceof LiveEvent.Final last) {
        dialogue.heard(last, dialogue.isDeaf() ? Interpretation.NONE : meaning(last.transcript()));
      }
    }

    private Interpretation meaning(Transcript transcript) {
      DialogueContext context = dialogue.context();
      return understander.understand(transcript, context.intent(), context.expected());
    }

    @Override
    public void onConsumed(double heardSeconds) {
      dialogue.clock(heardSeconds);
      listener.onConsumed();
    }

    @Override
    public void onCompleted() {
      heardAll = true;
      completeIfOver();
    }

    @Override
    public void onError(Throwable failure) {
      close();
      listener.onError(failure);
    }
  }
}
