package org.auricle.server.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.auricle.server.jobs.Job.State;
import org.auricle.server.jobs.JobDatabase.Transaction;

/**
 * Jobs in a database. Who works on a job owns it by a lease; whatever an owner writes is written
 * only while the job is its own, so that a job is never done twice, even if an owner that was taken
 * for dead goes on. Thread-safe.
 */
final class JobStore implements AutoCloseable {
  private static final String COLUMNS =
      "id, client, kind, state, request, percent, created, updated, result, error_code,"
          + " error_message";
  private static final String IS_OURS = " WHERE id = ? AND owner = ? AND state = 'RUNNING'";
  private static final long LIMITS_LOCK = 0x6a6f6273L;
  private static final int CANDIDATES = 8;
  private static final int MAX_MESSAGE = 4_000;
  private static final int MAX_CLIENT = 400;

  private final JobDatabase database;
  private final JobOptions options;

  JobStore(JobDatabase database, JobOptions options) {
    this.database = database;
    this.options = options;
  }

  /** Of a database that only this server has open: jobs that it had in hand when it died. */
  void recover() {
    if (database.embedded()) {
      database.transact(
          transaction ->
              transaction.update("UPDATE auricle_job SET lease_until = 0 WHERE state = 'RUNNING'"));
    }
  }

  /** Keeps a job; when this returns, it survives whatever happens to the server. */
  Job insert(String id, String client, String kind, byte[] request, byte[] audio)
      throws JobsFullException {
    Optional<String> full =
        database.transact(
            transaction -> {
              if (!database.embedded()) {
                transaction.lock(LIMITS_LOCK);
              }
              Optional<String> problem = full(transaction, audio.length);
              if (problem.isEmpty()) {
                long now = transaction.now();
                transaction.update(
                    "INSERT INTO auricle_job (id, client, kind, state, request, audio, audio_bytes,"
                        + " percent, attempts, created, updated, not_before, lease_until) VALUES"
                        + " (?, ?, ?, 'QUEUED', ?, ?, ?, 0, 0, ?, ?, 0, 0)",
                    id,
                    column(client),
                    kind,
                    request,
                    audio,
                    (long) audio.length,
                    now,
                    now);
              }
              return problem;
            });
    if (full.isPresent()) {
      throw new JobsFullException(full.get());
    }
    database.flush();
    return find(id).orElseThrow(() -> new IllegalStateException("job " + id + " has vanished"));
  }

  private Optional<String> full(Transaction transaction, long bytes) throws SQLException {
    return transaction.query(
        "SELECT COUNT(*), COALESCE(SUM(audio_bytes), 0) FROM auricle_job"
            + " WHERE state IN ('QUEUED', 'RUNNING')",
        rows -> {
          rows.next();
          if (rows.getLong(1) >= options.maxQueued()) {
            return Optional.of("jobs that wait: " + rows.getLong(1) + ", the most that may");
          }
          if (rows.getLong(2) + bytes > options.maxQueuedBytes()) {
            return Optional.of(
                "audio of jobs that wait: " + rows.getLong(2) + " bytes, no room for " + bytes);
          }
          return Optional.empty();
        });
  }

  Optional<Job> find(String id) {
    return database.transact(transaction -> find(transaction, id));
  }

  private static Optional<Job> find(Transaction transaction, String id) throws SQLException {
    return transaction.query(
        "SELECT " + COLUMNS + " FROM auricle_job WHERE id = ?",
        rows -> rows.next() ? Optional.of(job(rows)) : Optional.empty(),
        id);
  }

  /** A client's as it stands in the table. */
  static String column(String client) {
    return client.substring(0, Math.min(MAX_CLIENT, client.length()));
  }

  /** A client's by id, those after one of them. */
  List<Job> list(String client, String afterId, int most) {
    return database.transact(
        transaction ->
            transaction.list(
                "SELECT "
                    + COLUMNS
                    + " FROM auricle_job WHERE client = ? AND id > ?"
                    + " ORDER BY id LIMIT ?",
                JobStore::job,
                column(client),
                afterId,
                most));
  }

  /** Jobs that wait or are worked on. */
  int unfinished() {
    return database.transact(
        transaction ->
            transaction.number(
                "SELECT COUNT(*) FROM auricle_job WHERE state IN ('QUEUED', 'RUNNING')"));
  }

  /** Takes the oldest job that nobody has; it is the owner's for the time of a lease. */
  Optional<Job> claim(String kind, String owner) {
    return database.transact(
        transaction -> {
          long now = transaction.now();
          for (String id : candidates(transaction, kind, now)) {
            int taken =
                transaction.update(
                    "UPDATE auricle_job SET state = 'RUNNING', owner = ?, lease_until = ?,"
                        + " attempts = attempts + 1, updated = ?"
                        + " WHERE id = ? AND not_before <= ? AND (state = 'QUEUED'"
                        + " OR (state = 'RUNNING' AND lease_until < ?))",
                    owner,
                    now + options.lease().toMillis(),
                    now,
                    id,
                    now,
                    now);
            if (taken == 1) {
              return find(transaction, id);
            }
          }
          return Optional.empty();
        });
  }

  private static List<String> candidates(Transaction transaction, String kind, long now)
      throws SQLException {
    return transaction.list(
        "SELECT id FROM auricle_job WHERE kind = ? AND not_before <= ? AND (state = 'QUEUED'"
            + " OR (state = 'RUNNING' AND lease_until < ?)) ORDER BY created, id LIMIT "
            + CANDIDATES,
        row -> row.getString(1),
        kind,
        now,
        now);
  }

