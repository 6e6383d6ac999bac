package org.auricle.models.understanding;

import org.auricle.models.domain.Domain;
import org.auricle.models.domain.DomainException;
import org.auricle.models.domain.DomainReader;

/** Domains of tests. */
public final class TestDomains {
  private static final String COUNTER =
      """
      name: counter
      context:
        expressions:
          order:
            - "[get me, i'd like] (a) $size:size $drink:drink"
            - "[get me, i'd like] (a) $size:size $drink:drink with $milk:milk"
            - "$count:count $drink:drink [at, for] $time:when"
          cancel:
            - "[cancel, forget] [it, that, my order]"
            - "cancel everything on $date:day"
        slots:
          size: [small, {large: [large, big]}]
          drink: [latte, mocha, americano, iced coffee]
          milk: [milk, soy milk, some soy milk]
          count: {builtin: number}
          time: {builtin: time}
          date: {builtin: date}
      """;

  private TestDomains() {}

  /** Orders of drinks. */
  public static Domain counter() {
    try {
      return DomainReader.read("counter.yaml", COUNTER);
    } catch (DomainException e) {
      throw new AssertionError(e);
    }
  }
}
