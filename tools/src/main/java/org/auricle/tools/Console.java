package org.auricle.tools;

import java.io.PrintStream;

/**
 * Where a command writes.
 *
 * @param out results, nothing else
 * @param err everything else: progress, errors, log
 * @param columns width of the terminal behind {@code err}; 0 if it is none
 * @param showsResults whether there is a terminal behind {@code out}
 */
record Console(PrintStream out, PrintStream err, int columns, boolean showsResults) {

  /** Results go elsewhere than to a terminal. */
  Console(PrintStream out, PrintStream err, int columns) {
    this(out, err, columns, false);
  }

  /** Whether somebody looks on while it runs. */
  boolean isTerminal() {
    return columns > 0;
  }

  /** A remark beside the results. */
  void note(String line) {
    err.println("auricle: " + line);
  }
}
