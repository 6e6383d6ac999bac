package org.auricle.models.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.auricle.models.domain.Phrase.Choice;
import org.auricle.models.domain.Phrase.Word;
import org.auricle.models.yaml.YamlNode;
import org.auricle.models.yaml.YamlNode.Scalar;
import org.auricle.models.yaml.YamlNode.Section;

/** Reads the slots of a domain file: lists of values, or built-in kinds. */
final class SlotsReader {
  /** Signs that make of a value an expression, which has no one text that could name it. */
  private static final Pattern SIGNS = Pattern.compile("[\\[\\](),@$]");

  private final Findings findings;
  private final NodeReader nodes;
  private final Macros macros;

  SlotsReader(Findings findings, NodeReader nodes, Macros macros) {
    this.findings = findings;
    this.nodes = nodes;
    this.macros = macros;
  }

  /** The slots; one that is at fault counts as defined, so that its references are not at fault. */
  Map<String, Slot> read(Map<String, Section.Entry> entries) {
    Map<String, Slot> slots = new LinkedHashMap<>();
    entries.forEach(
        (name, entry) -> {
          if (entry.value() instanceof Section section) {
            slots.put(name, Slot.of(name, builtin(section, name), entry.line()));
          } else {
            List<SlotElement> elements = new ArrayList<>();
            nodes.items(entry).forEach(item -> elements(item, elements));
            if (elements.isEmpty()) {
              Word unknown = new Word("-", entry.line());
              elements.add(new SlotElement(Optional.empty(), unknown, entry.line()));
            }
            slots.put(name, new Slot(name, elements, Optional.empty(), entry.line()));
          }
        });
    return slots;
  }

  private void elements(YamlNode item, List<SlotElement> elements) {
    if (item instanceof Scalar text) {
      boolean plain = !SIGNS.matcher(text.text()).find();
      Optional<String> value =
          plain ? Optional.of(text.text().strip().replaceAll("\\s+", " ")) : Optional.empty();
      macros.parse(text).ifPresent(said -> elements.add(new SlotElement(value, said, text.line())));
    } else if (item instanceof Section section) {
      for (Section.Entry entry : section.entries()) {
        List<Phrase> ways = new ArrayList<>();
        nodes.texts(entry).forEach(text -> macros.parse(text).ifPresent(ways::add));
        if (!ways.isEmpty()) {
          Phrase said = ways.size() == 1 ? ways.get(0) : new Choice(ways);
          elements.add(new SlotElement(Optional.of(entry.key()), said, entry.line()));
        }
      }
    } else {
      findings.fault(item.line(), item.found() + " (expected: a value, or value: [said, said])");
    }
  }

  private BuiltinKind builtin(Section section, String slot) {
    Map<String, Section.Entry> entries =
        nodes.section(section, "slot " + slot, List.of("builtin", "min", "max"));
    BuiltinKind usual = BuiltinKind.of(BuiltinKind.Type.NUMBER);
    if (!entries.containsKey("builtin")) {
      findings.fault(
          section.line(),
          "slot "
              + slot
              + ": no values (expected: a list, or builtin: "
              + BuiltinKind.Type.names()
              + ")");
      return usual;
    }
    String text = nodes.text(entries.get("builtin"));
    Optional<BuiltinKind.Type> type = BuiltinKind.Type.of(text);
    if (type.isEmpty()) {
      findings.fault(
          entries.get("builtin").line(),
          "builtin: " + text + " (expected: one of " + BuiltinKind.Type.names() + ")");
      return usual;
    }
    int min = bound(entries, "min", 0);
    int max = bound(entries, "max", Math.max(min, BuiltinKind.DEFAULT_MAX));
    if (max < min) {
      findings.fault(entries.get("max").line(), "max: " + max + " (expected: >= " + min + ")");
      return usual;
    }
    return new BuiltinKind(type.get(), min, max);
  }

  private int bound(Map<String, Section.Entry> entries, String key, int usual) {
    OptionalDouble bound =
        entries.containsKey(key)
            ? nodes.number(entries.get(key), 0, BuiltinKind.MAX_NUMBER)
            : OptionalDouble.empty();
    return bound.isPresent() ? (int) bound.getAsDouble() : usual;
  }
}
