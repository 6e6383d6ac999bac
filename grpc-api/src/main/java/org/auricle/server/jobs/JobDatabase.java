package org.auricle.server.jobs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGConnectionPoolDataSource;

/**
 * The connection to H2 in a folder, or to PostgreSQL, and its tables. Transactions are committed
 * when they return and undone when they throw. Thread-safe.
 */
final class JobDatabase implements AutoCloseable {
  private static final int CONNECTIONS = 8;
  private static final long SCHEMA_LOCK = 0x41757269636c65L; // "Auricle"

  /**
   * From each version to the next; what has been published here stays. {bytes} is the database's
   * type for any number of bytes.
   */
  private static final List<List<String>> VERSIONS =
      List.of(
          List.of(
              "CREATE TABLE auricle_job (id VARCHAR(32) PRIMARY KEY, client VARCHAR(400) NOT NULL,"
                  + " kind VARCHAR(80) NOT NULL, state VARCHAR(10) NOT NULL, request {bytes} NOT"
                  + " NULL, audio {bytes}, audio_bytes BIGINT NOT NULL, percent INT NOT NULL,"
                  + " attempts INT NOT NULL, created BIGINT NOT NULL, updated BIGINT NOT NULL,"
                  + " not_before BIGINT NOT NULL, owner VARCHAR(32), lease_until BIGINT NOT NULL,"
                  + " result {bytes}, error_code INT, error_message VARCHAR(4000))",
              "CREATE INDEX auricle_job_by_state ON auricle_job (state, created)",
              "CREATE TABLE auricle_job_part (job VARCHAR(32) NOT NULL, number INT NOT NULL,"
                  + " content {bytes} NOT NULL, PRIMARY KEY (job, number),"
                  + " FOREIGN KEY (job) REFERENCES auricle_job (id) ON DELETE CASCADE)"));

  private final JdbcConnectionPool pool;
  private final boolean embedded;
  private final String name;

  /** A transaction. */
  interface Work<T> {
    T run(Transaction transaction) throws SQLException;
  }

  private JobDatabase(JdbcConnectionPool pool, boolean embedded, String name) {
    this.pool = pool;
    this.embedded = embedded;
    this.name = name;
    pool.setMaxConnections(CONNECTIONS);
  }

  /** Whether there may be jobs already: a folder without any is made when the first one comes. */
  static boolean mayHaveJobs(JobOptions options) {
    String place = options.database();
    return place.startsWith("jdbc:") || Files.exists(Path.of(place).resolve("jobs.mv.db"));
  }

  /** Opens the database and brings its tables up to date. */
  static JobDatabase open(JobOptions options) {
    String place = options.database();
    JobDatabase database =
        place.startsWith("jdbc:") ? byUrl(options) : inFolder(Path.of(place).toAbsolutePath());
    try {
      database.migrate();
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
    return database;
  }

  private static JobDatabase inFolder(Path folder) {
    if (folder.toString().indexOf(';') >= 0) {
      throw new IllegalArgumentException("database: " + folder + " (expected: no ';' in a folder)");
    }
    JdbcDataSource source = new JdbcDataSource();
    // Locked by the system, which forgets the lock of a killed process; written at every commit;
    // and opened anew when a thread that writes is interrupted, for Java closes a file then.
    source.setURL(
        "jdbc:h2:retry:"
            + folder.resolve("jobs")
            + ";FILE_LOCK=FS;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0");
    return new JobDatabase(JdbcConnectionPool.create(source), true, folder.toString());
  }

  private static JobDatabase byUrl(JobOptions options) {
    if (!options.database().startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "database: not PostgreSQL's (expected: a folder, or jdbc:postgresql://host/name)");
    }
    PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
    source.setURL(options.database());
    if (!options.user().isEmpty()) {
      source.setUser(options.user());
    }
    if (!options.password().isEmpty()) {
      source.setPassword(options.password());
    }
    String shown = options.database().replaceAll("\\?.*", ""); // what follows may be a password
    return new JobDatabase(JdbcConnectionPool.create(source), false, shown);
  }

  /** Whether this server is the only one that has it open. */
  boolean embedded() {
    return embedded;
  }

  /** Runs a transaction. */
  <T> T transact(Work<T> work) {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T value = work.run(new Transaction(connection));
        connection.commit();
        return value;
      } catch (SQLException | RuntimeException | Error e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw new JobStoreException("job database " + name + ": " + e.getMessage(), e);
    }
  }

  /** Makes sure that what has been committed survives a loss of power, too. */
  void flush() {
    if (embedded) { // PostgreSQL does so by itself
      transact(transaction -> transaction.execute("CHECKPOINT SYNC"));
    }
  }

  private void migrate() {
    transact(
        transaction -> {
          if (!embedded) {
            transaction.lock(SCHEMA_LOCK); // several servers may start at once
          }
          transaction.execute("CREATE TABLE IF NOT EXISTS auricle_job_schema (version INT)");
          int version =
              transaction.number("SELECT COALESCE(MAX(version), 0) FROM auricle_job_schema");
          if (version > VERSIONS.size()) {
            throw new SQLException(
                "schema version: " + version + " (expected: <= " + VERSIONS.size() + ")");
          }
          for (; version < VERSIONS.size(); version++) {
            for (String statement : VERSIONS.get(version)) {
              transaction.execute(statement.replace("{bytes}", embedded ? "BLOB" : "BYTEA"));
            }
            transaction.update("INSERT INTO auricle_job_schema VALUES (?)", version + 1);
          }
          return null;
        });
  }

  @Override
  public void close() {
    pool.dispose();
  }

  /** Statements on one connection. */
  record Transaction(Connection connection) {

    /** Rows of a query. */
    interface Rows<T> {
      T read(ResultSet rows) throws SQLException;
    }

    /** The database's time, which all servers share; milliseconds since 1970. */
    long now() throws SQLException {
      return query(
          "SELECT CURRENT_TIMESTAMP",
          rows -> {
            rows.next();
            return rows.getObject(1, OffsetDateTime.class).toInstant().toEpochMilli();
          });
    }

    int update(String sql, Object... values) throws SQLException {
      try (PreparedStatement statement = prepare(sql, values)) {
        return statement.executeUpdate();
      }
    }

    <T> T query(String sql, Rows<T> reader, Object... values) throws SQLException {
      try (PreparedStatement statement = prepare(sql, values);
          ResultSet rows = statement.executeQuery()) {
        return reader.read(rows);
      }
    }

    /** What is read of each row, in their order. */
    <T> List<T> list(String sql, Rows<T> row, Object... values) throws SQLException {
      return query(
          sql,
          rows -> {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
              all.add(row.read(rows));
            }
            return all;
          },
          values);
    }

    int number(String sql) throws SQLException {
      return query(
          sql,
          rows -> {
            rows.next();
            return rows.getInt(1);
          });
    }

    Void execute(String sql) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
      return null;
    }

    /** PostgreSQL's, until the end of the transaction. */
    void lock(long key) throws SQLException {
      query("SELECT pg_advisory_xact_lock(?)", rows -> null, key);
    }

    private PreparedStatement prepare(String sql, Object... values) throws SQLException {
      PreparedStatement statement = connection.prepareStatement(sql);
      for (int i = 0; i < values.length; i++) {
        if (values[i] instanceof byte[] bytes) {
          statement.setBytes(i + 1, bytes);
        } else {
          statement.setObject(i + 1, values[i]);
        }
      }
      return statement;
    }
  }
}
