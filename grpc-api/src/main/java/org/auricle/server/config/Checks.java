package org.auricle.server.config;

/** The checks of the records. */
final class Checks {
  private Checks() {}

  static void require(boolean valid, String name, Object found, String expected) {
    if (!valid) {
      throw new IllegalArgumentException(name + ": " + found + " (expected: " + expected + ")");
    }
  }

  static void range(long value, long least, long most, String name) {
    require(value >= least && value <= most, name, value, least + ".." + most);
  }

  static String quoted(String text) {
    return '"' + text + '"';
  }
}
