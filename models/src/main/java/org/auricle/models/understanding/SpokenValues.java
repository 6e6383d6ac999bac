package org.auricle.models.understanding;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.auricle.models.domain.BuiltinKind;
import org.auricle.models.domain.Domain;
import org.auricle.models.domain.Slot;
import org.auricle.models.domain.SpokenText;
import org.auricle.models.spoken.SpokenDates;

/**
 * Values of built-in kinds, also in words that no expression of the kind foresees, and days that
 * count from another day. Immutable and thread-safe.
 */
final class SpokenValues {
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

  /** The kind of a slot, if it is built in. */
  Optional<BuiltinKind.Type> kind(String name) {
    return domain.slotOf(name).flatMap(Slot::kind).map(BuiltinKind::type);
  }

  /** The value of words as a slot's of a built-in kind; empty if they are none. */
  Optional<String> of(String name, List<String> words) {
    return domain
        .slotOf(name)
        .flatMap(Slot::kind)
        .flatMap(kind -> kind.value(words))
        .map(value -> resolve(name, value));
  }

  /** A slot's value with its day in the calendar, if it was relative and today is known. */
  String resolve(String name, String value) {
    boolean date = kind(name).filter(BuiltinKind.Type.DATE::equals).isPresent();
    return date && today.isPresent()
        ? SpokenDates.parse(SpokenText.words(value), today.get()).orElse(value)
        : value;
  }
}
