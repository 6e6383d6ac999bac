package org.auricle.models.domain;

import java.util.Map;

/** Reads the expressions of built-in slots, which refer to each other by name. */
record BuiltinPhrases(Map<String, String> macros) {

  static BuiltinPhrases with(Map<String, String> macros) {
    return new BuiltinPhrases(macros);
  }

  /**
   * The phrase of an expression.
   *
   * @param line that its words are to name
   */
  Phrase phrase(String expression, int line) {
    return PhraseParser.parse(expression, line, name -> phrase(macros.get(name), line));
  }
}
