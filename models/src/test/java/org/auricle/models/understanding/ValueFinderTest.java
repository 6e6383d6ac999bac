package org.auricle.models.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.auricle.models.domain.Domain;
import org.junit.jupiter.api.Test;

class ValueFinderTest {
  private static final Domain COUNTER = TestDomains.counter();

  private static Optional<String> find(String name, String said) {
    return new ValueFinder(COUNTER.slotOf(name).orElseThrow(), 0.34)
        .find(List.of(said.split(" ", -1)))
        .map(ValueFinder.Found::value);
  }

  @Test
  void whatIsSaidExactlyIsItsValue() {
    assertThat(find("size", "big")).contains("large");
    assertThat(find("drink", "iced coffee")).contains("iced coffee");
    assertThat(find("count", "twenty one")).contains("21");
  }

  @Test
  void whatIsNearIsTakenForIt() {
    assertThat(find("drink", "late")).contains("latte");
    assertThat(find("drink", "ameri kano")).contains("americano");
    assertThat(find("drink", "iced coffees")).contains("iced coffee");
    assertThat(find("drink", "an americano")).contains("americano");
    assertThat(find("size", "larch")).contains("large");
    assertThat(find("milk", "sow milk")).contains("soy milk");
  }

  @Test
  void whatIsFarIsNothing() {
    assertThat(find("milk", "oat milk")).isEmpty();
    assertThat(find("milk", "some oat milk")).isEmpty();
    assertThat(find("drink", "tea")).isEmpty();
    assertThat(find("drink", "latte mocha")).isEmpty();
    assertThat(find("count", "fore")).isEmpty(); // numbers are not guessed
  }

  /** Of two values that are equally near neither is meant more than the other. */
  @Test
  void aTieIsNothing() throws Exception {
    Domain domain =
        org.auricle.models.domain.DomainReader.read(
            "t", "context:\n  expressions:\n    i: [\"$s:s\"]\n  slots:\n    s: [mart, dart]\n");
    ValueFinder finder = new ValueFinder(domain.slotOf("s").orElseThrow(), 0.34);
    assertThat(finder.find(List.of("part"))).isEmpty();
    assertThat(finder.find(List.of("tart"))).map(ValueFinder.Found::value).contains("dart");
  }
}