  /** Whether this and {@code maxAttempts - 1} attempts before were all without progress. */
  boolean isLastAttempt(String id) {
    return attempts(id) >= options.maxAttempts();
  }

  /** Whether it was begun too often already: it may be what brings servers down. */
  boolean isBeyondLastAttempt(String id) {
    return attempts(id) > options.maxAttempts();
  }

  private int attempts(String id) {
    return database.transact(
        transaction ->
            transaction.query(
                "SELECT attempts FROM auricle_job WHERE id = ?",
                rows -> rows.next() ? rows.getInt(1) : 0,
                id));
  }

  byte[] audio(String id) {
    return database.transact(
        transaction ->
            transaction.query(
                "SELECT audio FROM auricle_job WHERE id = ?",
                rows -> {
                  byte[] audio = rows.next() ? rows.getBytes(1) : null;
                  if (audio == null) {
                    throw new JobStoppedException(id);
                  }
                  return audio;
                },
                id));
  }

  List<byte[]> parts(String id) {
    return database.transact(
        transaction ->
            transaction.list(
                "SELECT content FROM auricle_job_part WHERE job = ? ORDER BY number",
                row -> row.getBytes(1),
                id));
  }

  /** A sign of life; false if the job is no longer the owner's. */
  boolean renew(String id, String owner) {
    return database.transact(
        transaction ->
            transaction.update(
                    "UPDATE auricle_job SET lease_until = ?" + IS_OURS,
                    transaction.now() + options.lease().toMillis(),
                    id,
                    owner)
                == 1);
  }

  /** Keeps a part, if the job is still the owner's. */
  boolean addPart(String id, String owner, int number, byte[] part, int percent) {
    return database.transact(
        transaction -> {
          long now = transaction.now();
          int ours =
              transaction.update(
                  "UPDATE auricle_job SET percent = ?, attempts = 1, updated = ?, lease_until = ?"
                      + IS_OURS,
                  percent,
                  now,
                  now + options.lease().toMillis(),
                  id,
                  owner);
          if (ours == 1) {
            transaction.update(
                "INSERT INTO auricle_job_part (job, number, content) VALUES (?, ?, ?)",
                id,
                number,
                part);
          }
          return ours == 1;
        });
  }

  /** Ends a job with a result, if it is still the owner's; its audio and parts go. */
  boolean complete(String id, String owner, byte[] result) {
    boolean ours =
        finish(id, "state = 'DONE', percent = 100, result = ?", IS_OURS, result, id, owner);
    database.flush();
    return ours;
  }

  /** Ends a job without a result, if it is still the owner's. */
  boolean fail(String id, String owner, Job.Failure failure) {
    String message = failure.message();
    return finish(
        id,
        "state = 'FAILED', error_code = ?, error_message = ?",
        IS_OURS,
        failure.code(),
        message.substring(0, Math.min(MAX_MESSAGE, message.length())),
        id,
        owner);
  }

  /** Ends a job that has not ended, whoever has it. */
  boolean cancel(String id) {
    return finish(
        id, "state = 'CANCELLED'", " WHERE id = ? AND state IN ('QUEUED', 'RUNNING')", id);
  }

  private boolean finish(String id, String set, String where, Object... values) {
    return database.transact(
        transaction -> {
          int changed =
              transaction.update(
                  "UPDATE auricle_job SET audio = NULL, owner = NULL, updated = "
                      + transaction.now()
                      + ", "
                      + set
                      + where,
                  values);
          if (changed == 1) {
            transaction.update("DELETE FROM auricle_job_part WHERE job = ?", id);
          }
          return changed == 1;
        });
  }

  /**
   * Gives a job back for another try.
   *
   * @param delayMillis not before that
   * @param counts whether this try was one that may use up the job's attempts
   */
  void release(String id, String owner, long delayMillis, boolean counts) {
    database.transact(
        transaction ->
            transaction.update(
                "UPDATE auricle_job SET state = 'QUEUED', owner = NULL, not_before = ?,"
                    + " attempts = attempts - ?"
                    + IS_OURS,
                transaction.now() + delayMillis,
                counts ? 0 : 1,
                id,
                owner));
  }

  /** Removes a job, whoever has it. */
  boolean delete(String id) {
    return database.transact(
        transaction -> transaction.update("DELETE FROM auricle_job WHERE id = ?", id) == 1);
  }

  /** Removes what has ended and been kept long enough. */
  int cleanUp() {
    return database.transact(
        transaction ->
            transaction.update(
                "DELETE FROM auricle_job WHERE state IN ('DONE', 'FAILED', 'CANCELLED')"
                    + " AND updated < ?",
                transaction.now() - options.keep().toMillis()));
  }

  private static Job job(ResultSet row) throws SQLException {
    State state = State.valueOf(row.getString(4));
    return new Job(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        state,
        row.getBytes(5),
        row.getInt(6),
        Instant.ofEpochMilli(row.getLong(7)),
        Instant.ofEpochMilli(row.getLong(8)),
        Optional.ofNullable(row.getBytes(9)),
        state == State.FAILED
            ? Optional.of(new Job.Failure(row.getInt(10), row.getString(11)))
            : Optional.empty());
  }

  @Override
  public void close() {
    database.close();
  }
}
