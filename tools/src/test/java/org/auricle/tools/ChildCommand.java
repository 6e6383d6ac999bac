package org.auricle.tools;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command in a JVM of its own. */
final class ChildCommand {
  private ChildCommand() {}

  /** Not started yet. */
  static ProcessBuilder of(List<String> jvmOptions, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules=jdk.incubator.vector", "-XX:+UseSerialGC"));
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Auricle.class.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }
}
