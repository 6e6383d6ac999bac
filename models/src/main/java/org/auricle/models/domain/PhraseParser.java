package org.auricle.models.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.auricle.models.domain.Phrase.Choice;
import org.auricle.models.domain.Phrase.Maybe;
import org.auricle.models.domain.Phrase.Sequence;
import org.auricle.models.domain.Phrase.SlotReference;
import org.auricle.models.domain.Phrase.Word;

/**
 * Reads an expression: words; {@code [a, b c]} one of these; {@code (a)} this or nothing; {@code
 * $slot:name} a value; {@code @macro} what stands under that name. By recursive descent.
 */
final class PhraseParser {
  private static final int MAX_DEPTH = 20; // of brackets in brackets
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{Nd}_.-]*");
  private static final Pattern WORD =
      Pattern.compile("['’.&-]*[\\p{L}\\p{Nd}][\\p{L}\\p{M}\\p{Nd}'’.&-]*");
  private static final Map<Character, Character> CLOSING = Map.of('[', ']', '(', ')');

  private final String text;
  private final int line;
  private final Function<String, Phrase> macros;
  private int at;
  private int depth;

  /** What is wrong with an expression; the reader knows where it stands. */
  static final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Fault(String problem) {
      super(problem, null, false, false);
    }
  }

  private PhraseParser(String text, int line, Function<String, Phrase> macros) {
    this.text = text;
    this.line = line;
    this.macros = macros;
  }

  /**
   * Reads an expression.
   *
   * @param line of the file
   * @param macros by name; throws a {@link Fault} if there is none
   * @throws Fault saying what is wrong with it
   */
  static Phrase parse(String text, int line, Function<String, Phrase> macros) {
    PhraseParser parser = new PhraseParser(text, line, macros);
    Phrase phrase = parser.sequence(' ');
    parser.skip();
    if (parser.at < text.length()) {
      throw parser.unexpected();
    }
    return phrase;
  }

  /** Up to the bracket that closes, or a comma in brackets. */
  private Phrase sequence(char closing) {
    List<Phrase> parts = new ArrayList<>();
    skip();
    while (at < text.length() && text.charAt(at) != closing && text.charAt(at) != ',') {
      parts.add(item());
      skip();
    }
    if (parts.isEmpty()) {
      String found = text.isBlank() ? "nothing to say" : "nothing between the signs" + here();
      throw new Fault(found + " (expected: at least one word)");
    }
    return parts.size() == 1 ? parts.get(0) : new Sequence(parts);
  }

  private Phrase item() {
    char next = text.charAt(at);
    if (next == '[' || next == '(') {
      Phrase choice = bracket(next);
      return next == '(' ? new Maybe(choice) : choice;
    }
    if (next == '$') {
      at++;
      String slot = name("a slot, such as $size:size");
      boolean named = at < text.length() && text.charAt(at) == ':';
      at += named ? 1 : 0;
      return new SlotReference(slot, named ? name("a name behind the :") : slot, line);
    }
    if (next == '@') {
      at++;
      return macros.apply(name("a macro, such as @polite"));
    }
    Matcher word = WORD.matcher(text).region(at, text.length());
    if (!word.lookingAt()) {
      throw unexpected();
    }
    at = word.end();
    return new Word(word.group().replace('’', '\'').toLowerCase(Locale.ROOT), line);
  }

  private Phrase bracket(char opening) {
    int from = at++;
    if (++depth > MAX_DEPTH) {
      throw new Fault("brackets " + depth + " deep" + here() + " (expected: <= " + MAX_DEPTH + ")");
    }
    char closing = CLOSING.get(opening);
    List<Phrase> choices = new ArrayList<>();
    choices.add(sequence(closing));
    while (at < text.length() && text.charAt(at) == ',') {
      at++;
      choices.add(sequence(closing));
    }
    if (at == text.length()) {
      at = from;
      throw new Fault("\"" + opening + "\" without \"" + closing + "\"" + here());
    }
    at++; // what closes it: sequence() stops nowhere else
    depth--;
    return choices.size() == 1 ? choices.get(0) : new Choice(choices);
  }

  private String name(String expected) {
    Matcher name = NAME.matcher(text).region(at, text.length());
    if (!name.lookingAt()) {
      throw new Fault("no name" + here() + " (expected: " + expected + ")");
    }
    at = name.end();
    return name.group();
  }

  private void skip() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private Fault unexpected() {
    int found = text.codePointAt(at);
    String what = "\"" + Character.toString(found) + "\"";
    return switch (found) {
      case ']' -> new Fault(what + " without \"[\"" + here());
      case ')' -> new Fault(what + " without \"(\"" + here());
      case ',' -> new Fault(what + " outside of brackets" + here());
      default -> new Fault(what + here() + " (expected: a word, [, (, $slot:name or @macro)");
    };
  }

  /** Where, in characters from 1. */
  private String here() {
    return " at character " + (1 + text.codePointCount(0, Math.min(at, text.length())));
  }
}
