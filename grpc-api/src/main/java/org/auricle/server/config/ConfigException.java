package org.auricle.server.config;

/** The configuration is at fault; says in one line where, what was found and what was expected. */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1;

  private final String path; // of the option at fault; empty if none is

  /** One line. */
  public ConfigException(String message) {
    super(message);
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
