package org.auricle.decoder.grammar;

import org.auricle.engine.recognition.DecodeRequestException;

/** A grammar that cannot be used, and where in its text. */
public final class GrammarException extends DecodeRequestException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  private GrammarException(int line, int column, String problem) {
    super(problem);
    this.line = line;
    this.column = column;
  }

  /** A problem at a position of the source. */
  static GrammarException at(String source, int offset, String problem) {
    String before = source.substring(0, Math.min(offset, source.length()));
    int line = 1 + (int) before.lines().count() - (endsInLine(before) ? 1 : 0);
    int lineStart = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
    int column = 1 + before.codePointCount(lineStart, before.length());
    return new GrammarException(
        line, column, "grammar, line " + line + ", column " + column + ": " + problem);
  }

  /** The same problem, of a grammar with a name. */
  GrammarException in(String name) {
    return new GrammarException(line, column, name + ": " + getMessage());
  }

  private static boolean endsInLine(String before) {
    return !before.isEmpty() && !before.endsWith("\n") && !before.endsWith("\r");
  }

  /** The line, from 1. */
  public int line() {
    return line;
  }

  /** The column, from 1, in characters. */
  public int column() {
    return column;
  }
}
