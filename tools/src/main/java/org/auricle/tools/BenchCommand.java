package org.auricle.tools;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Measurements that anyone can repeat. */
@Command(
    name = "bench",
    description = {
      "Measure speed and agreement, side by side with ONNX Runtime.",
      "",
      "Without a command: network, with its defaults, about ten minutes."
    },
    subcommands = {
      BenchNetworkCommand.class,
      BenchParityCommand.class,
      BenchLmCommand.class,
      BenchDecoderCommand.class
    })
final class BenchCommand implements Callable<Integer> {

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
  public Integer call() {
    return spec.commandLine().getSubcommands().get("network").execute();
  }
}
