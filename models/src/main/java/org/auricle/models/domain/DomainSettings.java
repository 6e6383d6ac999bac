package org.auricle.models.domain;

import java.util.Objects;
import java.util.Optional;
import org.auricle.engine.recognition.BoostedPhrase;

/**
 * How a domain wants to be heard.
 *
 * @param language of its words, such as {@code en}; empty: not said
 * @param wakePhrase what has to be said before an order, in lower case; empty: nothing
 * @param rejection how far an order may be below the likeliest sounds, in nats per token, before it
 *     is none
 * @param boostWeight natural-log score of its slots' values when anything may be said
 */
public record DomainSettings(
    Optional<String> language, Optional<String> wakePhrase, double rejection, double boostWeight) {

  /** Of orders in noise it refuses next to none, and of other speech all (docs/domain.md). */
  public static final double DEFAULT_REJECTION = 1.5;

  /** Nothing said. */
  public static final DomainSettings DEFAULT =
      new DomainSettings(
          Optional.empty(), Optional.empty(), DEFAULT_REJECTION, BoostedPhrase.DEFAULT_WEIGHT);

  /** Validates. */
  public DomainSettings {
    Objects.requireNonNull(language, "language");
    Objects.requireNonNull(wakePhrase, "wakePhrase");
    if (!(rejection >= 0)) {
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
