package org.auricle.server.assistant;

import java.util.Set;
import org.auricle.engine.live.LiveEvent;

/** What happens in a conversation. All times are seconds of audio from its start. */
public sealed interface AssistantEvent {

  /**
   * A turn begins: somebody may speak.
   *
   * @param expected slots that are waited for
   */
  record Listening(Set<String> expected) implements AssistantEvent {}

  /** Only the wake phrase is listened for. */
  record Sleeping(String wakePhrase) implements AssistantEvent {}

  /** The wake phrase has been said. */
  record Woken(String phrase, double startSeconds, double endSeconds, double confidence)
      implements AssistantEvent {}

  /** Somebody has begun to speak. */
  record SpeechStarted(double atSeconds) implements AssistantEvent {}

  /** Somebody has spoken while the answer was being played, which had better end. */
  record BargedIn(double atSeconds) implements AssistantEvent {}

  /** What has been understood of the utterance in progress. */
  record Interim(LiveEvent.Interim result) implements AssistantEvent {}

  /** The utterance is over; what it was follows. */
  record Endpoint(double atSeconds, boolean tooLong) implements AssistantEvent {}

  /** What was said. */
  record Final(LiveEvent.Final result) implements AssistantEvent {}

  /** What was meant. */
  record Understood(Order order) implements AssistantEvent {}

  /** What was said is none of what the domain knows, or too long for it. */
  record NoMatch(Reason reason) implements AssistantEvent {}

  /** Nobody has spoken. */
  record NoInput() implements AssistantEvent {}

  /**
   * What is answered to an order.
   *
   * @param toTurn of the order
   */
  record Answered(long toTurn, Reply reply) implements AssistantEvent {}

  /** Why something said does not match. */
  enum Reason {
    /** It is nothing that the domain knows. */
    NOT_AN_ORDER,
    /** It went on for longer than an order may. */
    TOO_LONG
  }
}
