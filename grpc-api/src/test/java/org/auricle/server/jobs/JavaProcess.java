package org.auricle.server.jobs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another Java with the tests' class path. */
public final class JavaProcess {
  private JavaProcess() {}

  /** A process that runs a class's main. */
  public static ProcessBuilder builder(Class<?> main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }
}
