package org.auricle.decoder.spotting;

/**
 * When posteriors are taken for a phrase: when they hold its sounds for likely enough, on average.
 *
 * <p>Anything sounds like three or four sounds now and then, and hardly ever like twelve. So how
 * unlikely the average token may be grows with their number n:
 *
 * <pre>
 *   nats(n) = growthNats (1 - chanceTokens / n), from leastNats to mostNats,
 *             times 1 + span (2 sensitivity - 1)
 * </pre>
 *
 * @param growthNats for every token of a very long phrase, but for the limit; at least 0
 * @param chanceTokens so many are found by chance
 * @param leastNats of the shortest phrase, above 0
 * @param mostNats of the longest
 * @param span share by which sensitivity changes it either way, 0 to 1
 * @param settleSeconds for which a better match is waited for, before a hit is told
 * @param refractorySeconds from a hit's end to the earliest start of the phrase's next
 */
public record SpottingOptions(
    double growthNats,
    double chanceTokens,
    double leastNats,
    double mostNats,
    double span,
    double settleSeconds,
    double refractorySeconds) {

  /** Found so that phrases of any length have about the same false alarms; see docs/wake.md. */
  public static final SpottingOptions DEFAULT =
      new SpottingOptions(4.5, 5.1, 0.6, 2.5, 0.4, 0.09, 0.5);

  /** Validates ranges. */
  public SpottingOptions {
    require("growthNats", growthNats, growthNats >= 0, ">= 0");
    require("chanceTokens", chanceTokens, chanceTokens >= 0, ">= 0");
    require("leastNats", leastNats, leastNats > 0, "> 0");
    require("mostNats", mostNats, mostNats >= leastNats, ">= leastNats, " + leastNats);
    require("span", span, span >= 0 && span <= 1, "0..1");
    require("settleSeconds", settleSeconds, settleSeconds >= 0, ">= 0");
    require("refractorySeconds", refractorySeconds, refractorySeconds >= 0, ">= 0");
  }

  /** Nats that every one of so many tokens of a phrase may cost on average. */
  double nats(int tokens, double sensitivity) {
    double nats = growthNats * (1 - chanceTokens / tokens);
    double half = Math.min(mostNats, Math.max(leastNats, nats));
    return half * (1 + span * (2 * sensitivity - 1));
  }

  private static void require(String name, double value, boolean valid, String expected) {
    if (!(valid && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: " + expected + ", finite)");
    }
  }
}
