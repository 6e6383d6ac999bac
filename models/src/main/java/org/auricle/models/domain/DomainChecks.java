package org.auricle.models.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.auricle.models.domain.Phrase.SlotReference;

/** What is to be right between the parts of a file: references, recursion, sizes. */
final class DomainChecks {
  private static final int MAX_PARTS = 200_000; // words and slots, all expressions written out
  private static final int MAX_WORDS = 200; // of a sentence
  private static final int MAX_SLOTS = 500;
  private static final int MAX_DEPTH = 100; // of brackets and macros in each other

  private final Findings findings;
  private final Map<String, Slot> slots;
  private final Set<String> used = new LinkedHashSet<>();
  private final Map<String, SlotReference> names = new HashMap<>(); // the first of that name

  DomainChecks(Findings findings, Map<String, Slot> slots) {
    this.findings = findings;
    this.slots = slots;
  }

  /**
   * Checks everything.
   *
   * @param macros those that no intent refers to, among others
   */
  void check(List<Intent> intents, List<Phrase> macros) {
    if (slots.size() > MAX_SLOTS) {
      findings.fault(0, slots.size() + " slots (expected: <= " + MAX_SLOTS + ")");
      return;
    }
    PhraseSize plain = new PhraseSize();
    intents.forEach(intent -> intent.expressions().forEach(e -> references(e.phrase(), plain)));
    macros.forEach(macro -> references(macro, plain));
    if (nested(plain)) {
      return; // sizes would not end
    }
    Map<String, PhraseSize.Size> sizes = new LinkedHashMap<>();
    slots.forEach((name, slot) -> sizes.put(name, size(slot, plain)));
    PhraseSize whole = new PhraseSize(sizes);
    long parts = 0;
    for (Intent intent : intents) {
      for (Expression expression : intent.expressions()) {
        parts += within(expression.line(), "an expression", whole.of(expression.phrase()));
      }
    }
    if (parts > MAX_PARTS) {
      findings.fault(
          0,
          parts + " words, all written out (expected: <= " + MAX_PARTS + ", in fewer expressions)");
    }
    slots.values().stream()
        .filter(slot -> !used.contains(slot.name()))
        .forEach(slot -> findings.warn(slot.line(), "slot " + slot.name() + " is not used"));
  }

  private void references(Phrase phrase, PhraseSize sizes) {
    for (SlotReference reference : sizes.references(phrase)) {
      used.add(reference.slot());
      if (!slots.containsKey(reference.slot())) {
        findings.fault(
            reference.line(),
            "slot $"
                + reference.slot()
                + " is not defined"
                + Findings.nearest(reference.slot(), slots.keySet()));
      }
      SlotReference first = names.putIfAbsent(reference.name(), reference);
      if (first != null && !first.slot().equals(reference.slot())) {
        findings.fault(
            reference.line(),
            "$%s:%s, but %s is a value of $%s in line %d (expected: another name)"
                .formatted(
                    reference.slot(), reference.name(), first.name(), first.slot(), first.line()));
      }
    }
  }

  /** Slots with slots in their values: there are none, or it is a fault. */
  private boolean nested(PhraseSize sizes) {
    Map<String, List<SlotReference>> inside = new LinkedHashMap<>();
    slots.forEach(
        (name, slot) ->
            inside.put(
                name,
                slot.elements().stream()
                    .flatMap(element -> sizes.references(element.phrase()).stream())
                    .toList()));
    inside.forEach(
        (slot, references) ->
            references.forEach(
                reference -> {
                  List<String> way = way(reference.slot(), slot, inside, new LinkedHashSet<>());
                  findings.fault(
                      reference.line(),
                      way.isEmpty()
                          ? "slot $%s in a value of $%s (expected: words and macros)"
                              .formatted(reference.slot(), slot)
                          : "endless recursion: $%s > $%s"
                              .formatted(slot, String.join(" > $", way)));
                }));
    return inside.values().stream().anyMatch(references -> !references.isEmpty());
  }

  /** How slots lead from one to another through their values; empty if they do not. */
  private static List<String> way(
      String from, String to, Map<String, List<SlotReference>> inside, Set<String> seen) {
    if (from.equals(to)) {
      return List.of(to);
    }
    if (seen.add(from)) {
      for (SlotReference next : inside.getOrDefault(from, List.of())) {
        List<String> rest = way(next.slot(), to, inside, seen);
        if (!rest.isEmpty()) {
          List<String> way = new ArrayList<>(List.of(from));
          way.addAll(rest);
          return way;
        }
      }
    }
    return List.of();
  }

  private PhraseSize.Size size(Slot slot, PhraseSize sizes) {
    for (SlotElement element : slot.elements()) {
      within(element.line(), "a value of slot " + slot.name(), sizes.of(element.phrase()));
    }
    Map<String, List<SlotElement>> byValue =
        slot.elements().stream()
            .filter(element -> element.value().isPresent())
            .collect(
                Collectors.groupingBy(
                    e -> e.value().orElseThrow(), LinkedHashMap::new, Collectors.toList()));
    byValue.values().stream()
        .filter(same -> same.size() > 1)
        .forEach(
            same ->
                findings.warn(
                    same.get(1).line(),
                    "value %s of slot %s is there twice (the first is in line %d)"
                        .formatted(
                            same.get(0).value().orElseThrow(), slot.name(), same.get(0).line())));
    return sizes.of(new Phrase.Choice(slot.elements().stream().map(SlotElement::phrase).toList()));
  }

  /** Reports what is too large, and what may be said without a word; the number of parts. */
  private int within(int line, String what, PhraseSize.Size size) {
    if (size.parts() > MAX_PARTS) {
      findings.fault(
          line,
          what + " of " + size.parts() + " words, written out (expected: <= " + MAX_PARTS + ")");
    }
    if (size.longest() > MAX_WORDS) {
      findings.fault(
          line, what + " of up to " + size.longest() + " words (expected: <= " + MAX_WORDS + ")");
    }
    if (size.shortest() == 0) {
      findings.fault(line, what + " that needs no word at all (expected: at least one)");
    }
    if (size.depth() > MAX_DEPTH) {
      findings.fault(
          line, what + " with parts " + size.depth() + " deep (expected: <= " + MAX_DEPTH + ")");
    }
    return size.parts();
  }
}
