package org.auricle.models.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.auricle.models.domain.Domain;
import org.auricle.models.domain.SlotValue;
import org.junit.jupiter.api.Test;

class SpanReaderTest {
  private static final Domain COUNTER = TestDomains.counter();

  /** Reads the words in brackets. */
  private static String read(String name, String text) {
    Map<String, ValueFinder> finders = new LinkedHashMap<>();
    for (String value : COUNTER.valueNames()) {
      finders.put(value, new ValueFinder(COUNTER.slotOf(value).orElseThrow(), 0.34));
    }
    List<String> marked = List.of(text.split(" ", -1));
    int first = 0;
    int last = 0;
    int[] path = new int[marked.size()];
    for (int i = 0; i < path.length; i++) {
      first = marked.get(i).startsWith("[") ? i : first;
      last = marked.get(i).endsWith("]") ? i : last;
      path[i] = marked.get(i).endsWith("*") ? 3 : 0; // another slot's
    }
    java.util.Arrays.fill(path, first, last + 1, 1);
    List<String> words = marked.stream().map(word -> word.replaceAll("[\\[\\]*]", "")).toList();
    SlotValue slot =
        new SpanReader(finders, new SpokenValues(COUNTER, Optional.empty()))
            .read(words, path, new BioDecoder.Span(0, first, last + 1 - first, 0.5), name);
    assertThat(slot.text())
        .isEqualTo(
            String.join(" ", words.subList(slot.firstWord(), slot.firstWord() + slot.words())));
    assertThat(slot.confidence()).isPositive().isLessThanOrEqualTo(0.5);
    return slot.text() + ": " + slot.value();
  }

  @Test
  void whatIsAValueIsRead() {
    assertThat(read("drink", "a large [latte] please")).isEqualTo("latte: latte");
    assertThat(read("size", "a [larch] latte")).isEqualTo("larch: large");
  }

  @Test
  void aWordBesideMayBelongToIt() {
    assertThat(read("drink", "an [ameri] kano with milk")).isEqualTo("ameri kano: americano");
    assertThat(read("drink", "an ameri [kano] with milk")).isEqualTo("ameri kano: americano");
    assertThat(read("when", "at half [past nine]")).isEqualTo("half past nine: 09:30");
    assertThat(read("drink", "an [ameri] kano*")).isEqualTo("ameri: "); // it is another's
  }

  @Test
  void aWordOfATimeOrADayMayNotBelongToIt() {
    assertThat(read("day", "wake me [up tomorrow]")).isEqualTo("tomorrow: tomorrow");
    assertThat(read("when", "[nine thirty sharp]")).isEqualTo("nine thirty: 09:30");
    assertThat(read("milk", "with [oat milk]")).isEqualTo("oat milk: ");
    assertThat(read("drink", "a [latte mocha]")).isEqualTo("latte mocha: ");
  }
}
