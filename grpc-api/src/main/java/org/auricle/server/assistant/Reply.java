package org.auricle.server.assistant;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What is answered to an order.
 *
 * @param text to be shown or spoken; may be empty
 * @param expected slots that the next turn is to bring; empty: those that are missing
 * @param intent that the next turn is about; empty: the order's
 * @param ends whether the conversation is over: what is known is forgotten
 * @param problem why there is no answer; empty: there is one
 */
public record Reply(
    String text, Optional<Set<String>> expected, String intent, boolean ends, String problem) {

  /** Requires the components. */
  public Reply {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(intent, "intent");
    Objects.requireNonNull(problem, "problem");
    expected = expected.map(slots -> Collections.unmodifiableSet(new LinkedHashSet<>(slots)));
  }

  /** A text that asks for nothing. */
  public static Reply of(String text) {
    return new Reply(text, Optional.empty(), "", false, "");
  }

  /** There is no answer. */
  public static Reply failed(String problem) {
    return new Reply("", Optional.empty(), "", false, problem);
  }

  /** What the next turn is about. */
  DialogueContext context(Order order) {
    if (ends) {
      return DialogueContext.NONE;
    }
    Set<String> slots = expected.orElse(order.missing());
    if (slots.isEmpty()) {
      return DialogueContext.NONE;
    }
    return new DialogueContext(intent.isEmpty() ? order.intent() : intent, order.slots(), slots);
  }
}
