package org.auricle.models.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.auricle.models.domain.Phrase.Choice;
import org.auricle.models.domain.Phrase.Maybe;
import org.auricle.models.domain.Phrase.Sequence;
import org.auricle.models.domain.Phrase.SlotReference;
import org.auricle.models.domain.Phrase.Word;

/**
 * Draws sentences that a domain allows, with their meanings. Each intent is as likely as any other,
 * however many expressions it has; so is each expression of an intent, each choice of a bracket and
 * each value of a slot; what is optional is there half of the time.
 */
public final class DomainSentences {
  private static final int TRIES = 100; // for a value in a built-in slot's range

  private final Domain domain;
  private final SplittableRandom random;
  private final List<String> words = new ArrayList<>();
  private final List<String> tags = new ArrayList<>();
  private final List<SlotValue> slots = new ArrayList<>();

  private DomainSentences(Domain domain, SplittableRandom random) {
    this.domain = domain;
    this.random = random;
  }

  /**
   * Draws sentences; the same for the same seed. Some may be drawn more than once.
   *
   * @param count at least 0
   */
  public static List<LabelledSentence> sample(Domain domain, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<LabelledSentence> sentences = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      sentences.add(new DomainSentences(domain, random).sentence());
    }
    return sentences;
  }

  private LabelledSentence sentence() {
    Intent intent = draw(domain.intents());
    say(draw(intent.expressions()).phrase());
    return new LabelledSentence(intent.name(), words, tags, slots);
  }

  private <T> T draw(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }

  private void say(Phrase phrase) {
    if (phrase instanceof Word word) {
      words.add(word.text());
      tags.add(LabelledSentence.OUTSIDE);
    } else if (phrase instanceof Sequence sequence) {
      sequence.parts().forEach(this::say);
    } else if (phrase instanceof Choice choice) {
      say(draw(choice.choices()));
    } else if (phrase instanceof Maybe maybe) {
      if (random.nextBoolean()) {
        say(maybe.part());
      }
    } else if (phrase instanceof SlotReference reference) {
      fill(reference);
    }
  }

  private void fill(SlotReference reference) {
    Slot slot = domain.slots().get(reference.slot());
    int from = words.size();
    Optional<String> value = Optional.empty();
    for (int i = 0; i < TRIES && value.isEmpty(); i++) {
      words.subList(from, words.size()).clear();
      tags.subList(from, tags.size()).clear();
      SlotElement element = draw(slot.elements());
      say(element.phrase());
      value = slot.value(element, words.subList(from, words.size()));
    }
    String text = String.join(" ", words.subList(from, words.size()));
    for (int i = from; i < words.size(); i++) {
      String tag = i == from ? LabelledSentence.BEGIN : LabelledSentence.INSIDE;
      tags.set(i, tag + reference.name());
    }
    slots.add(
        new SlotValue(reference.name(), value.orElse(text), text, from, words.size() - from, 1));
  }
}
