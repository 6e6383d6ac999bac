package org.auricle.models.domain;

import java.util.List;
import java.util.stream.Stream;
import org.auricle.models.domain.Phrase.Choice;
import org.auricle.models.domain.Phrase.Maybe;
import org.auricle.models.domain.Phrase.Sequence;
import org.auricle.models.domain.Phrase.Word;

/** Writes out the ways to say a phrase, as long as there are few. */
final class Sayings {
  /** Phrases of a request; more take long to compile and help little. */
  static final int MOST_BOOSTS = 1000;

  private static final int MOST = 50; // of one phrase

  private Sayings() {}

  /** Up to fifty ways, in the order of the phrase's choices; slots are left out. */
  static List<String> of(Phrase phrase) {
    return write(phrase).stream().map(String::strip).filter(said -> !said.isEmpty()).toList();
  }

  private static List<String> write(Phrase phrase) {
    if (phrase instanceof Word word) {
      return List.of(word.text());
    }
    if (phrase instanceof Choice choice) {
      return choice.choices().stream().flatMap(part -> write(part).stream()).limit(MOST).toList();
    }
    if (phrase instanceof Maybe maybe) {
      return Stream.concat(write(maybe.part()).stream(), Stream.of("")).toList();
    }
    List<String> ways = List.of("");
    if (phrase instanceof Sequence sequence) {
      for (Phrase part : sequence.parts()) {
        List<String> before = ways;
        List<String> after = write(part);
        ways =
            before.stream()
                .flatMap(way -> after.stream().map(next -> (way + " " + next).strip()))
                .limit(MOST)
                .toList();
      }
    }
    return ways;
  }
}
