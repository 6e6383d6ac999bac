package org.auricle.models.domain;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.auricle.models.domain.Phrase.Choice;
import org.auricle.models.domain.Phrase.Maybe;
import org.auricle.models.domain.Phrase.Sequence;
import org.auricle.models.domain.Phrase.SlotReference;

/**
 * How many ways there are through a domain's expressions. That is the number of sentences at most:
 * some may be said in two ways, and a built-in slot refuses a few of its phrases. Not thread-safe.
 */
public final class LanguageSize {
  private final Domain domain;
  private final Map<Phrase, Double> known = new IdentityHashMap<>();

  private LanguageSize(Domain domain) {
    this.domain = domain;
  }

  /** The ways of each intent, in the order of the file; beyond 2^53 they are rounded. */
  public static Map<String, Double> of(Domain domain) {
    LanguageSize size = new LanguageSize(domain);
    Map<String, Double> ways = new LinkedHashMap<>();
    for (Intent intent : domain.intents()) {
      ways.put(
          intent.name(),
          intent.expressions().stream().mapToDouble(e -> size.ways(e.phrase())).sum());
    }
    return ways;
  }

  private double ways(Phrase phrase) {
    Double before = known.get(phrase); // a part may hang in many places
    if (before == null) {
      before = count(phrase);
      known.put(phrase, before);
    }
    return before;
  }

  private double count(Phrase phrase) {
    if (phrase instanceof Sequence sequence) {
      return sequence.parts().stream().mapToDouble(this::ways).reduce(1, (a, b) -> a * b);
    }
    if (phrase instanceof Choice choice) {
      return choice.choices().stream().mapToDouble(this::ways).sum();
    }
    if (phrase instanceof Maybe maybe) {
      return 1 + ways(maybe.part());
    }
    if (phrase instanceof SlotReference reference) {
      return domain.slots().get(reference.slot()).elements().stream()
          .mapToDouble(element -> ways(element.phrase()))
          .sum();
    }
    return 1;
  }
}
