package org.auricle.models.yaml;

/** A text that is no YAML, or none that is read here. */
public final class YamlException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  YamlException(int line, int column, String problem) {
    super(problem);
    this.line = line;
    this.column = column;
  }

  /** The line, from 1; 0 if it is nowhere in particular. */
  public int line() {
    return line;
  }

  /** The column, from 1; 0 if it is nowhere in particular. */
  public int column() {
    return column;
  }
}
