package org.auricle.server.jobs;

import java.time.Duration;
import java.util.Objects;

/**
 * Where jobs are kept, and how many.
 *
 * @param database a folder, for an embedded database of one server; or a JDBC URL, {@code
 *     jdbc:postgresql://host/name}, which several servers may share
 * @param user of a database by URL; may be empty
 * @param password of a database by URL; may be empty
 * @param workers jobs that are worked on at a time; 0: jobs are accepted only
 * @param maxQueued jobs that may wait or be worked on; more are refused
 * @param maxQueuedBytes of their audio together
 * @param keep how long results are kept
 * @param lease a server that gives no sign of life for so long loses its jobs to others
 * @param maxAttempts a job that fails so often without progress is given up
 */
public record JobOptions(
    String database,
    String user,
    String password,
    int workers,
    int maxQueued,
    long maxQueuedBytes,
    Duration keep,
    Duration lease,
    int maxAttempts) {

  /** In a folder here; one job at a time; a thousand jobs or 2 GB may wait; kept for a week. */
  public static final JobOptions DEFAULT =
      new JobOptions(
          "auricle-jobs",
          "",
          "",
          1,
          1_000,
          2L << 30,
          Duration.ofDays(7),
          Duration.ofSeconds(30),
          3);

  /** Validates ranges. */
  public JobOptions {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(password, "password");
    require(!database.isBlank(), "database", "\"\"", "a folder or a JDBC URL");
    require(workers >= 0, "workers", workers, ">= 0");
    require(maxQueued >= 1, "maxQueued", maxQueued, ">= 1");
    require(maxQueuedBytes >= 1, "maxQueuedBytes", maxQueuedBytes, ">= 1");
    require(!keep.isNegative(), "keep", keep, ">= 0");
    require(lease.toMillis() >= 100, "lease", lease, ">= 100 ms");
    require(maxAttempts >= 1, "maxAttempts", maxAttempts, ">= 1");
  }

  /** The same elsewhere. */
  public JobOptions withDatabase(String other, String newUser, String newPassword) {
    return new JobOptions(
        other, newUser, newPassword, workers, maxQueued, maxQueuedBytes, keep, lease, maxAttempts);
  }

  /** The same with another number of jobs at a time. */
  public JobOptions withWorkers(int count) {
    return new JobOptions(
        database, user, password, count, maxQueued, maxQueuedBytes, keep, lease, maxAttempts);
  }

  /** The same with other limits on what may wait. */
  public JobOptions withMaxQueued(int count, long bytes) {
    return new JobOptions(
        database, user, password, workers, count, bytes, keep, lease, maxAttempts);
  }

  /** The same with results kept for another time. */
  public JobOptions withKeep(Duration time) {
    return new JobOptions(
        database, user, password, workers, maxQueued, maxQueuedBytes, time, lease, maxAttempts);
  }

  /** The same with another time without a sign of life. */
  public JobOptions withLease(Duration time) {
    return new JobOptions(
        database, user, password, workers, maxQueued, maxQueuedBytes, keep, time, maxAttempts);
  }

  /** The same with another number of failures after which a job is given up. */
  public JobOptions withMaxAttempts(int count) {
    return new JobOptions(
        database, user, password, workers, maxQueued, maxQueuedBytes, keep, lease, count);
  }

  /** Hides the password. */
  @Override
  public String toString() {
    return "JobOptions[database=" + database + ", user=" + user + ", workers=" + workers + "]";
  }

  private static void require(boolean valid, String name, Object value, String expected) {
    if (!valid) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
  }
}
