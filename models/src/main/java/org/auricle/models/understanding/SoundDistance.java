package org.auricle.models.understanding;

/**
 * How far words are apart by their letters, those that stand for similar sounds being closer: what
 * a recogniser confuses is near. An edit distance (Wagner and Fischer 1974) whose costs are:
 * letters of one group 0.5, a letter again or an h more or less 0.5, any other edit 1.
 */
final class SoundDistance {
  private static final double NEAR = 0.5;
  private static final double FAR = 1;

  /** A letter may be in several; s and z sound like a soft c, k and q like a hard one. */
  private static final String[] GROUPS = {
    "aeiouy", "bp", "dt", "gkcqx", "fvw", "szcx", "mn", "lr", "jgy"
  };

  private static final int LETTERS = 128;
  private static final boolean[][] SIMILAR = similar();

  private SoundDistance() {}

  private static boolean[][] similar() {
    boolean[][] similar = new boolean[LETTERS][LETTERS];
    for (String group : GROUPS) {
      for (char a : group.toCharArray()) {
        for (char b : group.toCharArray()) {
          similar[a][b] = true;
        }
      }
    }
    return similar;
  }

  /** The distance by the length of the longer word: 0 the same, 1 nothing in common. */
  static double normalized(String a, String b) {
    int longest = Math.max(a.length(), b.length());
    return longest == 0 ? 0 : of(a, b) / longest;
  }

  /** The least sum of costs that makes one word of the other. */
  static double of(String a, String b) {
    double[] above = new double[b.length() + 1];
    for (int j = 1; j <= b.length(); j++) {
      above[j] = above[j - 1] + single(b, j - 1);
    }
    for (int i = 1; i <= a.length(); i++) {
      double[] row = new double[b.length() + 1];
      row[0] = above[0] + single(a, i - 1);
      for (int j = 1; j <= b.length(); j++) {
        double change = above[j - 1] + change(a.charAt(i - 1), b.charAt(j - 1));
        double drop = above[j] + single(a, i - 1);
        double add = row[j - 1] + single(b, j - 1);
        row[j] = Math.min(change, Math.min(drop, add));
      }
      above = row;
    }
    return above[b.length()];
  }

  /** What it costs to take one letter for another. */
  static double change(char a, char b) {
    if (a == b) {
      return 0;
    }
    return a < LETTERS && b < LETTERS && SIMILAR[a][b] ? NEAR : FAR;
  }

  /** What it costs to have a letter more. */
  static double single(String word, int at) {
    boolean again = at > 0 && word.charAt(at) == word.charAt(at - 1);
    return again || word.charAt(at) == 'h' ? NEAR : FAR;
  }
}
