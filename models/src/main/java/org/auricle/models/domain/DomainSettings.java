package org.auricle.models.domain;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.auricle.engine.recognition.BoostedPhrase;

/**
 * How a domain wants to be heard.
 *
 * @param language of its words, such as {@code en}; empty: not said
 * @param wakePhrase what has to be said before an order, in lower case; empty: nothing
 * @param rejection how far an order may be below the likeliest sounds, in nats per token, before it
 *     is none; empty: the decoder's own ({@code GrammarOptions})
 * @param boostWeight natural-log score of its slots' values when anything may be said
 */
public record DomainSettings(
    Optional<String> language,
    Optional<String> wakePhrase,
    OptionalDouble rejection,
    double boostWeight) {

  /** Nothing said. */
  public static final DomainSettings DEFAULT =
      new DomainSettings(
          Optional.empty(), Optional.empty(), OptionalDouble.empty(), BoostedPhrase.DEFAULT_WEIGHT);

  /** Validates. */
  public DomainSettings {
    Objects.requireNonNull(language, "language");
    Objects.requireNonNull(wakePhrase, "wakePhrase");
    if (rejection.isPresent() && !(rejection.getAsDouble() >= 0)) {
      throw new IllegalArgumentException("rejection: " + rejection + " (expected: >= 0)");
    }
    if (!(boostWeight >= 0 && boostWeight <= MOST_BOOST)) {
      throw new IllegalArgumentException(
          "boost: " + boostWeight + " (expected: 0.." + MOST_BOOST + ")");
    }
  }

  /** More than any phrase needs. */
  static final int MOST_BOOST = 100;
}
