package org.auricle.tools;

import java.util.Locale;

/** Lines about a training, with a bar between them while it works. */
final class TrainingBar implements AutoCloseable {
  private final Console console;
  private TaskProgress bar; // null while a line is printed

  TrainingBar(Console console) {
    this.console = console;
  }

  /** Moves the bar, which appears if it is not there. */
  void update(long done, long updates, String state) {
    if (bar == null) {
      bar = TaskProgress.of(console, "updates", updates);
    }
    bar.update(done, state);
  }

  /** Prints a line; a bar would swallow it, the next update brings that back. */
  void note(String format, Object... arguments) {
    close();
    console.note(String.format(Locale.ROOT, format, arguments));
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
