package org.auricle.server.assistant;

import java.util.concurrent.CompletableFuture;

/** Whoever answers orders. Thread-safe. */
public interface Answerer {

  /**
   * An order of a conversation.
   *
   * @param conversation its id, the same for all of its turns
   * @param domain that it belongs to
   * @param turn counted from 1
   * @param said word by word
   */
  record Question(String conversation, String domain, long turn, String said, Order order) {}

  /**
   * Answers, in its own time, but for certain; does not block.
   *
   * @return fails with a message of one line; cancelled if nobody waits any more
   */
  CompletableFuture<Reply> answer(Question question);
}
