package org.auricle.tools;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A command that does nothing but have others below it. */
abstract class CommandGroup implements Runnable {

  @ParentCommand private Auricle auricle;
  @Spec private CommandSpec spec;

  Console console() {
    return auricle.console();
  }

  @Override
  public void run() {
    List<String> names = List.copyOf(spec.subcommands().keySet());
    int last = names.size() - 1;
    throw new ParameterException(
        spec.commandLine(),
        "no command given: %s or %s"
            .formatted(String.join(", ", names.subList(0, last)), names.get(last)));
  }
}
