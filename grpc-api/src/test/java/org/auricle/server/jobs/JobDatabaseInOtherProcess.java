package org.auricle.server.jobs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Opens a folder's database as another server would. */
final class JobDatabaseInOtherProcess {
  private JobDatabaseInOtherProcess() {}

  /** Throws what the other process says. */
  static void open(Path folder) throws IOException, InterruptedException {
    Process process =
        JavaProcess.builder(JobDatabaseInOtherProcess.class, folder.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(said);
    }
  }

  /** The other process. */
  public static void main(String[] arguments) {
    JobDatabase.open(JobOptions.DEFAULT.withDatabase(arguments[0], "", "")).close();
  }
}
