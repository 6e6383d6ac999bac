package org.auricle.server.assistant;

import java.util.Objects;
import java.util.Optional;
import org.auricle.engine.recognition.EndpointOptions;
import org.auricle.models.domain.Domain;
import org.auricle.models.understanding.Understander;

/**
 * A domain that clients can talk about.
 *
 * @param name that they ask for
 * @param domain what can be asked for
 * @param understander of what is said
 * @param model that recognises it; empty: the server's default
 * @param answerer of orders, if anybody is
 * @param dialogue rules of its conversations
 * @param endpointing when an order ends
 */
public record ServedDomain(
    String name,
    Domain domain,
    Understander understander,
    String model,
    Optional<Answerer> answerer,
    DialogueOptions dialogue,
    EndpointOptions endpointing) {

  /** Requires a name. */
  public ServedDomain {
    Objects.requireNonNull(domain, "domain");
    Objects.requireNonNull(understander, "understander");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(answerer, "answerer");
    Objects.requireNonNull(dialogue, "dialogue");
    Objects.requireNonNull(endpointing, "endpointing");
    if (name.isBlank()) {
      throw new IllegalArgumentException("name: \"\" (expected: a name)");
    }
  }

  /**
   * Three tenths of a second of silence end an order if it is a whole sentence, eight tenths any
   * other, and none takes more than a quarter of a minute. Models that have learned from whole
   * recordings understand an order better with what was heard before and after it than without.
   */
  public static final EndpointOptions ENDPOINTING =
      EndpointOptions.DEFAULT
          .withTrailingSilence(0.8)
          .withPause(0.3)
          .withMaxUtterance(15)
          .withPadding(1.5, 0.5);

  /** A domain with its own name and wake phrase and the usual rules; nobody answers. */
  public static ServedDomain of(Domain domain) {
    return new ServedDomain(
        domain.name(),
        domain,
        Understander.of(domain),
        "",
        Optional.empty(),
        DialogueOptions.DEFAULT.withWakePhrase(domain.settings().wakePhrase()),
        ENDPOINTING);
  }
}
