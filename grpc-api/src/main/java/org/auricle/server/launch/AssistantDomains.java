package org.auricle.server.launch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.auricle.engine.recognition.DecodeRequestException;
import org.auricle.engine.recognition.KeyPhrase;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.models.domain.Domain;
import org.auricle.models.domain.DomainException;
import org.auricle.models.domain.DomainReader;
import org.auricle.models.domain.DomainWords;
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
      for (int other = 0; other < i; other++) {
        if (domains.get(other).name().equals(domain.name())) {
          throw fault(
              i,
              "%s: domain %s is served already, from %s (expected: another name, by domains[%d].name)"
                  .formatted(configs.get(i).file(), domain.name(), configs.get(other).file(), i));
        }
      }
      domains.add(domain);
    }
    return domains;
  }

  private static ConfigException fault(int index, String problem) {
    return new ConfigException("assistant.domains[%d]: %s".formatted(index, problem));
  }

  private static ServedDomain read(
      DomainConfig config, int index, AssistantConfig rules, Parts parts)
      throws IOException, ConfigException {
    Path file = Path.of(config.file());
    if (Files.isDirectory(file)) {
      throw fault(index, file + ": is a folder (expected: a domain file)");
    }
    try {
      Domain domain = DomainReader.read(file);
      return new ServedDomain(
          config.name().isEmpty() ? domain.name() : config.name(),
          domain,
          understander(domain, config.understanding()),
          config.model(),
          answerer(domain, config, rules, parts),
          dialogue(rules).withWakePhrase(wakePhrase(config, domain)),
          ServedDomain.ENDPOINTING
              .withTrailingSilence(rules.endSilence().toMillis() / MILLIS)
              .withPause(rules.orderSilence().toMillis() / MILLIS)
              .withMaxUtterance(rules.longestOrder().toMillis() / MILLIS));
    } catch (DomainException e) {
      throw new ConfigException(e.getMessage(), e);
    } catch (UnderstandingException e) {
      throw fault(index, config.understanding() + ": " + e.getMessage());
    } catch (IllegalArgumentException e) { // an address that is none
      throw fault(index, e.getMessage());
    } catch (NoSuchFileException e) {
      throw fault(index, file + ": no such file (expected: a domain file)");
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
   * @param domains of the configuration, in its order
   * @throws ConfigException naming the domain's file and line, and the word that cannot be heard
   */
  static void check(ServerConfig config, List<ServedDomain> domains, ModelRegistry models)
      throws ConfigException {
    for (int i = 0; i < domains.size(); i++) {
      ServedDomain domain = domains.get(i);
      try (ModelLease model = models.lease(domain.model(), "")) {
        Recognizer recognizer = model.recognizer();
        String file = config.assistant().domains().get(i).file();
        DomainWords.check(domain.domain(), file, recognizer::check);
        recognizer.check(domain.understander().request());
        domain
            .dialogue()
            .wakePhrase()
            .ifPresent(phrase -> recognizer.spotter(List.of(new KeyPhrase(phrase))));
      } catch (DomainException e) {
        throw new ConfigException(e.getMessage(), e);
      } catch (UnknownModelException | DecodeRequestException e) {
        throw fault(i, domain.name() + ": " + e.getMessage());
      }
    }
  }
}
