package org.auricle.server.assistant;

/** What a conversation is at. */
public enum DialogueState {
  /** Nothing is recognised but the wake phrase. */
  ASLEEP,
  /** Waits for somebody to speak. */
  LISTENING,
  /** Somebody speaks. */
  HEARING,
  /** Somebody has spoken, and is waiting for what comes of it. */
  THINKING,
  /** The answer is being played. */
  ANSWERING
}
