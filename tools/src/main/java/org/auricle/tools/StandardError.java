package org.auricle.tools;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;

/**
 * The true standard error. The launcher filters descriptor 2, on which the JVM announces its
 * incubating modules, and leaves the true one under the number in {@value #PROPERTY}.
 */
final class StandardError {
  private static final String PROPERTY = "auricle.stderr";

  private StandardError() {}

  /** A stream onto it; {@link System#err} if the JVM was not started by the launcher. */
  static PrintStream open() {
    Integer number = Integer.getInteger(PROPERTY);
    if (number == null) {
      return System.err;
    }
    try {
      // Opening /dev/fd/3 would not do: it fails on sockets and truncates files.
      Constructor<FileDescriptor> byNumber = FileDescriptor.class.getDeclaredConstructor(int.class);
      byNumber.setAccessible(true);
      FileDescriptor descriptor = byNumber.newInstance(number);
      return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return System.err; // through the filter, a little later
    }
  }
}
