package org.auricle.acoustic.training;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.auricle.acoustic.pieces.PieceOptions;

/**
 * Word pieces that a recipe asks for.
 *
 * @param file of pieces that are there already; none: they are found in the texts of the training
 *     manifests, each counted by the weight of its corpus
 * @param count how many are wanted, characters among them; 0 for none
 * @param longest most characters of a piece
 * @param temperature at which a text is divided anew each time it is drawn; 0 for always the
 *     likeliest way
 */
public record PieceSettings(Optional<Path> file, int count, int longest, double temperature) {

  /** None; of up to 4 characters, always divided in the same way, if a count is given. */
  public static final PieceSettings NONE =
      new PieceSettings(Optional.empty(), 0, PieceOptions.DEFAULT.longest(), 0);

  private static final double HOTTEST = 100; // all ways are as frequent by then

  /** Validates ranges. */
  public PieceSettings {
    Objects.requireNonNull(file, "file");
    require(count >= 0 && count <= PieceOptions.MOST, "count", count, "0.." + PieceOptions.MOST);
    require(file.isEmpty() || count == 0, "count", count, "0, with text.pieces.file");
    require(
        longest >= 1 && longest <= PieceOptions.MOST_CHARACTERS,
        "longest",
        longest,
        "1.." + PieceOptions.MOST_CHARACTERS);
    require(
        temperature >= 0 && temperature <= HOTTEST, "temperature", temperature, "0.." + HOTTEST);
  }

  /** Whether there are to be pieces that the recipe's tokens are not. */
  public boolean wanted() {
    return file.isPresent() || count > 0;
  }

  private static void require(boolean holds, String name, Object found, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(
          "text.pieces." + name + ": " + found + " (expected: " + expected + ")");
    }
  }
}
