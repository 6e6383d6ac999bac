package org.auricle.models.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.auricle.models.yaml.YamlNode;
import org.auricle.models.yaml.YamlNode.Items;
import org.auricle.models.yaml.YamlNode.Scalar;
import org.auricle.models.yaml.YamlNode.Section;

/** Takes sections, lists and texts out of a file; what is none is reported and left out. */
final class NodeReader {
  private static final int MAX_NAME = 100; // characters

  private final Findings findings;

  NodeReader(Findings findings) {
    this.findings = findings;
  }

  /** The entries of a section that may have these keys only. */
  Map<String, Section.Entry> section(YamlNode node, String what, List<String> known) {
    Map<String, Section.Entry> entries = entries(node, what, "key");
    for (Section.Entry entry : List.copyOf(entries.values())) {
      if (!known.contains(entry.key())) {
        findings.fault(
            entry.line(),
            entry.key() + " in " + what + ": not known" + Findings.nearest(entry.key(), known));
        entries.remove(entry.key());
      }
    }
    return entries;
  }

  /** The entries of a section whose keys are names that the file gives. */
  Map<String, Section.Entry> named(Section.Entry section, String what) {
    if (section == null) {
      return Map.of();
    }
    Map<String, Section.Entry> entries = entries(section.value(), section.key(), what);
    for (Section.Entry entry : List.copyOf(entries.values())) {
      if (entry.key().isBlank() || entry.key().length() > MAX_NAME) {
        findings.fault(
            entry.line(),
            "a name of " + entry.key().length() + " characters (expected: 1.." + MAX_NAME + ")");
        entries.remove(entry.key());
      }
    }
    return entries;
  }

  private Map<String, Section.Entry> entries(YamlNode node, String what, String kind) {
    Map<String, Section.Entry> entries = new LinkedHashMap<>();
    if (!(node instanceof Section section)) {
      findings.fault(node.line(), what + ": " + node.found() + " (expected: a section)");
      return entries;
    }
    for (Section.Entry entry : section.entries()) {
      Section.Entry first = entries.putIfAbsent(entry.key(), entry);
      if (first != null) {
        findings.fault(
            entry.line(),
            kind
                + " "
                + entry.key()
                + " is there twice (the first is in line "
                + first.line()
                + ")");
      }
    }
    return entries;
  }

  /** The items of a list; one that stands alone is a list of one. */
  List<YamlNode> items(Section.Entry entry) {
    if (entry.value() instanceof Scalar text) {
      return List.of(text);
    }
    if (!(entry.value() instanceof Items list)) {
      findings.fault(
          entry.line(), entry.key() + ": " + entry.value().found() + " (expected: a list)");
      return List.of();
    }
    if (list.items().isEmpty()) {
      findings.fault(entry.line(), entry.key() + ": an empty list (expected: at least one item)");
    }
    return list.items();
  }

  /** The texts of a list. */
  List<Scalar> texts(Section.Entry entry) {
    List<Scalar> texts = new ArrayList<>();
    for (YamlNode item : items(entry)) {
      if (item instanceof Scalar text) {
        texts.add(text);
      } else {
        findings.fault(
            item.line(),
            entry.key() + ": " + item.found() + " (expected: a text, in quotes if it has : or [)");
      }
    }
    return texts;
  }

  /** A text that is not empty. */
  String text(Section.Entry entry) {
    if (entry.value() instanceof Scalar text && !text.text().isBlank()) {
      return text.text().strip();
    }
    findings.fault(
        entry.line(), entry.key() + ": " + entry.value().found() + " (expected: a text)");
    return "";
  }

  /** A number in a range; empty if it is none. */
  OptionalDouble number(Section.Entry entry, double min, double max) {
    double value = Double.NaN;
    if (entry.value() instanceof Scalar text) {
      try {
        value = Double.parseDouble(text.text());
      } catch (NumberFormatException e) {
        value = Double.NaN;
      }
    }
    if (value >= min && value <= max) {
      return OptionalDouble.of(value);
    }
    findings.fault(
        entry.line(),
        "%s: %s (expected: a number, %s..%s)"
            .formatted(entry.key(), entry.value().found(), plain(min), plain(max)));
    return OptionalDouble.empty();
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }
}
