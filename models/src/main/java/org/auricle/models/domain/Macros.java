package org.auricle.models.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.auricle.models.domain.Phrase.Choice;
import org.auricle.models.domain.Phrase.Word;
import org.auricle.models.yaml.YamlNode.Scalar;

/** The macros of a file, each read when it is first referred to. Not thread-safe. */
final class Macros {
  private static final int MAX_DEPTH = 20; // of macros in macros

  private final Findings findings;
  private final Map<String, Macro> macros = new LinkedHashMap<>();
  private final Map<String, Phrase> read = new LinkedHashMap<>();
  private final Set<String> open = new LinkedHashSet<>(); // being read, outermost first
  private final Set<String> used = new LinkedHashSet<>();

  /** As it stands in the file. */
  private record Macro(int line, List<Scalar> choices) {}

  Macros(Findings findings) {
    this.findings = findings;
  }

  void define(String name, int line, List<Scalar> choices) {
    macros.put(name, new Macro(line, choices));
  }

  /** Reads those that nothing has referred to, too, and says so. */
  List<Phrase> all() {
    macros.forEach(
        (name, macro) -> {
          if (!used.contains(name)) {
            findings.warn(macro.line, "macro @" + name + " is not used");
            phrase(name);
          }
        });
    return List.copyOf(read.values());
  }

  /** Reads an expression; empty if it is at fault, which is reported. */
  Optional<Phrase> parse(Scalar text) {
    try {
      return Optional.of(PhraseParser.parse(text.text(), text.line(), this::use));
    } catch (PhraseParser.Fault e) {
      findings.fault(text.line(), e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * The phrase that a name stands for.
   *
   * @throws PhraseParser.Fault if there is none, or it would never end
   */
  private Phrase use(String name) {
    if (!macros.containsKey(name)) {
      throw new PhraseParser.Fault(
          "macro @" + name + " is not defined" + Findings.nearest(name, macros.keySet()));
    }
    used.add(name);
    return phrase(name);
  }

  private Phrase phrase(String name) {
    Phrase known = read.get(name);
    if (known != null) {
      return known;
    }
    if (open.contains(name)) {
      List<String> loop = new ArrayList<>(open);
      loop = loop.subList(loop.indexOf(name), loop.size());
      throw new PhraseParser.Fault(
          "endless recursion: @" + String.join(" > @", loop) + " > @" + name);
    }
    if (open.size() == MAX_DEPTH) {
      throw new PhraseParser.Fault(
          "macros in macros more than " + MAX_DEPTH + " deep (expected: fewer)");
    }
    open.add(name);
    Phrase phrase = read(macros.get(name));
    open.remove(name);
    read.put(name, phrase);
    return phrase;
  }

  private Phrase read(Macro macro) {
    List<Phrase> choices = new ArrayList<>();
    macro.choices.forEach(text -> parse(text).ifPresent(choices::add));
    if (choices.isEmpty()) {
      return new Word("-", macro.line); // stands in for what is at fault, which is reported
    }
    return choices.size() == 1 ? choices.get(0) : new Choice(choices);
  }
}
