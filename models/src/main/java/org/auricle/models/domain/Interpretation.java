package org.auricle.models.domain;

import java.util.List;
import java.util.Objects;

/**
 * What was meant.
 *
 * @param intent its name; empty: none that the domain knows
 * @param slots in the order in which they were said
 * @param confidence estimate of the probability that intent and slots are right, 0..1
 */
public record Interpretation(String intent, List<SlotValue> slots, double confidence) {

  /** None of what the domain knows, for sure. */
  public static final Interpretation NONE = new Interpretation("", List.of(), 1);

  /** Validates. */
  public Interpretation {
    Objects.requireNonNull(intent, "intent");
    slots = List.copyOf(slots);
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence: " + confidence + " (expected: 0..1)");
    }
  }

  /** Whether it is none that the domain knows. */
  public boolean isNone() {
    return intent.isEmpty();
  }
}
