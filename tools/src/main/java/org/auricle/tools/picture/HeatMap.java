package org.auricle.tools.picture;

import java.util.Base64;

/**
 * Values over time as colours.
 *
 * @param values [rows x columns], row 0 on top, columns in time; shared, not copied
 * @param low drawn in the palette's first colour, as all below it
 * @param high drawn in its last, as all above it
 */
public record HeatMap(
    float[] values, int rows, int columns, double low, double high, Palette palette) {

  /** Requires values for all pixels and a range. */
  public HeatMap {
    if (rows < 1 || columns < 1 || values.length < (long) rows * columns || !(high > low)) {
      throw new IllegalArgumentException(
          "rows x columns: %d x %d of %d values, %s to %s (expected: at least one each)"
              .formatted(rows, columns, values.length, low, high));
    }
  }

  /** The image, as an address that holds all of it. */
  String uri() {
    byte[] pixels = new byte[rows * columns];
    for (int i = 0; i < pixels.length; i++) {
      double share = Math.max(0, Math.min(1, (values[i] - low) / (high - low)));
      pixels[i] = (byte) Math.round(share * (Palette.COLOURS - 1)); // what is no number: 0
    }
    return "data:image/png;base64,"
        + Base64.getEncoder().encodeToString(Png.write(columns, rows, pixels, palette));
  }
}
