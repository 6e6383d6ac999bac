package org.auricle.models.domain;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Something that can be asked for.
 *
 * @param name as reported
 * @param expressions ways to ask for it, at least one
 * @param line of the domain file, from 1
 */
public record Intent(String name, List<Expression> expressions, int line) {

  /** Requires a name and an expression. */
  public Intent {
    if (name.isBlank()) {
      throw new IllegalArgumentException("name: \"" + name + "\" (expected: a name)");
    }
    expressions = List.copyOf(expressions);
    if (expressions.isEmpty()) {
      throw new IllegalArgumentException(name + ": 0 expressions (expected: >= 1)");
    }
  }

  /** Names of the slots that an order for this may have, in alphabetical order. */
  public Set<String> slotNames() {
    Set<String> names = new TreeSet<>();
    PhraseSize sizes = new PhraseSize();
    expressions.forEach(
        expression ->
            sizes
                .references(expression.phrase())
                .forEach(reference -> names.add(reference.name())));
    return names;
  }
}
