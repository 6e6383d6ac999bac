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
    @Option(value = "2048", doc = "Their audio together, at most; more is refused.")
        int maxQueuedMegabytes,
    @Option(value = "168h", doc = "How long results are kept.") Duration keep,
    @Option(
            value = "30s",
            doc =
                "Servers that share a database: one that gives no sign of life for so "
                    + "long loses its jobs to the others.")
        Duration lease,
    @Option(value = "3", doc = "A job that fails so often without getting any further is given up.")
        int maxAttempts) {

  /** Validates ranges. */
  public JobsConfig {
    Checks.range(workers, 0, 1024, "workers");
    Checks.range(maxQueued, 1, 10_000_000, "maxQueued");
    Checks.range(maxQueuedMegabytes, 1, 1 << 20, "maxQueuedMegabytes");
    Checks.require(lease.toMillis() >= 1000, "lease", lease.toMillis() + "ms", ">= 1s");
    Checks.range(maxAttempts, 1, 1000, "maxAttempts");
    Checks.require(!database.isBlank(), "database", "\"\"", "a folder or a JDBC URL");
  }
}
