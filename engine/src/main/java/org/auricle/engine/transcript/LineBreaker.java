package org.auricle.engine.transcript;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Breaks a subtitle into as few lines as it takes, of similar length, rather after a comma. */
final class LineBreaker {
  /** What a break after a mark is worth, as a share of a full line's square. */
  private static final double AFTER_MARK = 0.05;

  private final int maxCharacters;

  LineBreaker(int maxCharacters) {
    this.maxCharacters = maxCharacters;
  }

  /** How many lines it takes. */
  int count(List<String> words) {
    int lines = 0;
    int length = maxCharacters;
    for (String word : words) {
      int more = length(word);
      if (lines == 0 || length + 1 + more > maxCharacters) {
        lines++;
        length = more;
      } else {
        length += 1 + more;
      }
    }
    return lines;
  }

  /** Breaks into {@link #count} lines with the least sum of squared lengths. */
  List<String> lines(List<String> words) {
    int n = words.size();
    int lines = count(words);
    double[][] best = new double[lines + 1][n + 1]; // of the first words in so many lines
    int[][] from = new int[lines + 1][n + 1];
    for (double[] row : best) {
      Arrays.fill(row, Double.POSITIVE_INFINITY);
    }
    best[0][0] = 0;
    for (int line = 1; line <= lines; line++) {
      for (int start = 0; start < n; start++) {
        int length = -1;
        for (int end = start + 1; end <= n; end++) {
          length += 1 + length(words.get(end - 1));
          if (length > maxCharacters && end > start + 1) {
            break;
          }
          double cost = best[line - 1][start] + cost(words, end, length);
          if (cost < best[line][end]) {
            best[line][end] = cost;
            from[line][end] = start;
          }
        }
      }
    }
    List<String> result = new ArrayList<>();
    for (int line = lines, end = n; line > 0; end = from[line][end], line--) {
      result.add(0, String.join(" ", words.subList(from[line][end], end)));
    }
    return result;
  }

  private double cost(List<String> words, int end, int length) {
    boolean afterMark = end < words.size() && Marks.endsClause(words.get(end - 1));
    double bonus = afterMark ? AFTER_MARK * maxCharacters * maxCharacters : 0;
    return (double) length * length - bonus;
  }

  /** In characters as people count them, not in UTF-16 units. */
  static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
