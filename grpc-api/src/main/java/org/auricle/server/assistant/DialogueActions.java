package org.auricle.server.assistant;

/** What a dialogue has others do. */
interface DialogueActions {

  /** Somebody is to know. */
  void tell(DialogueNews news);

  /** Utterances that begin from now on are in another context. */
  void expect(DialogueContext context);

  /** Nothing is to be recognised any more but the wake phrase. */
  void sleep();

  /** Speech is to be recognised from now on, without a wake phrase. */
  void wake();

  /** An order is to be answered, by {@link Dialogue#replied}. */
  void answer(long turn, Order order);
}
