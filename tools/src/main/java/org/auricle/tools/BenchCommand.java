package org.auricle.tools;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Measurements that anyone can repeat. */
@Command(
    name = "bench",
    description = "Measure speed and agreement, side by side with ONNX Runtime.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {BenchNetworkCommand.class, BenchParityCommand.class})
final class BenchCommand implements Runnable {

  @ParentCommand private Auricle auricle;
  @Spec private CommandSpec spec;

  Console console() {
    return auricle.console();
  }

  /** Reports an error that ends only a part of a measurement. */
  void onFailure(Throwable failure) {
    auricle.onFailure(failure);
  }

  @Override
  public void run() {
    spec.commandLine().usage(console().err());
    throw new ParameterException(spec.commandLine(), "no command given");
  }
}
