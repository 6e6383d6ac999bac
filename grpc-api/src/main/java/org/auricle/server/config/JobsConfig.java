package org.auricle.server.config;

import java.time.Duration;

/** Long-running recognition. */
public record JobsConfig(
    @Option(value = "true", doc = "Whether longRunningRecognize is served.") boolean enabled,
    @Option(
            value = "auricle-jobs",
            doc =
                "Where jobs are kept: a folder, which is made, or a JDBC URL such as "
                    + "jdbc:postgresql://host/name.")
        String database,
    @Option(value = "", doc = "Of a database by URL.") String user,
    @Option(value = "", doc = "Of a database by URL; best as ${VARIABLE} or file:PATH.")
        Secret password,
    @Option(value = "1", doc = "Jobs that are worked on at a time.") int workers,
    @Option(value = "168h", doc = "How long results are kept.") Duration keep) {

  /** Validates ranges. */
  public JobsConfig {
    Checks.range(workers, 1, 1024, "workers");
    Checks.require(!database.isBlank(), "database", "\"\"", "a folder or a JDBC URL");
  }
}
