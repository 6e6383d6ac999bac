package org.auricle.tools;

import java.io.PrintStream;

/**
 * Where a command writes.
 *
 * @param out results, nothing else
 * @param err everything else: progress, errors, log
 * @param columns width of the terminal behind {@code err}; 0 if it is none
 */
record Console(PrintStream out, PrintStream err, int columns) {

  /** Whether somebody looks on while it runs. */
  boolean isTerminal() {
    return columns > 0;
  }

  /** A remark beside the results. */
  void note(String line) {
    err.println("auricle: " + line);
  }
}
