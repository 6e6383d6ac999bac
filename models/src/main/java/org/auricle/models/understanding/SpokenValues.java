package org.auricle.models.understanding;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.auricle.models.domain.BuiltinKind;
import org.auricle.models.domain.Domain;
import org.auricle.models.domain.Slot;
import org.auricle.models.domain.SpokenText;
import org.auricle.models.spoken.SpokenAmounts;
import org.auricle.models.spoken.SpokenDates;
import org.auricle.models.spoken.SpokenNumbers;
import org.auricle.models.spoken.SpokenTimes;

/**
 * Values of built-in kinds in words that no expression of the kind foresees, and days that count
 * from another day. Immutable and thread-safe.
 */
final class SpokenValues {
  /** Dates that differ when counted from another day are relative. */
  private static final LocalDate SOME_DAY = LocalDate.of(2000, 1, 1);

  private final Domain domain;
  private final Optional<LocalDate> today;

  /**
   * Values of a domain.
   *
   * @param today what relative dates count from; without it they stay as they are said
   */
  SpokenValues(Domain domain, Optional<LocalDate> today) {
    this.domain = domain;
    this.today = today;
  }

  /** What relative dates count from. */
  Optional<LocalDate> today() {
    return today;
  }

  /** The value of words as a slot's of a built-in kind; empty if they are none. */
  Optional<String> of(String name, List<String> words) {
    return domain.slotOf(name).flatMap(Slot::kind).flatMap(kind -> of(kind, words));
  }

  /** A slot's value with its day in the calendar, if it was relative and today is known. */
  String resolve(String name, String value) {
    boolean date =
        domain
            .slotOf(name)
            .flatMap(Slot::kind)
            .filter(kind -> kind.type() == BuiltinKind.Type.DATE)
            .isPresent();
    return date && today.isPresent()
        ? SpokenDates.parse(SpokenText.words(value), today.get()).orElse(value)
        : value;
  }

  private Optional<String> of(BuiltinKind kind, List<String> words) {
    return switch (kind.type()) {
      case NUMBER -> number(kind, words);
      case TIME -> SpokenTimes.parse(words).map(String::valueOf);
      case DATE -> date(words);
      case SIZE -> SpokenAmounts.parse(words);
    };
  }

  private static Optional<String> number(BuiltinKind kind, List<String> words) {
    OptionalLong number = SpokenNumbers.parseWhole(words);
    boolean inRange =
        number.isPresent() && number.getAsLong() >= kind.min() && number.getAsLong() <= kind.max();
    return inRange ? Optional.of(Long.toString(number.getAsLong())) : Optional.empty();
  }

  private Optional<String> date(List<String> words) {
    if (today.isPresent()) {
      return SpokenDates.parse(words, today.get());
    }
    Optional<String> some = SpokenDates.parse(words, SOME_DAY);
    boolean relative = !some.equals(SpokenDates.parse(words, SOME_DAY.plusDays(1)));
    return relative ? Optional.of(String.join(" ", words)) : some;
  }
}
