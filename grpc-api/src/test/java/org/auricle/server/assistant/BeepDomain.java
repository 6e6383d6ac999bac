package org.auricle.server.assistant;

import java.util.Optional;
import org.auricle.engine.recognition.EndpointOptions;
import org.auricle.models.domain.Domain;
import org.auricle.models.domain.DomainException;
import org.auricle.models.domain.DomainReader;
import org.auricle.models.understanding.Understander;

/** Orders of beeps: "ab" asks for a thing, which is "c" or "d" ("dd"); "a" stops. */
public final class BeepDomain {
  public static final String YAML =
      """
      name: counter
      settings: {language: tones}
      context:
        expressions:
          order: "ab $thing:thing"
          stop: "a"
        slots:
          thing:
            - cube: [c]
            - disc: [d, dd]
      """;

  private BeepDomain() {}

  /** The domain, with the rules of conversations about it. */
  public static ServedDomain served(DialogueOptions rules, Optional<Answerer> answerer) {
    try {
      Domain domain = DomainReader.read("counter.yaml", YAML);
      return new ServedDomain(
          domain.name(),
          domain,
          Understander.of(domain),
          "",
          answerer,
          rules,
          EndpointOptions.DEFAULT.withMinSpeech(0.05).withTrailingSilence(0.4));
    } catch (DomainException e) {
      throw new IllegalStateException(e);
    }
  }
}
