package org.auricle.models.domain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.auricle.models.domain.Phrase.Word;

/** Finds a slot's values in words. Immutable and thread-safe. */
final class SlotMatcher {
  private final Slot slot;
  private final PhraseGraph graph = new PhraseGraph();
  private final int start;
  private final Map<Integer, Integer> elements = new HashMap<>(); // by the state that it ends in

  /**
   * A value.
   *
   * @param end one past its last word
   */
  record Match(int end, String value) {}

  /** A place in the graph and one in the words. */
  private record Place(int state, int word) {}

  SlotMatcher(Slot slot) {
    this.slot = slot;
    start = graph.newState();
    for (int i = 0; i < slot.elements().size(); i++) {
      int end = graph.newState();
      elements.put(end, i);
      graph.add(slot.elements().get(i).phrase(), start, end);
    }
  }

  /** The values that begin at a word, the longest first; one for each length. */
  List<Match> at(List<String> words, int first) {
    TreeMap<Integer, Integer> ends = new TreeMap<>(); // the first element that ends there
    Set<Place> seen = new HashSet<>();
    Deque<Place> open = new ArrayDeque<>(List.of(new Place(start, first)));
    while (!open.isEmpty()) {
      Place place = open.remove();
      if (!seen.add(place)) {
        continue;
      }
      Integer element = elements.get(place.state());
      if (element != null && place.word() > first) {
        ends.merge(place.word(), element, Math::min);
      }
      for (PhraseGraph.Arc arc : graph.leaving(place.state())) {
        if (!(arc.label() instanceof Word word)) {
          open.add(new Place(arc.to(), place.word()));
        } else if (place.word() < words.size() && word.text().equals(words.get(place.word()))) {
          open.add(new Place(arc.to(), place.word() + 1));
        }
      }
    }
    List<Match> matches = new ArrayList<>();
    for (Map.Entry<Integer, Integer> end : ends.descendingMap().entrySet()) {
      List<String> said = words.subList(first, end.getKey());
      Optional<String> value = slot.value(slot.elements().get(end.getValue()), said);
      value.ifPresent(known -> matches.add(new Match(end.getKey(), known)));
    }
    return matches;
  }
}
