package org.auricle.models.domain;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.auricle.models.yaml.YamlException;
import org.auricle.models.yaml.YamlNode;
import org.auricle.models.yaml.YamlNode.Scalar;
import org.auricle.models.yaml.YamlNode.Section;
import org.auricle.models.yaml.YamlReader;

/**
 * Reads domain files. All faults that can be told apart are reported at once, each with its line.
 *
 * <pre>
 * name: coffee counter            # the file's name if it is not said
 * settings:                       # all optional
 *   language: en
 *   wake: hey barista
 *   rejection: 1.0
 *   boost: 4
 * context:
 *   macros:
 *     please: ["please", "if you would"]
 *   expressions:
 *     orderDrink:
 *       - "(@please) [make, get] me a $size:size [latte, coffee] at $time:when"
 *   slots:
 *     size: [small, {large: [large, big]}]
 *     time: {builtin: time}
 * </pre>
 */
public final class DomainReader {
  private final Findings findings;
  private final Macros macros;

  private DomainReader(String name) {
    findings = new Findings(name);
    macros = new Macros(findings);
  }

  /**
   * A domain and what is odd about its file.
   *
   * @param warnings by lines
   */
  public record DomainFile(Domain domain, List<DomainProblem> warnings) {}

  /**
   * Reads a file.
   *
   * @throws DomainException naming all its faults
   */
  public static Domain read(Path file) throws IOException, DomainException {
    return open(file).domain();
  }

  /**
   * Reads a text.
   *
   * @param name of its file, for errors
   * @throws DomainException naming all its faults
   */
  public static Domain read(String name, String yaml) throws DomainException {
    return open(name, yaml).domain();
  }

  /** Reads a file, with what is odd about it. */
  public static DomainFile open(Path file) throws IOException, DomainException {
    try {
      return new DomainReader(file.toString()).domain(YamlReader.read(file), plainName(file));
    } catch (YamlException e) {
      throw malformed(file.toString(), e);
    }
  }

  /** Reads a text, with what is odd about it. */
  public static DomainFile open(String name, String yaml) throws DomainException {
    try {
      return new DomainReader(name).domain(YamlReader.read(yaml), plainName(Path.of(name)));
    } catch (YamlException e) {
      throw malformed(name, e);
    }
  }

  private static String plainName(Path file) {
    return String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
  }

  private static DomainException malformed(String file, YamlException e) {
    return new DomainException(List.of(new DomainProblem(file, e.line(), e.getMessage())));
  }

  private DomainFile domain(YamlNode root, String fileName) throws DomainException {
    NodeReader nodes = new NodeReader(findings);
    Map<String, Section.Entry> top =
        nodes.section(root, "the file", List.of("name", "settings", "context"));
    String name = top.containsKey("name") ? nodes.text(top.get("name")) : fileName;
    DomainSettings settings = SettingsReader.read(Optional.ofNullable(top.get("settings")), nodes);
    Map<String, Section.Entry> context = Map.of();
    if (top.containsKey("context")) {
      context =
          nodes.section(
              top.get("context").value(), "context", List.of("expressions", "slots", "macros"));
    }
    nodes
        .named(context.get("macros"), "macro")
        .forEach((macro, entry) -> macros.define(macro, entry.line(), nodes.texts(entry)));
    Map<String, Slot> slots =
        new SlotsReader(findings, nodes, macros).read(nodes.named(context.get("slots"), "slot"));
    List<Intent> intents = intents(nodes.named(context.get("expressions"), "intent"), nodes);
    Section.Entry expressions = context.get("expressions");
    if (intents.isEmpty() && (expressions == null || !findings.areFaults())) {
      findings.fault(root.line(), "no expressions (expected: context: expressions: ...)");
    }
    new DomainChecks(findings, slots).check(intents, macros.all());
    if (findings.areFaults()) {
      throw findings.exception();
    }
    return new DomainFile(new Domain(name, intents, slots, settings), findings.warnings());
  }

  private List<Intent> intents(Map<String, Section.Entry> entries, NodeReader nodes) {
    List<Intent> intents = new ArrayList<>();
    entries.forEach(
        (name, entry) -> {
          List<Expression> expressions = new ArrayList<>();
          for (Scalar text : nodes.texts(entry)) {
            macros
                .parse(text)
                .ifPresent(phrase -> expressions.add(new Expression(phrase, text.line())));
          }
          if (!expressions.isEmpty()) {
            intents.add(new Intent(name, expressions, entry.line()));
          }
        });
    return intents;
  }
}
