package org.auricle.tools.spark;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A run of the job in this JVM's session.
 *
 * @param code it would exit with
 * @param err what it said
 */
record JobRun(int code, String err) {
  private static final String PROGRESS = "auricle: \\d+ of \\d+ recordings, .*";

  static JobRun of(String... arguments) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = SparkTranscribe.run(new PrintStream(err, true, StandardCharsets.UTF_8), arguments);
    return new JobRun(code, err.toString(StandardCharsets.UTF_8));
  }

  /** What it said, but for how far it was. */
  List<String> lines() {
    return err.lines().filter(line -> !line.matches(PROGRESS)).toList();
  }
}
