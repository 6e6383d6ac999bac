package org.auricle.engine.transcript;

/** Punctuation, for models that write it. */
final class Marks {
  private static final String SENTENCE = ".?!\u2026\u3002\uff1f\uff01";
  private static final String CLAUSE = ",;:\u2013\u2014\u3001\uff0c\uff1b";
  private static final String CLOSING = "\"')]\u201d\u2019\u00bb";

  private Marks() {}

  /** Whether a sentence ends with this word. */
  static boolean endsSentence(String word) {
    return endsIn(word, SENTENCE);
  }

  /** Whether a sentence or a part of one ends with this word. */
  static boolean endsClause(String word) {
    return endsIn(word, SENTENCE) || endsIn(word, CLAUSE);
  }

  private static boolean endsIn(String word, String marks) {
    int last = word.length() - 1;
    while (last > 0 && CLOSING.indexOf(word.charAt(last)) >= 0) {
      last--;
    }
    return last >= 0 && marks.indexOf(word.charAt(last)) >= 0;
  }
}
