package org.auricle.acoustic.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What was recognised instead of what was said, word by word, as HTML: {@code <del>} for words that
 * were not recognised, {@code <ins>} for words that were not said.
 */
final class TranscriptDiff {
  private TranscriptDiff() {}

  static String html(String reference, String hypothesis) {
    String[] said = words(reference);
    String[] heard = words(hypothesis);
    int[][] cost = costs(said, heard);
    List<String> parts = new ArrayList<>();
    int i = said.length;
    int j = heard.length;
    while (i > 0 || j > 0) {
      boolean same = i > 0 && j > 0 && said[i - 1].equals(heard[j - 1]);
      if (i > 0 && j > 0 && cost[i][j] == cost[i - 1][j - 1] + (same ? 0 : 1)) {
        i--;
        j--;
        parts.add(
            same
                ? escape(said[i])
                : "<del>" + escape(said[i]) + "</del> <ins>" + escape(heard[j]) + "</ins>");
      } else if (i > 0 && cost[i][j] == cost[i - 1][j] + 1) {
        parts.add("<del>" + escape(said[--i]) + "</del>");
      } else {
        parts.add("<ins>" + escape(heard[--j]) + "</ins>");
      }
    }
    Collections.reverse(parts);
    return String.join(" ", parts);
  }

  /** Levenshtein distances of the beginnings. */
  private static int[][] costs(String[] said, String[] heard) {
    int[][] cost = new int[said.length + 1][heard.length + 1];
    for (int i = 0; i <= said.length; i++) {
      for (int j = 0; j <= heard.length; j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
        } else {
          int diagonal = cost[i - 1][j - 1] + (said[i - 1].equals(heard[j - 1]) ? 0 : 1);
          cost[i][j] = Math.min(diagonal, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        }
      }
    }
    return cost;
  }

  private static String[] words(String text) {
    return text.isBlank() ? new String[0] : text.strip().split("\\s+");
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
