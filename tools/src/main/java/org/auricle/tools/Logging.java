package org.auricle.tools;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.auricle.server.config.LoggingConfig;

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

  /** Sets logging of a server up. */
  static void configure(LoggingConfig logging, PrintStream err) {
    LogManager.getLogManager().reset();
    Formatter format =
        logging.format() == LoggingConfig.Format.JSON ? new JsonLines() : new TracedLines();
    Handler handler = new LineHandler(err);
    handler.setLevel(Level.ALL);
    handler.setFormatter(format);
    Logger root = Logger.getLogger("");
    root.addHandler(handler);
    root.setLevel(QUIET);
    OURS.setLevel(
        switch (logging.level()) {
          case ERROR -> Level.SEVERE;
          case WARNING -> Level.WARNING;
          case INFO -> Level.INFO;
          case DEBUG -> Level.FINE;
        });
  }

  /** Onto a stream that stays open. */
  private static final class LineHandler extends Handler {
    private final PrintStream out;

    LineHandler(PrintStream out) {
      this.out = out;
    }

    @Override
    public void publish(LogRecord message) {
      if (isLoggable(message)) {
        out.print(getFormatter().format(message));
      }
    }

    @Override
    public void flush() {
      out.flush();
    }

    @Override
    public void close() {
      flush();
    }
  }

  private static final class Lines extends Formatter {
    @Override
    public String format(LogRecord message) {
      boolean loud = message.getLevel().intValue() >= Level.WARNING.intValue();
      String level = loud ? message.getLevel().getName().toLowerCase(Locale.ROOT) + ": " : "";
      return "auricle: " + level + formatMessage(message) + System.lineSeparator();
    }
  }

  /**
   * With the traces of failures, for whoever runs a server: clients get only a reference to them.
   */
  static final class TracedLines extends Formatter {
    private final Lines lines = new Lines();

    @Override
    public String format(LogRecord message) {
      StringWriter text = new StringWriter();
      text.append(lines.format(message));
      if (message.getThrown() != null) {
        message.getThrown().printStackTrace(new PrintWriter(text));
      }
      return text.toString();
    }
  }
}
