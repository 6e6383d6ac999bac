package org.auricle.server.config;

/** The configuration is at fault; says in one line where, what was found and what was expected. */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1;

  /** One line. */
  public ConfigException(String message) {
    super(message);
  }

  ConfigException(String where, String path, String problem) {
    super(where + ": " + (path.isEmpty() ? "" : path + ": ") + problem);
  }
}
