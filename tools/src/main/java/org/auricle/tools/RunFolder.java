package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a training runs, and whether it goes on there. */
final class RunFolder {

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FOLDER",
      required = true,
      description = "Where all that is written goes; made if it is not there.")
  private Path folder;

  @Option(
      names = "--resume",
      description = "Go on from the folder's checkpoint, if it has one; start afresh if not.")
  private boolean resume;

  /** A training that is ready to begin. */
  interface Run<R> {
    R in(Path folder, boolean resume) throws IOException, InterruptedException;
  }

  /** Trains there; who interrupts is told how to go on. */
  <R> R train(Run<R> run) throws IOException {
    try {
      return run.in(folder, resume);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InputException("interrupted; --resume goes on from the last checkpoint", e);
    }
  }

  /** A file in it. */
  Path file(String name) {
    return folder.resolve(name);
  }
}
