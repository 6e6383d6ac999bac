package org.auricle.server.assistant;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.auricle.models.domain.SlotValue;

/**
 * What has been understood, together with what was known before.
 *
 * @param intent its name; empty if only slots were asked for
 * @param slots one value for each, in the order in which they became known
 * @param confidence estimate of the probability that intent and slots of the last utterance are
 *     right, 0..1
 * @param missing slots that were waited for and are still unknown
 */
public record Order(String intent, List<SlotValue> slots, double confidence, Set<String> missing) {

  /** Copies the collections. */
  public Order {
    Objects.requireNonNull(intent, "intent");
    slots = List.copyOf(slots);
    missing = Collections.unmodifiableSet(new LinkedHashSet<>(missing));
  }
}
