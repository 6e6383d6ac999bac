package org.auricle.models.understanding;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.auricle.models.domain.Domain;
import org.auricle.models.domain.Expression;
import org.auricle.models.domain.Intent;
import org.auricle.models.domain.Phrase;
import org.auricle.models.domain.Phrase.Choice;
import org.auricle.models.domain.Phrase.Maybe;
import org.auricle.models.domain.Phrase.Sequence;
import org.auricle.models.domain.Phrase.SlotReference;
import org.auricle.models.domain.Phrase.Word;

/**
 * A domain for the turn of a dialogue that waits for some slots: all that may be asked for anyway,
 * and their values by themselves, one or two of them, with a word or two around.
 */
final class Answers {
  /** The intent of a value by itself; no name that a file can give. */
  static final String INTENT = "$answer";

  private static final String ENGLISH = "en";
  private static final List<String> BEFORE =
      List.of(
          "a",
          "an",
          "the",
          "with",
          "make it",
          "for",
          "at",
          "i'd like",
          "i would like",
          "i want",
          "yes");
  private static final List<String> BETWEEN = List.of("and", "with", "at", "a");
  private static final List<String> BEHIND = List.of("please");

  private Answers() {}

  /**
   * Adds answers to a domain.
   *
   * @param expected names of slot values, as interpretations have them
   * @throws IllegalArgumentException if the domain has no such name
   */
  static Domain domain(Domain domain, Set<String> expected) {
    boolean english = domain.settings().language().map(l -> l.startsWith(ENGLISH)).orElse(true);
    List<Phrase> references = new ArrayList<>();
    for (String name : expected) {
      String slot =
          domain
              .slotOf(name)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "slot: %s (expected: one of %s)"
                              .formatted(name, String.join(", ", domain.valueNames()))))
              .name();
      references.add(new SlotReference(slot, name, 0));
    }
    List<Expression> expressions = new ArrayList<>();
    for (Phrase first : references) {
      expressions.add(new Expression(around(english, List.of(first)), 0));
      for (Phrase second : references) {
        if (!second.equals(first)) {
          List<Phrase> both = List.of(first, english ? maybe(BETWEEN) : Phrase.NOTHING, second);
          expressions.add(new Expression(around(english, both), 0));
        }
      }
    }
    if (expressions.isEmpty()) {
      return domain;
    }
    List<Intent> intents = new ArrayList<>(domain.intents());
    intents.add(new Intent(INTENT, expressions, 0));
    return new Domain(domain.name(), intents, domain.slots(), domain.settings());
  }

  private static Phrase around(boolean english, List<Phrase> parts) {
    return english
        ? new Sequence(
            Stream.of(List.of(maybe(BEFORE)), parts, List.of(maybe(BEHIND)))
                .flatMap(List::stream)
                .toList())
        : new Sequence(parts);
  }

  private static Phrase maybe(List<String> ways) {
    List<Phrase> phrases = new ArrayList<>();
    for (String way : ways) {
      List<Phrase> words = new ArrayList<>();
      for (String word : way.split(" ", -1)) {
        words.add(new Word(word, 0));
      }
      phrases.add(words.size() == 1 ? words.get(0) : new Sequence(words));
    }
    return new Maybe(new Choice(phrases));
  }
}
