package org.auricle.server.launch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.auricle.engine.recognition.DecodeRequestException;
import org.auricle.engine.recognition.KeyPhrase;
import org.auricle.models.domain.Domain;
import org.auricle.models.domain.DomainException;
import org.auricle.models.domain.DomainReader;
import org.auricle.models.understanding.Understander;
import org.auricle.models.understanding.UnderstandingException;
import org.auricle.models.understanding.UnderstandingFile;
import org.auricle.server.ModelLease;
import org.auricle.server.ModelRegistry;
import org.auricle.server.UnknownModelException;
import org.auricle.server.assistant.Answerer;
import org.auricle.server.assistant.DialogueOptions;
import org.auricle.server.assistant.ServedDomain;
import org.auricle.server.assistant.WebhookAnswerer;
import org.auricle.server.config.AssistantConfig;
import org.auricle.server.config.ConfigException;
import org.auricle.server.config.DomainConfig;
import org.auricle.server.config.ServerConfig;
import org.auricle.server.webhook.WebhookClient;
import org.auricle.server.webhook.WebhookOptions;

/** The domains of the configuration, read. */
final class AssistantDomains {
  private static final String NONE = "none";
  private static final double MILLIS = 1000;

  private AssistantDomains() {}

  /**
   * Reads domain files.
   *
   * @param parts closes what is opened here
   * @throws ConfigException if one is at fault; names it, and its line
   */
  static List<ServedDomain> read(ServerConfig config, Parts parts)
      throws IOException, ConfigException {
    List<ServedDomain> domains = new ArrayList<>();
    List<DomainConfig> configs = config.assistant().domains();
    for (int i = 0; i < configs.size(); i++) {
      ServedDomain domain = read(configs.get(i), i, config.assistant(), parts);
      if (domains.stream().anyMatch(other -> other.name().equals(domain.name()))) {
        throw new ConfigException(
            "assistant.domains[%d]: %s is served already (expected: another domains[%d].name)"
                .formatted(i, domain.name(), i));
      }
      domains.add(domain);
    }
    return domains;
  }

  private static ServedDomain read(
      DomainConfig config, int index, AssistantConfig rules, Parts parts)
      throws IOException, ConfigException {
    try {
      Domain domain = DomainReader.read(Path.of(config.file()));
      return new ServedDomain(
          config.name().isEmpty() ? domain.name() : config.name(),
          domain,
          understander(domain, config.understanding()),
          config.model(),
          answerer(domain, config, rules, parts),
          dialogue(rules).withWakePhrase(wakePhrase(config, domain)),
          ServedDomain.ENDPOINTING
              .withTrailingSilence(rules.endSilence().toMillis() / MILLIS)
              .withMaxUtterance(rules.longestOrder().toMillis() / MILLIS));
    } catch (DomainException | UnderstandingException e) {
      throw new ConfigException(e.getMessage());
    } catch (IllegalArgumentException e) { // an address that is none
      throw new ConfigException("assistant.domains[%d]: %s".formatted(index, e.getMessage()));
    } catch (NoSuchFileException e) {
      throw new ConfigException(
          "assistant.domains[%d]: %s (expected: a file)".formatted(index, e.getMessage()));
    }
  }

  private static Optional<Answerer> answerer(
      Domain domain, DomainConfig config, AssistantConfig rules, Parts parts) {
    if (config.webhook().isEmpty()) {
      return Optional.empty();
    }
    WebhookOptions options =
        new WebhookOptions(
            URI.create(config.webhook()),
            config.webhookSecret().value(),
            rules.webhookTimeout(),
            rules.webhookAttempts());
    return Optional.of(new WebhookAnswerer(parts.add(new WebhookClient(options)), domain));
  }

  private static Understander understander(Domain domain, String model) throws IOException {
    return model.isEmpty()
        ? Understander.of(domain)
        : Understander.of(domain, UnderstandingFile.read(Path.of(model)));
  }

  private static Optional<String> wakePhrase(DomainConfig config, Domain domain) {
    if (config.wakePhrase().equals(NONE)) {
      return Optional.empty();
    }
    return config.wakePhrase().isBlank()
        ? domain.settings().wakePhrase()
        : Optional.of(config.wakePhrase().strip());
  }

  private static DialogueOptions dialogue(AssistantConfig rules) {
    return DialogueOptions.DEFAULT
        .withNoInput(rules.noInput().toMillis() / MILLIS)
        .withAnswer(rules.answer().toMillis() / MILLIS, rules.longestAnswer().toMillis() / MILLIS)
        .withAttempts(rules.attempts())
        .withBargeIn(rules.bargeIn());
  }

  /**
   * Requires that models can hear their domains, so that the first caller need not find out.
   *
   * @throws ConfigException naming the domain, and the word that cannot be heard
   */
  static void check(List<ServedDomain> domains, ModelRegistry models) throws ConfigException {
    for (ServedDomain domain : domains) {
      try (ModelLease model = models.lease(domain.model(), "")) {
        model.recognizer().check(domain.understander().request());
        domain
            .dialogue()
            .wakePhrase()
            .ifPresent(phrase -> model.recognizer().spotter(List.of(new KeyPhrase(phrase))));
      } catch (UnknownModelException | DecodeRequestException e) {
        throw new ConfigException("assistant: " + domain.name() + ": " + e.getMessage());
      }
    }
  }
}
