package org.auricle.models.domain;

import java.util.ArrayList;
import java.util.List;
import org.auricle.models.domain.Phrase.Choice;
import org.auricle.models.domain.Phrase.Maybe;
import org.auricle.models.domain.Phrase.Sequence;

/**
 * Phrases written out as a graph, by Thompson's construction. It has no loops. Not thread-safe
 * while it is built.
 */
final class PhraseGraph {
  private final List<List<Arc>> leaving = new ArrayList<>();

  /**
   * A way on.
   *
   * @param label a word, a slot, or {@link Phrase#NOTHING}
   */
  record Arc(Phrase label, int to) {}

  int newState() {
    leaving.add(new ArrayList<>(1));
    return leaving.size() - 1;
  }

  /** The ways on from a state, in the order in which they were added. */
  List<Arc> leaving(int state) {
    return leaving.get(state);
  }

  /** Writes a phrase out between two states. */
  void add(Phrase phrase, int from, int to) {
    if (phrase instanceof Sequence sequence) {
      addSequence(sequence.parts(), from, to);
    } else if (phrase instanceof Choice choice) {
      choice.choices().forEach(part -> add(part, from, to));
    } else if (phrase instanceof Maybe maybe) {
      add(maybe.part(), from, to);
      skip(from, to);
    } else {
      leaving.get(from).add(new Arc(phrase, to));
    }
  }

  /** Lets a sentence go on from another state without a word. */
  void skip(int from, int to) {
    leaving.get(from).add(new Arc(Phrase.NOTHING, to));
  }

  private void addSequence(List<Phrase> parts, int from, int to) {
    if (parts.isEmpty()) {
      skip(from, to);
    }
    int state = from;
    for (int i = 0; i < parts.size(); i++) {
      int next = i == parts.size() - 1 ? to : newState();
      add(parts.get(i), state, next);
      state = next;
    }
  }
}
