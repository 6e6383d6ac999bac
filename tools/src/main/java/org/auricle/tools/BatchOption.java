package org.auricle.tools;

import picocli.CommandLine.Option;

/** How many recordings are recognised together. */
final class BatchOption {
  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Recognise N recordings together, which takes more memory and less time"
              + " (default: ${DEFAULT-VALUE}).")
  private int size;

  int size() {
    if (size < 1) {
      throw new InputException("--batch: " + size + " (expected: >= 1)");
    }
    return size;
  }
}
