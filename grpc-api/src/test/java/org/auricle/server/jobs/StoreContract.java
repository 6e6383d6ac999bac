package org.auricle.server.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What holds whichever database it is, for two servers over one. */
final class StoreContract {
  private static final byte[] BYTES = {0, 1, -1, 127, -128};

  private StoreContract() {}

  static void holds(JobStore one, JobStore other, JobDatabase database) throws Exception {
    aJobHasOneOwner(one, other, database);
    eachJobIsClaimedOnce(one, other);
  }

  private static void aJobHasOneOwner(JobStore one, JobStore other, JobDatabase database)
      throws Exception {
    one.insert("job", "", "kind", BYTES, BYTES);
    assertThat(other.claim("another", "x")).isEmpty();
    assertThat(one.claim("kind", "first")).map(Job::id).contains("job");
    assertThat(other.claim("kind", "second")).isEmpty();
    assertThat(one.addPart("job", "first", 0, BYTES, 10)).isTrue();
    assertThat(one.audio("job")).isEqualTo(BYTES);

    database.transact(t -> t.update("UPDATE auricle_job SET lease_until = 0")); // no sign of life
    assertThat(other.claim("kind", "second")).map(Job::percent).contains(10);
    assertThat(other.parts("job")).containsExactly(BYTES);

    assertThat(one.renew("job", "first")).isFalse(); // though it was only slow, it is out
    assertThat(one.addPart("job", "first", 1, "twice".getBytes(UTF_8), 20)).isFalse();
    assertThat(one.complete("job", "first", "twice".getBytes(UTF_8))).isFalse();
    assertThat(one.fail("job", "first", new Job.Failure(13, "twice"))).isFalse();
    assertThat(other.complete("job", "second", BYTES)).isTrue();
    assertThat(other.complete("job", "second", "twice".getBytes(UTF_8))).isFalse();
    assertThat(one.find("job").orElseThrow().result()).contains(BYTES);
    assertThat(one.delete("job")).isTrue();
  }

  private static void eachJobIsClaimedOnce(JobStore one, JobStore other) throws Exception {
    int jobs = 40;
    for (int i = 0; i < jobs; i++) {
      one.insert("job" + i, "", "kind", BYTES, BYTES);
    }
    Set<String> claimed = ConcurrentHashMap.newKeySet();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<Integer>> counts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      JobStore store = i % 2 == 0 ? one : other;
      String owner = "owner" + i;
      Callable<Integer> claimAll =
          () -> {
            int count = 0;
            while (claimed.size() < jobs) {
              var job = store.claim("kind", owner);
              if (job.isPresent()) {
                claimed.add(job.get().id());
                count++;
              }
            }
            return count;
          };
      counts.add(threads.submit(claimAll));
    }
    int all = 0;
    for (Future<Integer> count : counts) {
      all += count.get();
    }
    threads.shutdown();
    assertThat(all).isEqualTo(jobs);
  }
}
