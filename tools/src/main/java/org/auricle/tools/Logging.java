package org.auricle.tools;

import java.util.Locale;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Where log messages go: standard error, one line each, warnings only unless more is asked for. */
final class Logging {
  private static final Level QUIET = Level.WARNING;
  private static final Level VERBOSE = Level.FINE;

  /** Loggers forget their level when nobody holds them. */
  private static final Logger OURS = Logger.getLogger("org.auricle");

  private Logging() {}

  /** Sets logging up; to be called before the first message. */
  static void configure(boolean verbose) {
    LogManager.getLogManager().reset();
    Handler handler = new ConsoleHandler();
    handler.setLevel(Level.ALL);
    handler.setFormatter(new Lines());
    Logger root = Logger.getLogger("");
    root.addHandler(handler);
    root.setLevel(QUIET);
    OURS.setLevel(verbose ? VERBOSE : QUIET);
  }

  private static final class Lines extends Formatter {
    @Override
    public String format(LogRecord message) {
      boolean loud = message.getLevel().intValue() >= Level.WARNING.intValue();
      String level = loud ? message.getLevel().getName().toLowerCase(Locale.ROOT) + ": " : "";
      return "auricle: " + level + formatMessage(message) + System.lineSeparator();
    }
  }
}
