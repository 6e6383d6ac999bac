package org.auricle.server.config;

import java.time.Duration;

/** Long-running recognition. */
public record JobsConfig(
    @Option(
            value = "auricle-jobs",
            doc =
                "Where jobs are kept: a folder, which is made, for this server alone; "
                    + "or a JDBC URL such as jdbc:postgresql://host/name, which servers may "
                    + "share.")
        String database,
    @Option(value = "", doc = "Of a database by URL.") String user,
    @Option(value = "", doc = "Of a database by URL; best as ${VARIABLE} or file:PATH.")
        Secret password,
    @Option(
            value = "1",
            doc =
                "Jobs that are worked on at a time; 0: jobs are accepted only, for "
                    + "other servers.")
        int workers,
    @Option(value = "1000", doc = "Jobs that may wait; more are refused.") int maxQueued,
    @Option(value = "168h", doc = "How long results are kept.") Duration keep) {

  /** Validates ranges. */
  public JobsConfig {
    Checks.range(workers, 0, 1024, "workers");
    Checks.range(maxQueued, 1, 10_000_000, "maxQueued");
    Checks.require(!database.isBlank(), "database", "\"\"", "a folder or a JDBC URL");
  }
}
