package org.auricle.models.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.auricle.models.yaml.YamlNode.Section;

/** Reads the settings of a domain file. */
final class SettingsReader {
  private static final int MAX_REJECTION = 1000; // nats per token: rejects nothing

  private SettingsReader() {}

  /** The settings; what is not said, or at fault, is as usual. */
  static DomainSettings read(Optional<Section.Entry> section, NodeReader nodes) {
    if (section.isEmpty()) {
      return DomainSettings.DEFAULT;
    }
    Map<String, Section.Entry> entries =
        nodes.section(
            section.get().value(), "settings", List.of("language", "wake", "rejection", "boost"));
    return new DomainSettings(
        text(entries, "language", nodes),
        text(entries, "wake", nodes).map(phrase -> String.join(" ", SpokenText.words(phrase))),
        number(entries, "rejection", MAX_REJECTION, nodes).orElse(DomainSettings.DEFAULT_REJECTION),
        number(entries, "boost", DomainSettings.MOST_BOOST, nodes)
            .orElse(DomainSettings.DEFAULT.boostWeight()));
  }

  private static Optional<String> text(
      Map<String, Section.Entry> entries, String key, NodeReader nodes) {
    return Optional.ofNullable(entries.get(key)).map(nodes::text).filter(text -> !text.isEmpty());
  }

  private static OptionalDouble number(
      Map<String, Section.Entry> entries, String key, double max, NodeReader nodes) {
    return entries.containsKey(key)
        ? nodes.number(entries.get(key), 0, max)
        : OptionalDouble.empty();
  }
}
