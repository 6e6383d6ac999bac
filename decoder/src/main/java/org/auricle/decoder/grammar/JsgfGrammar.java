package org.auricle.decoder.grammar;

import java.util.Map;

/**
 * A grammar as written.
 *
 * @param name in full
 * @param rules by name, in the order of the source
 * @param source for messages
 */
record JsgfGrammar(String name, Map<String, Rule> rules, String source) {

  /**
   * A rule.
   *
   * @param isPublic whether a sentence may be one
   */
  record Rule(String name, boolean isPublic, Expansion expansion) {}
}
