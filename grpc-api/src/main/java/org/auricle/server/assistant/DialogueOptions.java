package org.auricle.server.assistant;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The rules of a conversation. Times are seconds of audio.
 *
 * @param wakePhrase what has to be said before an order; empty: nothing
 * @param noInputSeconds a turn in which nobody speaks for so long brings nothing
 * @param answerSeconds an answer is waited for so long after an order
 * @param playSeconds an answer is taken to be over after so long, whatever the client says
 * @param attempts after so many turns in a row that brought nothing, what is known is forgotten
 * @param bargeIn whether somebody who speaks while the answer is played is heard
 * @param playsAnswers whether the client says when it plays an answer, which is then waited for
 * @param asksWebhook whether somebody else is asked for the answer, which is then waited for
 */
public record DialogueOptions(
    Optional<String> wakePhrase,
    double noInputSeconds,
    double answerSeconds,
    double playSeconds,
    int attempts,
    boolean bargeIn,
    boolean playsAnswers,
    boolean asksWebhook) {
  private static final double MOST_SECONDS = 3600;
  private static final int MOST_ATTEMPTS = 100;

  /** No wake phrase; barge-in; nobody answers. */
  public static final DialogueOptions DEFAULT =
      new DialogueOptions(Optional.empty(), 6, 10, 60, 2, true, false, false);

  /** Validates ranges. */
  public DialogueOptions {
    Objects.requireNonNull(wakePhrase, "wakePhrase");
    requireSeconds("noInputSeconds", noInputSeconds);
    requireSeconds("answerSeconds", answerSeconds);
    requireSeconds("playSeconds", playSeconds);
    require(
        attempts >= 1 && attempts <= MOST_ATTEMPTS, "attempts", attempts, "1.." + MOST_ATTEMPTS);
  }

  /** The same with another wake phrase, or none. */
  public DialogueOptions withWakePhrase(Optional<String> phrase) {
    return with(changed -> changed.wakePhrase = phrase);
  }

  /** The same with another patience for somebody to speak. */
  public DialogueOptions withNoInput(double seconds) {
    return with(changed -> changed.noInputSeconds = seconds);
  }

  /** The same with another patience for an answer, and for its end. */
  public DialogueOptions withAnswer(double seconds, double mostSeconds) {
    return with(
        changed -> {
          changed.answerSeconds = seconds;
          changed.playSeconds = mostSeconds;
        });
  }

  /** The same with another number of attempts. */
  public DialogueOptions withAttempts(int most) {
    return with(changed -> changed.attempts = most);
  }

  /** The same with barge-in or without. */
  public DialogueOptions withBargeIn(boolean on) {
    return with(changed -> changed.bargeIn = on);
  }

  /** The same with others who answer. */
  public DialogueOptions withAnswers(boolean clientPlays, boolean webhook) {
    return with(
        changed -> {
          changed.playsAnswers = clientPlays;
          changed.asksWebhook = webhook;
        });
  }

  private DialogueOptions with(Consumer<Changed> change) {
    Changed changed = new Changed();
    change.accept(changed);
    return changed.options();
  }

  /** These options while some of them change. */
  private final class Changed {
    private Optional<String> wakePhrase = wakePhrase();
    private double noInputSeconds = noInputSeconds();
    private double answerSeconds = answerSeconds();
    private double playSeconds = playSeconds();
    private int attempts = attempts();
    private boolean bargeIn = bargeIn();
    private boolean playsAnswers = playsAnswers();
    private boolean asksWebhook = asksWebhook();

    private DialogueOptions options() {
      return new DialogueOptions(
          wakePhrase,
          noInputSeconds,
          answerSeconds,
          playSeconds,
          attempts,
          bargeIn,
          playsAnswers,
          asksWebhook);
    }
  }

  private static void requireSeconds(String name, double value) {
    require(value > 0 && value <= MOST_SECONDS, name, value, "> 0, at most " + MOST_SECONDS);
  }

  private static void require(boolean valid, String name, Object value, String expected) {
    if (!valid) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
  }
}
