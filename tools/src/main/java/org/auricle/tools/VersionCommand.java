package org.auricle.tools;

import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** What is running. */
@Command(name = "version", description = "Print the version of Auricle and of the JVM it runs on.")
final class VersionCommand implements Runnable {
  @ParentCommand private Auricle auricle;

  @Override
  public void run() {
    String version = Auricle.class.getPackage().getImplementationVersion();
    auricle
        .console()
        .out()
        .println(
            "auricle "
                + Objects.requireNonNullElse(version, "(not packaged)")
                + ", Java "
                + Runtime.version()
                + " ("
                + System.getProperty("java.vm.name")
                + "), "
                + System.getProperty("os.name")
                + " "
                + System.getProperty("os.arch"));
  }
}
