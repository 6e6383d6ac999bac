package org.auricle.decoder.spotting;

/**
 * When posteriors are taken for a phrase.
 *
 * @param strictNats how far the phrase may be below the best path, for every token, at sensitivity
 *     0; at least 0
 * @param lenientNats the same at sensitivity 1; between, it grows evenly
 * @param frameNats what every frame of a phrase costs, so that its sounds belong together
 * @param settleSeconds for which a better match is waited for, before a hit is told
 * @param refractorySeconds from a hit's end to the earliest start of the phrase's next
 */
public record SpottingOptions(
    double strictNats,
    double lenientNats,
    double frameNats,
    double settleSeconds,
    double refractorySeconds) {

  /** A nat for every token at the usual sensitivity. */
  public static final SpottingOptions DEFAULT = new SpottingOptions(0.25, 1.75, 0.02, 0.09, 0.5);

  /** Validates ranges. */
  public SpottingOptions {
    require("strictNats", strictNats, strictNats >= 0, ">= 0");
    require("lenientNats", lenientNats, lenientNats >= strictNats, ">= strictNats, " + strictNats);
    require("frameNats", frameNats, frameNats >= 0, ">= 0");
    require("settleSeconds", settleSeconds, settleSeconds >= 0, ">= 0");
    require("refractorySeconds", refractorySeconds, refractorySeconds >= 0, ">= 0");
  }

  /** Nats for every token that a phrase of a sensitivity may be below the best path. */
  double nats(double sensitivity) {
    return strictNats + sensitivity * (lenientNats - strictNats);
  }

  private static void require(String name, double value, boolean valid, String expected) {
    if (!(valid && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: " + expected + ", finite)");
    }
  }
}
