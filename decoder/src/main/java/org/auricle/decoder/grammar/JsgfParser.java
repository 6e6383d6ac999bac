package org.auricle.decoder.grammar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.auricle.decoder.grammar.Expansion.Alternative;
import org.auricle.decoder.grammar.Expansion.Alternatives;
import org.auricle.decoder.grammar.Expansion.Maybe;
import org.auricle.decoder.grammar.Expansion.Repeat;
import org.auricle.decoder.grammar.Expansion.RuleReference;
import org.auricle.decoder.grammar.Expansion.Sequence;
import org.auricle.decoder.grammar.Expansion.Word;

/**
 * Reads the JSpeech Grammar Format (W3C note of 5 June 2000), by recursive descent. Tags are read
 * and passed over; imports are refused, since there is nowhere to import from.
 */
final class JsgfParser {
  private static final String HEADER = "#JSGF";
  private static final int MAX_DEPTH = 200; // of brackets in brackets

  private final String source;
  private final SourceReader reader;
  private int depth;

  private JsgfParser(String source) {
    this.source = source;
    this.reader = new SourceReader(source);
  }

  /**
   * Parses a grammar.
   *
   * @throws GrammarException saying where it is not one
   */
  static JsgfGrammar parse(String source) {
    return new JsgfParser(source).grammar();
  }

  private JsgfGrammar grammar() {
    header();
    String name = declaration();
    Map<String, JsgfGrammar.Rule> rules = new LinkedHashMap<>();
    while (reader.peek() != SourceReader.END) {
      int at = reader.position();
      JsgfGrammar.Rule rule = rule();
      if (rules.putIfAbsent(rule.name(), rule) != null) {
        throw reader.problem(at, "rule <" + rule.name() + "> is defined twice");
      }
    }
    return new JsgfGrammar(name, rules, source);
  }

  /** {@code #JSGF V1.0 [character encoding [locale]];}. */
  private void header() {
    if (!reader.take(HEADER)) {
      throw reader.found("#JSGF V1.0;");
    }
    int at = reader.position();
    String version = reader.word("V1.0");
    if (!version.equals("V1.0")) {
      throw reader.problem(at, "version \"" + version + "\" (expected: V1.0)");
    }
    for (int i = 0; i < 2 && reader.isWord(); i++) {
      reader.word("an encoding or a locale");
    }
    reader.require(';', "; behind the header");
  }

  private String declaration() {
    int at = reader.position();
    if (!reader.isWord() || !reader.word("grammar").equals("grammar")) {
      throw reader.problem(at, "no name (expected: grammar NAME;)");
    }
    String name = reader.word("the grammar's name");
    reader.require(';', "; behind the grammar's name");
    return name;
  }

  private JsgfGrammar.Rule rule() {
    int at = reader.position();
    boolean isPublic = false;
    if (reader.isWord()) {
      String keyword = reader.word("a rule");
      if (keyword.equals("import")) {
        throw reader.problem(at, "import (expected: a grammar that is complete in itself)");
      }
      if (!keyword.equals("public")) {
        throw reader.problem(at, "\"" + keyword + "\" (expected: public, or a rule <name>)");
      }
      isPublic = true;
    }
    reader.require('<', "a rule <name>");
    String name = ruleName();
    if (name.equals("NULL") || name.equals("VOID")) {
      throw reader.problem(at, "rule <" + name + "> is defined (expected: another name)");
    }
    reader.require('=', "= behind the rule's name");
    Expansion expansion = alternatives();
    reader.require(';', "; at the end of rule <" + name + ">");
    return new JsgfGrammar.Rule(name, isPublic, expansion);
  }

  private String ruleName() {
    int at = reader.position();
    String name = reader.upTo('>', false, "a rule's name").strip();
    if (name.isEmpty() || name.chars().anyMatch(c -> Character.isWhitespace(c) || c == '<')) {
      throw reader.problem(at, "rule \"<" + name + ">\" (expected: a name without blanks)");
    }
    return name;
  }

  private Expansion alternatives() {
    if (++depth > MAX_DEPTH) {
      throw reader.problem(
          reader.position(), "brackets " + depth + " deep (expected: <= " + MAX_DEPTH + ")");
    }
    List<Alternative> choices = new ArrayList<>();
    do {
      double weight = reader.peek() == '/' ? weight() : 1;
      choices.add(new Alternative(sequence(), weight));
    } while (reader.take('|'));
    depth--;
    boolean plain = choices.size() == 1;
    return plain ? choices.get(0).expansion() : new Alternatives(List.copyOf(choices));
  }

  private double weight() {
    int at = reader.position();
    reader.take('/');
    String text = reader.upTo('/', false, "a weight").strip();
    double weight;
    try {
      weight = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      weight = Double.NaN;
    }
    if (!(weight >= 0) || weight == Double.POSITIVE_INFINITY) {
      throw reader.problem(at, "weight \"" + text + "\" (expected: a number >= 0)");
    }
    return weight;
  }

  private Expansion sequence() {
    List<Expansion> parts = new ArrayList<>();
    while (reader.isWord() || "<([\"".indexOf(reader.peek()) >= 0) {
      parts.add(repeated(item()));
    }
    if (parts.isEmpty()) {
      throw reader.found("a word, a rule <name>, ( or [");
    }
    return parts.size() == 1 ? parts.get(0) : new Sequence(List.copyOf(parts));
  }

  private Expansion item() {
    int at = reader.position();
    if (reader.take('(')) {
      Expansion group = alternatives();
      reader.require(')', ") for the ( before");
      return group;
    }
    if (reader.take('[')) {
      Expansion part = alternatives();
      reader.require(']', "] for the [ before");
      return new Maybe(part);
    }
    if (reader.take('<')) {
      return new RuleReference(ruleName(), at);
    }
    if (reader.take('"')) {
      return quoted(reader.upTo('"', true, "a quotation"), at);
    }
    return new Word(reader.word("a word"), at);
  }

  /** What is quoted may have blanks, and then is several words. */
  private Expansion quoted(String text, int at) {
    if (text.isBlank()) {
      throw reader.problem(at, "\"" + text + "\" (expected: a word between the quotation marks)");
    }
    List<Expansion> words = new ArrayList<>();
    for (String word : text.strip().split("\\s+")) {
      words.add(new Word(word, at));
    }
    return words.size() == 1 ? words.get(0) : new Sequence(List.copyOf(words));
  }

  /** An item with what may follow it: *, + and tags. */
  private Expansion repeated(Expansion item) {
    Expansion whole = item;
    while (true) {
      if (reader.take('*')) {
        whole = new Repeat(whole, false);
      } else if (reader.take('+')) {
        whole = new Repeat(whole, true);
      } else if (reader.take('{')) {
        reader.upTo('}', true, "a tag");
      } else {
        return whole;
      }
    }
  }
}
