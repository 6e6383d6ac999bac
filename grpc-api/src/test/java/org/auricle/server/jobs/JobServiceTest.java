package org.auricle.server.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.rpc.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.auricle.engine.live.OverloadedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobServiceTest {
  private static final byte[] REQUEST = "request".getBytes(UTF_8);
  private static final byte[] AUDIO = "audio".getBytes(UTF_8);

  @TempDir Path folder;

  private JobOptions options() {
    return JobOptions.DEFAULT.withDatabase(folder.resolve("jobs").toString(), "", "");
  }

  static Job await(JobService jobs, String id) throws InterruptedException {
    Job job = jobs.find("", id).orElseThrow();
    while (!job.state().isFinal()) {
      Thread.yield();
      job = jobs.find("", id).orElseThrow();
    }
    return job;
  }

  @Test
  void aJobIsDoneAndItsResultKept() throws Exception {
    String id;
    try (JobService jobs = JobService.open(options())) {
      jobs.handle(
          "echo",
          run -> {
            run.addPart("part".getBytes(UTF_8), 50);
            return (new String(run.job().request(), UTF_8) + new String(run.audio(), UTF_8))
                .getBytes(UTF_8);
          });
      id = jobs.submit("", "echo", REQUEST, AUDIO).id();
      Job done = await(jobs, id);
      assertThat(done.state()).isEqualTo(Job.State.DONE);
      assertThat(done.percent()).isEqualTo(100);
    }
    try (JobService again = JobService.open(options())) {
      assertThat(again.find("", id).orElseThrow().result())
          .contains("requestaudio".getBytes(UTF_8));
      assertThat(again.unfinished()).isZero();
    }
  }

  @Test
  void whatWasBegunGoesOnAfterItsLastPart() throws Exception {
    String id;
    CountDownLatch begun = new CountDownLatch(1);
    try (JobService jobs = JobService.open(options())) {
      jobs.handle(
          "parts",
          run -> {
            run.addPart("one".getBytes(UTF_8), 40);
            begun.countDown();
            CountDownLatch stopped = new CountDownLatch(1);
            run.onStop(stopped::countDown);
            stopped.await();
            throw new JobStoppedException(run.job().id());
          });
      id = jobs.submit("", "parts", REQUEST, AUDIO).id();
      begun.await();
      assertThat(jobs.find("", id).orElseThrow().percent()).isEqualTo(40);
    }
    try (JobService again = JobService.open(options())) {
      again.handle(
          "parts",
          run -> {
            assertThat(run.parts()).containsExactly("one".getBytes(UTF_8));
            run.addPart("two".getBytes(UTF_8), 80);
            return "done".getBytes(UTF_8);
          });
      assertThat(await(again, id).result()).contains("done".getBytes(UTF_8));
    }
  }

  @Test
  void aFailureIsFinalOrTriedAgain() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    try (JobService jobs = JobService.open(options())) {
      jobs.handle(
          "hopeless",
          run -> {
            tries.incrementAndGet();
            throw new JobFailedException(Code.INVALID_ARGUMENT_VALUE, "no audio", null);
          });
      jobs.handle(
          "busy",
          run -> {
            if (tries.getAndIncrement() < 5) {
              throw new OverloadedException("full", Duration.ofMillis(1));
            }
            return REQUEST;
          });
      Job hopeless = await(jobs, jobs.submit("", "hopeless", REQUEST, AUDIO).id());
      assertThat(hopeless.state()).isEqualTo(Job.State.FAILED);
      assertThat(hopeless.failure())
          .contains(new Job.Failure(Code.INVALID_ARGUMENT_VALUE, "no audio"));
      assertThat(tries).hasValue(1);

      assertThat(await(jobs, jobs.submit("", "busy", REQUEST, AUDIO).id()).state())
          .isEqualTo(Job.State.DONE); // after more attempts than failures would have
    }
  }

  @Test
  void aJobThatIsCancelledOrDeletedStops() throws Exception {
    CountDownLatch stopped = new CountDownLatch(2);
    CountDownLatch begun = new CountDownLatch(2);
    try (JobService jobs = JobService.open(options().withWorkers(2))) {
      jobs.handle(
          "endless",
          run -> {
            CountDownLatch stop = new CountDownLatch(1);
            run.onStop(stop::countDown);
            begun.countDown();
            stop.await();
            assertThatThrownBy(() -> run.addPart(AUDIO, 99))
                .isInstanceOf(JobStoppedException.class);
            stopped.countDown();
            return REQUEST;
          });
      String cancelled = jobs.submit("", "endless", REQUEST, AUDIO).id();
      String deleted = jobs.submit("", "endless", REQUEST, AUDIO).id();
      begun.await();
      assertThat(jobs.cancel(cancelled)).isTrue();
      assertThat(jobs.delete(deleted)).isTrue();
      stopped.await();

      assertThat(jobs.find("", cancelled).orElseThrow().state()).isEqualTo(Job.State.CANCELLED);
      assertThat(jobs.find("", deleted)).isEmpty();
      assertThat(jobs.cancel(cancelled)).isFalse();
      assertThat(jobs.delete(deleted)).isFalse();
    }
  }

  @Test
  void noMoreIsAcceptedThanMayWait() throws Exception {
    try (JobService jobs = JobService.open(options().withWorkers(0).withMaxQueued(2, 100))) {
      jobs.submit("", "none", REQUEST, new byte[60]);
      assertThatThrownBy(() -> jobs.submit("", "none", REQUEST, new byte[60]))
          .isInstanceOf(JobsFullException.class)
          .hasMessage("audio of jobs that wait: 60 bytes, no room for 60");
      jobs.submit("", "none", REQUEST, new byte[40]);
      assertThatThrownBy(() -> jobs.submit("", "none", REQUEST, new byte[0]))
          .isInstanceOf(JobsFullException.class)
          .hasMessage("jobs that wait: 2, the most that may");
    }
  }

  @Test
  void whatOneClientOrdersIsNoOthersBusiness() throws Exception {
    try (JobService jobs = JobService.open(options().withWorkers(0))) {
      String id = jobs.submit("alice", "none", REQUEST, AUDIO).id();
      assertThat(jobs.find("alice", id)).isPresent();
      assertThat(jobs.find("bob", id)).isEmpty();
      assertThat(jobs.find("", id)).isEmpty();
      assertThat(jobs.list("alice", "", 10)).hasSize(1);
      assertThat(jobs.list("bob", "", 10)).isEmpty();
    }
  }

  @Test
  void whatHasEndedIsForgottenInTime() throws Exception {
    try (JobDatabase database = JobDatabase.open(options())) {
      JobStore store = new JobStore(database, options().withKeep(Duration.ofHours(1)));
      store.insert("old", "", "none", REQUEST, AUDIO);
      store.insert("waiting", "", "none", REQUEST, AUDIO);
      store.cancel("old");
      assertThat(store.cleanUp()).isZero();
      database.transact(t -> t.update("UPDATE auricle_job SET updated = updated - 3700000"));
      assertThat(store.cleanUp()).isEqualTo(1);
      assertThat(store.list("", "", 10)).extracting(Job::id).containsExactly("waiting");
    }
  }

  @Test
  void aFolderHasOneServerAtATime() throws Exception {
    try (JobService jobs = JobService.open(options().withWorkers(0))) {
      assertThat(jobs.list("", "", 1)).isEmpty();
      assertThat(folder.resolve("jobs")).doesNotExist(); // before there is a job
      jobs.submit("", "none", REQUEST, AUDIO);
      assertThatThrownBy(() -> JobDatabaseInOtherProcess.open(folder.resolve("jobs")))
          .hasMessageContaining("already in use");
    }
  }

  @Test
  void whatIsNoDatabaseIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x");
    try (JobService jobs = JobService.open(options().withDatabase(file.toString(), "", ""))) {
      assertThatThrownBy(() -> jobs.submit("", "none", REQUEST, AUDIO))
          .isInstanceOf(JobStoreException.class)
          .hasMessageContaining(file.toString());
    }
    for (String url : List.of("jdbc:mysql://host/name", "jdbc:h2:tcp://host/name")) {
      assertThatThrownBy(() -> JobService.open(options().withDatabase(url, "", "")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected: a folder, or jdbc:postgresql");
    }
    assertThatThrownBy(
            () ->
                JobService.open(
                    options()
                        .withDatabase(
                            "jdbc:postgresql://127.0.0.1:1/x?password=secret", "me", "secret")))
        .isInstanceOf(JobStoreException.class)
        .hasMessageNotContaining("secret");
  }
}
