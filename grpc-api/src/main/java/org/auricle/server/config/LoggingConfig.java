package org.auricle.server.config;

/** What is written to standard error. */
public record LoggingConfig(
    @Option(value = "text", doc = "text, for people, or json, an object a line.") Format format,
    @Option(value = "info", doc = "Least serious messages to write: error, warning, info, debug.")
        Level level,
    @Option(
            value = "false",
            doc = "Whether to write a line for each call: client, method, status, " + "durations.")
        boolean calls,
    @Option(
            value = "false",
            doc = "Whether lines of calls hold what was understood. Audio is never " + "written.")
        boolean transcripts) {

  /** How a message looks. */
  public enum Format {
    TEXT,
    JSON
  }

  /** How serious a message is. */
  public enum Level {
    ERROR,
    WARNING,
    INFO,
    DEBUG
  }
}
