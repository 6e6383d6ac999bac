package org.auricle.server.assistant;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.auricle.models.domain.Domain;
import org.auricle.models.domain.Intent;
import org.auricle.models.domain.Interpretation;
import org.auricle.models.domain.SlotValue;

/**
 * What a turn is about: what is known from the turns before it, and what it is to bring.
 *
 * @param intent that is being talked about; empty: none
 * @param known what has been said of it
 * @param expected slots that are waited for; they are likelier to be heard, and may be said alone
 */
public record DialogueContext(String intent, List<SlotValue> known, Set<String> expected) {

  /** Nothing is known, and nothing in particular expected. */
  public static final DialogueContext NONE = new DialogueContext("", List.of(), Set.of());

  /** Copies the collections. */
  public DialogueContext {
    Objects.requireNonNull(intent, "intent");
    known = List.copyOf(known);
    expected = Collections.unmodifiableSet(new LinkedHashSet<>(expected)); // in order
  }

  /** Whether there is nothing that a turn could add to. */
  public boolean isEmpty() {
    return intent.isEmpty() && known.isEmpty() && expected.isEmpty();
  }

  /** Otherwise it has been asked for in words that are none of its values. */
  private static boolean isKnown(SlotValue slot) {
    return !slot.value().isEmpty();
  }

  /**
   * Requires names that a domain has.
   *
   * @throws IllegalArgumentException naming what it does not have
   */
  void check(Domain domain) {
    List<String> intents = domain.intents().stream().map(Intent::name).toList();
    if (!intent.isEmpty() && !intents.contains(intent)) {
      throw unknown("intent", intent, intents);
    }
    Set<String> slots = domain.valueNames();
    for (String slot : expected) {
      if (!slots.contains(slot)) {
        throw unknown("expected slot", slot, slots);
      }
    }
    for (SlotValue slot : known) {
      if (!slots.contains(slot.slot())) {
        throw unknown("known slot", slot.slot(), slots);
      }
    }
  }

  private static IllegalArgumentException unknown(
      String what, String found, Collection<String> expected) {
    return new IllegalArgumentException(
        what + ": \"" + found + "\" (expected: " + String.join(", ", expected) + ")");
  }

  /**
   * What has been ordered once something is said in this context: values for what is expected
   * complete what is known, and so does more of the same intent; another intent starts afresh.
   *
   * @return empty if what was said is no order and answers nothing
   */
  Optional<Order> resolve(Interpretation said) {
    boolean another = !said.isNone() && !said.intent().equals(intent);
    if (another) {
      return Optional.of(new Order(said.intent(), said.slots(), said.confidence(), Set.of()));
    }
    List<SlotValue> fresh =
        said.isNone()
            ? said.slots().stream().filter(slot -> expected.contains(slot.slot())).toList()
            : said.slots();
    if (said.isNone() && fresh.isEmpty()) {
      return Optional.empty();
    }
    Map<String, SlotValue> slots = new LinkedHashMap<>();
    known.forEach(slot -> slots.put(slot.slot(), slot));
    for (SlotValue slot : fresh) {
      if (isKnown(slot) || !slots.containsKey(slot.slot())) {
        slots.put(slot.slot(), slot);
      }
    }
    Set<String> missing = new LinkedHashSet<>(expected);
    missing.removeIf(name -> slots.containsKey(name) && isKnown(slots.get(name)));
    return Optional.of(
        new Order(intent, new ArrayList<>(slots.values()), said.confidence(), missing));
  }
}
