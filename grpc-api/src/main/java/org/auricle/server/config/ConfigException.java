package org.auricle.server.config;

/**
 * The configuration is at fault; says where, what was found and what was expected: in one line, but
 * of a domain file with several faults in a line for each.
 */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1;

  private final String path; // of the option at fault; empty if none is

  /** One line. */
  public ConfigException(String message) {
    super(message);
    path = "";
  }

  /**
   * The fault is in a file that the configuration names.
   *
   * @param cause says what is wrong with the file
   */
  public ConfigException(String message, Throwable cause) {
    super(message, cause);
    path = "";
  }

  ConfigException(String where, String path, String problem) {
    super(where + ": " + (path.isEmpty() ? "" : path + ": ") + problem);
    this.path = path;
  }

  /** Whether an option, or something in it, is at fault. */
  boolean concerns(String option) {
    return path.equals(option) || path.startsWith(option + "[");
  }
}
