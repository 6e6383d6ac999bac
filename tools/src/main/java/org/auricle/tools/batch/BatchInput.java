package org.auricle.tools.batch;

import java.io.File;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A recording of a batch.
 *
 * @param name its path as the user has it; {@code -} is standard input
 * @param folder where it lies below the folder that was named, with {@code /} at its end; empty if
 *     the recording itself was named
 */
public record BatchInput(String name, String folder) {
  private static final String STANDARD_INPUT = "-";
  private static final char SEPARATOR = File.separatorChar; // a name may have the other system's

  /** Requires both. */
  public BatchInput {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(folder, "folder");
  }

  /** A recording that was named. */
  public static BatchInput named(String name) {
    return new BatchInput(name, "");
  }

  /** A recording that was found below a folder. */
  static BatchInput below(Path root, Path file) {
    Path parent = root.relativize(file).getParent();
    boolean inside = parent != null && !parent.isAbsolute() && !parent.startsWith("..");
    return new BatchInput(
        file.toString(), inside ? parent.toString().replace(SEPARATOR, '/') + "/" : "");
  }

  /** Whether it comes through standard input, and so but once. */
  public boolean isStandardInput() {
    return name.equals(STANDARD_INPUT);
  }

  /** Its name without folders. */
  String file() {
    return isStandardInput()
        ? "stdin"
        : name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf(SEPARATOR)) + 1);
  }

  /** The same without its ending. */
  String stem() {
    String file = file();
    int dot = file.lastIndexOf('.');
    return dot > 0 ? file.substring(0, dot) : file;
  }
}
