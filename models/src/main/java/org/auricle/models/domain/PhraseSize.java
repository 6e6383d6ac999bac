package org.auricle.models.domain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.auricle.models.domain.Phrase.Choice;
import org.auricle.models.domain.Phrase.Maybe;
import org.auricle.models.domain.Phrase.Sequence;
import org.auricle.models.domain.Phrase.SlotReference;

/**
 * Measures phrases without writing them out: a part that hangs in many places is looked at once. So
 * phrases may be measured that could never be written out. Not thread-safe.
 */
final class PhraseSize {
  private static final int MOST = 1_000_000_000; // what is more is as much

  private final Map<Phrase, Size> known = new IdentityHashMap<>();
  private final Map<String, Size> slots;

  /** A slot counts as one word. */
  PhraseSize() {
    this(Map.of());
  }

  /** Slots count as much as their values. */
  PhraseSize(Map<String, Size> slots) {
    this.slots = slots;
  }

  /**
   * How large a phrase is, at most a billion each.
   *
   * @param parts words and slots, written out
   * @param longest words and slots of the longest sentence
   * @param shortest words and slots of the shortest sentence
   * @param depth of parts in parts
   */
  record Size(int parts, int longest, int shortest, int depth) {
    private static final Size LEAF = new Size(1, 1, 1, 1);

    private Size then(Size next) {
      return new Size(
          sum(parts, next.parts),
          sum(longest, next.longest),
          sum(shortest, next.shortest),
          Math.max(depth, next.depth));
    }

    private Size or(Size other) {
      return new Size(
          sum(parts, other.parts),
          Math.max(longest, other.longest),
          Math.min(shortest, other.shortest),
          Math.max(depth, other.depth));
    }

    private static int sum(int a, int b) {
      return Math.min(MOST, a + b); // neither is more than a billion, so this fits
    }
  }

  Size of(Phrase phrase) {
    Size size = known.get(phrase);
    if (size == null) {
      size = measure(phrase);
      known.put(phrase, size);
    }
    return size;
  }

  private Size measure(Phrase phrase) {
    Size whole;
    if (phrase instanceof Sequence sequence) {
      whole = sequence.parts().stream().map(this::of).reduce(new Size(0, 0, 0, 0), Size::then);
    } else if (phrase instanceof Choice choice) {
      whole = choice.choices().stream().map(this::of).reduce(Size::or).orElseThrow();
    } else if (phrase instanceof Maybe maybe) {
      whole = of(maybe.part()).or(new Size(1, 0, 0, 0));
    } else if (phrase instanceof SlotReference reference) {
      return slots.getOrDefault(reference.slot(), Size.LEAF);
    } else {
      return Size.LEAF;
    }
    return new Size(whole.parts, whole.longest, whole.shortest, 1 + whole.depth);
  }

  /** The slots that a phrase refers to, each reference once wherever its part hangs. */
  List<SlotReference> references(Phrase phrase) {
    List<Phrase> leaves = new ArrayList<>();
    collect(phrase, leaves, Collections.newSetFromMap(new IdentityHashMap<>()));
    return leaves.stream()
        .filter(SlotReference.class::isInstance)
        .map(SlotReference.class::cast)
        .toList();
  }

  /** The words of a phrase, each once wherever its part hangs. */
  List<Phrase.Word> words(Phrase phrase) {
    List<Phrase> leaves = new ArrayList<>();
    collect(phrase, leaves, Collections.newSetFromMap(new IdentityHashMap<>()));
    return leaves.stream()
        .filter(Phrase.Word.class::isInstance)
        .map(Phrase.Word.class::cast)
        .toList();
  }

  private static void collect(Phrase phrase, List<Phrase> leaves, Set<Phrase> seen) {
    if (!seen.add(phrase)) {
      return;
    }
    if (phrase instanceof Sequence sequence) {
      sequence.parts().forEach(part -> collect(part, leaves, seen));
    } else if (phrase instanceof Choice choice) {
      choice.choices().forEach(part -> collect(part, leaves, seen));
    } else if (phrase instanceof Maybe maybe) {
      collect(maybe.part(), leaves, seen);
    } else {
      leaves.add(phrase);
    }
  }
}
