package org.auricle.tools;

import picocli.CommandLine.Option;

/** How sure intervals are to be. */
final class IntervalLevel {

  @Option(
      names = "--level",
      paramLabel = "PERCENT",
      description = "Share of the values that intervals are to hold (default: ${DEFAULT-VALUE}).")
  private double percent = 90;

  /** Within 0..1. */
  double share() {
    if (!(percent > 0 && percent < 100)) {
      throw new InputException("--level: " + percent + " (expected: within 0..100)");
    }
    return percent / 100;
  }
}
