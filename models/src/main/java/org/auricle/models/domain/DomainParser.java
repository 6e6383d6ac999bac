package org.auricle.models.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.auricle.models.domain.Phrase.SlotReference;
import org.auricle.models.domain.Phrase.Word;

/**
 * Finds the meaning of words that an expression allows. Of every place in the expressions and in
 * the words the best way to the end is found once, so that the effort grows with their product.
 * Immutable and thread-safe.
 */
final class DomainParser {
  private final List<Intent> intents;
  private final List<String> slotOrder;
  private final PhraseGraph graph = new PhraseGraph();
  private final int start;
  private final Map<Integer, Integer> ends = new HashMap<>(); // intents by the state they end in
  private final Map<String, SlotMatcher> matchers = new HashMap<>();

  /** What words mean from some word on: a value and what follows it, or an intent alone. */
  private record Meaning(int intent, Optional<Said> said) {}

  /** A value, its slot's place in the file, and what is meant behind it. */
  private record Said(SlotValue value, int slot, Meaning next) {}

  /** A place in the graph and one in the words. */
  private record Place(int state, int word) {}

  DomainParser(List<Intent> intents, Map<String, Slot> slots) {
    this.intents = intents;
    slotOrder = List.copyOf(slots.keySet());
    slots.forEach((name, slot) -> matchers.put(name, new SlotMatcher(slot)));
    start = graph.newState();
    for (int i = 0; i < intents.size(); i++) {
      int end = graph.newState();
      ends.put(end, i);
      for (Expression expression : intents.get(i).expressions()) {
        graph.add(expression.phrase(), start, end);
      }
    }
  }

  Optional<Interpretation> parse(List<String> words) {
    return new Search(words).meaning(new Place(start, 0)).map(this::interpretation);
  }

  private Interpretation interpretation(Meaning meaning) {
    List<SlotValue> values = new ArrayList<>();
    Meaning at = meaning;
    while (at.said().isPresent()) {
      Said said = at.said().get();
      values.add(said.value());
      at = said.next();
    }
    return new Interpretation(intents.get(at.intent()).name(), values, 1);
  }

  /** The one of two meanings of the same words that {@link Domain#parse} prefers. */
  private static Meaning better(Meaning a, Meaning b) {
    return compare(a, b) <= 0 ? a : b;
  }

  private static int compare(Meaning first, Meaning second) {
    Meaning a = first;
    Meaning b = second;
    while (a.said().isPresent() && b.said().isPresent()) {
      int order = compare(a.said().get(), b.said().get());
      if (order != 0) {
        return order;
      }
      a = a.said().get().next();
      b = b.said().get().next();
    }
    if (a.said().isPresent() || b.said().isPresent()) {
      return a.said().isPresent() ? -1 : 1; // more is understood
    }
    return Integer.compare(a.intent(), b.intent());
  }

  private static int compare(Said a, Said b) {
    if (a.value().firstWord() != b.value().firstWord()) {
      return Integer.compare(a.value().firstWord(), b.value().firstWord());
    }
    if (a.value().words() != b.value().words()) {
      return Integer.compare(b.value().words(), a.value().words());
    }
    return a.slot() != b.slot()
        ? Integer.compare(a.slot(), b.slot())
        : a.value().slot().compareTo(b.value().slot());
  }

  /** What is known of one sentence. */
  private final class Search {
    private final List<String> words;
    private final Map<Place, Optional<Meaning>> known = new HashMap<>();

    Search(List<String> words) {
      this.words = words;
    }

    private Optional<Meaning> meaning(Place place) {
      Optional<Meaning> found = known.get(place);
      if (found == null) {
        found = find(place);
        known.put(place, found);
      }
      return found;
    }

    private Optional<Meaning> find(Place place) {
      Optional<Meaning> best = Optional.empty();
      Integer intent = ends.get(place.state());
      if (intent != null && place.word() == words.size()) {
        best = Optional.of(new Meaning(intent, Optional.empty()));
      }
      for (PhraseGraph.Arc arc : graph.leaving(place.state())) {
        Optional<Meaning> way = follow(arc, place.word());
        best =
            best.isPresent() && way.isPresent()
                ? Optional.of(better(best.get(), way.get()))
                : best.or(() -> way);
      }
      return best;
    }

    private Optional<Meaning> follow(PhraseGraph.Arc arc, int word) {
      if (arc.label() instanceof Word label) {
        boolean fits = word < words.size() && label.text().equals(words.get(word));
        return fits ? meaning(new Place(arc.to(), word + 1)) : Optional.empty();
      }
      if (arc.label() instanceof SlotReference reference) {
        return value(reference, arc.to(), word);
      }
      return meaning(new Place(arc.to(), word));
    }

    /** The longest value behind which the sentence goes on to its end. */
    private Optional<Meaning> value(SlotReference reference, int to, int word) {
      for (SlotMatcher.Match match : matchers.get(reference.slot()).at(words, word)) {
        Optional<Meaning> rest = meaning(new Place(to, match.end()));
        if (rest.isPresent()) {
          SlotValue value =
              new SlotValue(
                  reference.name(),
                  match.value(),
                  String.join(" ", words.subList(word, match.end())),
                  word,
                  match.end() - word,
                  1);
          Said said = new Said(value, slotOrder.indexOf(reference.slot()), rest.get());
          return Optional.of(new Meaning(rest.get().intent(), Optional.of(said)));
        }
      }
      return Optional.empty();
    }
  }
}
