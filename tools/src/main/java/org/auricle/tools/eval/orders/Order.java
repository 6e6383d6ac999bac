package org.auricle.tools.eval.orders;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.auricle.models.domain.Interpretation;
import org.auricle.models.domain.SlotValue;

/**
 * What is wanted.
 *
 * @param intent its name; empty: nothing that the domain knows
 * @param slots values by name, in alphabetical order
 */
public record Order(String intent, Map<String, String> slots) {

  /** Nothing that a domain knows. */
  public static final Order NONE = new Order("", Map.of());

  /** Copies the map. */
  public Order {
    slots = Collections.unmodifiableMap(new TreeMap<>(slots));
  }

  /** What was understood; of a slot that has several values, all of them. */
  public static Order of(Interpretation meaning) {
    Map<String, String> slots = new TreeMap<>();
    for (SlotValue slot : meaning.slots()) {
      slots.merge(slot.slot(), slot.value(), (a, b) -> a + " + " + b);
    }
    return new Order(meaning.intent(), slots);
  }

  /** Whether it is nothing that the domain knows. */
  public boolean isNone() {
    return intent.isEmpty();
  }

  /** In a line. */
  @Override
  public String toString() {
    if (isNone()) {
      return "none";
    }
    StringBuilder text = new StringBuilder(intent);
    slots.forEach((name, value) -> text.append("  ").append(name).append('=').append(value));
    return text.toString();
  }
}
