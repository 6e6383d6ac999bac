package org.auricle.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A value that is not to be seen. In the configuration it is best a reference: {@code ${NAME}} for
 * a variable of the environment, {@code file:PATH} for the first line of a file.
 */
public final class Secret {
  /** No secret. */
  public static final Secret NONE = new Secret("", "");

  private static final String FILE = "file:";

  private final String reference; // empty if the configuration held the value itself
  private final String value;

  private Secret(String reference, String value) {
    this.reference = reference;
    this.value = value;
  }

  /** A value that is no reference. */
  public static Secret of(String value) {
    return new Secret("", value);
  }

  /**
   * What stands in the configuration.
   *
   * @throws IllegalArgumentException if it refers to what is not there
   */
  static Secret resolve(String text, Map<String, String> environment) {
    if (text.startsWith("${") && text.endsWith("}")) {
      String value = environment.get(text.substring(2, text.length() - 1));
      if (value == null) {
        throw new IllegalArgumentException(text + " (expected: a variable that is set)");
      }
      return new Secret(text, value);
    }
    if (text.startsWith(FILE)) {
      return new Secret(text, firstLine(text));
    }
    return new Secret("", text);
  }

  private static String firstLine(String reference) {
    try (var lines = Files.lines(Path.of(reference.substring(FILE.length())))) {
      return lines.findFirst().orElse("").strip();
    } catch (IOException | java.io.UncheckedIOException | InvalidPathException e) {
      throw new IllegalArgumentException(reference + " (expected: a file that can be read)", e);
    }
  }

  /** The value itself. */
  public String value() {
    return value;
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return value.isEmpty();
  }

  /** What may be shown: the reference, or stars. */
  @Override
  public String toString() {
    if (reference.isEmpty()) {
      return value.isEmpty() ? "" : "***";
    }
    return reference;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }
}
