package org.auricle.decoder.grammar;

/** Reads a grammar's source from left to right; blanks and comments count for nothing. */
final class SourceReader {
  private static final String SPECIAL = ";=|*+<>()[]{}\"";
  static final int END = -1;

  private final String source;
  private int at;

  SourceReader(String source) {
    this.source = source;
    this.at = source.startsWith("\ufeff") ? 1 : 0; // a byte order mark
  }

  /** Where the next character that counts is. */
  int position() {
    skip();
    return at;
  }

  GrammarException problem(int position, String problem) {
    return GrammarException.at(source, position, problem);
  }

  /** A problem with what comes next. */
  GrammarException found(String expected) {
    int next = peek();
    String found = next == END ? "the end" : "\"" + Character.toString(next) + "\"";
    return problem(at, found + " (expected: " + expected + ")");
  }

  /** The next character that counts, or {@link #END}. */
  int peek() {
    skip();
    return at < source.length() ? source.codePointAt(at) : END;
  }

  /** Passes a character if it comes next. */
  boolean take(char character) {
    if (peek() != character) {
      return false;
    }
    at++;
    return true;
  }

  void require(char character, String expected) {
    if (!take(character)) {
      throw found(expected);
    }
  }

  /** Passes a text if it comes next, whatever stands behind it. */
  boolean take(String text) {
    skip();
    boolean there = source.startsWith(text, at);
    at += there ? text.length() : 0;
    return there;
  }

  /** Whether a bare word comes next. */
  boolean isWord() {
    int next = peek();
    return next != END && SPECIAL.indexOf(next) < 0;
  }

  /** A bare word: all up to a blank, a special symbol or a comment. */
  String word(String expected) {
    if (!isWord()) {
      throw found(expected);
    }
    int from = at;
    while (at < source.length()
        && !isBlank(source.charAt(at))
        && SPECIAL.indexOf(source.charAt(at)) < 0
        && !isComment()) {
      at++;
    }
    return source.substring(from, at);
  }

  /** All up to a character, which is passed; a backslash makes the next character ordinary. */
  String upTo(char end, boolean escapes, String what) {
    int from = at;
    StringBuilder text = new StringBuilder();
    while (at < source.length() && source.charAt(at) != end) {
      if (escapes && source.charAt(at) == '\\' && at + 1 < source.length()) {
        at++;
      }
      text.append(source.charAt(at++));
    }
    if (at == source.length()) {
      throw problem(from, what + " that does not end (expected: " + end + ")");
    }
    at++;
    return text.toString();
  }

  private void skip() {
    while (at < source.length()) {
      if (isBlank(source.charAt(at))) {
        at++;
      } else if (source.startsWith("//", at)) {
        while (at < source.length() && source.charAt(at) != '\n' && source.charAt(at) != '\r') {
          at++;
        }
      } else if (source.startsWith("/*", at)) {
        int end = source.indexOf("*/", at + 2);
        if (end < 0) {
          throw problem(at, "a comment that does not end (expected: */)");
        }
        at = end + 2;
      } else {
        return;
      }
    }
  }

  private boolean isComment() {
    return source.startsWith("//", at) || source.startsWith("/*", at);
  }

  private static boolean isBlank(char character) {
    return Character.isWhitespace(character) || Character.isSpaceChar(character);
  }
}
