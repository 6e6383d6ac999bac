package org.auricle.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobDatabaseTest {
  @TempDir Path folder;

  @Test
  void theEmbeddedDatabaseKeepsTheContract() throws Exception {
    JobOptions options = JobOptions.DEFAULT.withDatabase(folder.toString(), "", "");
    try (JobDatabase database = JobDatabase.open(options)) {
      StoreContract.holds(
          new JobStore(database, options), new JobStore(database, options), database);
    }
  }

  @Test
  void postgresKeepsTheContract() throws Exception {
    try (Postgres postgres = Postgres.start(folder)) {
      JobOptions options = JobOptions.DEFAULT.withDatabase(postgres.url(), "auricle", "");
      try (JobDatabase one = JobDatabase.open(options);
          JobDatabase other = JobDatabase.open(options)) {
        StoreContract.holds(new JobStore(one, options), new JobStore(other, options), one);
      }
    }
  }

  @Test
  void anInterruptedThreadHarmsNobody() throws Exception {
    JobOptions options = JobOptions.DEFAULT.withDatabase(folder.toString(), "", "");
    byte[] bytes = new byte[1 << 16];
    try (JobDatabase database = JobDatabase.open(options)) {
      JobStore store = new JobStore(database, options);
      Thread.currentThread().interrupt();
      store.insert("job", "", "kind", bytes, bytes);
      Thread.interrupted(); // for what follows
      store.insert("other", "", "kind", bytes, bytes);
    }
    try (JobDatabase database = JobDatabase.open(options)) {
      assertThat(new JobStore(database, options).audio("job")).isEqualTo(bytes);
      assertThat(new JobStore(database, options).audio("other")).isEqualTo(bytes);
    }
  }

  @Test
  void tablesOfALaterVersionAreLeftAlone() {
    JobOptions options = JobOptions.DEFAULT.withDatabase(folder.toString(), "", "");
    try (JobDatabase database = JobDatabase.open(options)) {
      database.transact(t -> t.update("INSERT INTO auricle_job_schema VALUES (99)"));
    }
    assertThatThrownBy(() -> JobDatabase.open(options))
        .isInstanceOf(JobStoreException.class)
        .hasMessageContaining("schema version: 99 (expected: <= 1)");
  }
}
