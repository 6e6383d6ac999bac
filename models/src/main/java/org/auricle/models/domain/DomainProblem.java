package org.auricle.models.domain;

/**
 * Something wrong with a domain file.
 *
 * @param file its name
 * @param line from 1; 0 if it is nowhere in particular
 * @param problem one line: what was found and what was expected
 */
public record DomainProblem(String file, int line, String problem) {

  /** Such as {@code coffee.yaml:7: ...}. */
  @Override
  public String toString() {
    return file + (line > 0 ? ":" + line : "") + ": " + problem;
  }
}
