package org.auricle.acoustic.pieces;

/**
 * Which pieces to look for.
 *
 * @param count most pieces, characters among them; there are fewer if the texts do not give so many
 * @param longest most characters of a piece, the mark of a word's start not counted. A piece is
 *     heard in one frame at least, so long pieces are hard to place in time and, in few texts, rare
 */
public record PieceOptions(int count, int longest) {

  /** Most pieces that can be asked for. */
  public static final int MOST = 100_000;

  /** Most characters that can be asked for. */
  public static final int MOST_CHARACTERS = 32;

  /** 200 pieces of up to 4 characters, for hours rather than hundreds of hours of speech. */
  public static final PieceOptions DEFAULT = new PieceOptions(200, 4);

  /** Validates ranges. */
  public PieceOptions {
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException("count: " + count + " (expected: 1.." + MOST + ")");
    }
    if (longest < 1 || longest > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "longest: " + longest + " (expected: 1.." + MOST_CHARACTERS + ")");
    }
  }
}
