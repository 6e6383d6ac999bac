package org.auricle.server.jobs;

import com.google.rpc.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.auricle.engine.live.OverloadedException;

/**
 * Accepts jobs, keeps them in a database and works on them, also on those of a server that has
 * died. Several servers may share a database; each job is done by one of them. Thread-safe.
 */
public final class JobService implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(JobService.class.getName());
  private static final long POLL_MILLIS = 1_000;
  private static final long CLEAN_UP_MINUTES = 1;
  private static final long RETRY_MILLIS = 2_000;
  private static final long CLOSE_MILLIS = 5_000;

  private final JobOptions options;
  private final Map<String, JobHandler> handlers = new ConcurrentHashMap<>();
  private final Map<String, ClaimedJob> running = new ConcurrentHashMap<>(); // by id
  private final Semaphore news = new Semaphore(0);
  private final List<Thread> workers = new ArrayList<>(); // guarded by this
  private final ScheduledExecutorService housekeeping =
      Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "auricle-jobs-housekeeping"));
  private volatile Optional<JobStore> opened = Optional.empty();
  private volatile boolean closed;

  private JobService(JobOptions options) {
    this.options = options;
  }

  /**
   * Opens the database; if that is a folder without jobs, once there is one. Work begins when there
   * is a handler for it.
   *
   * @throws JobStoreException if the database cannot be used
   */
  public static JobService open(JobOptions options) {
    JobService service = new JobService(options);
    if (JobDatabase.mayHaveJobs(options)) {
      service.store();
    }
    return service;
  }

  private synchronized JobStore store() {
    if (closed) {
      throw new IllegalStateException("the jobs have been closed");
    }
    if (opened.isEmpty()) {
      JobStore store = new JobStore(JobDatabase.open(options), options);
      store.recover();
      opened = Optional.of(store);
      start(store);
    }
    return opened.get();
  }

  private void start(JobStore store) {
    for (int i = 0; i < options.workers(); i++) {
      Thread worker = daemon(() -> work(store), "auricle-job-" + (i + 1));
      workers.add(worker);
      worker.start();
    }
    long beat = options.lease().toMillis() / 3;
    housekeeping.scheduleWithFixedDelay(
        () -> quietly(() -> running.values().forEach(ClaimedJob::renew)),
        beat,
        beat,
        TimeUnit.MILLISECONDS);
    housekeeping.scheduleWithFixedDelay(
        () -> quietly(store::cleanUp), 0, CLEAN_UP_MINUTES, TimeUnit.MINUTES);
  }

  /** Who does the work of a kind; jobs of the kind that wait are begun. */
  public void handle(String kind, JobHandler handler) {
    handlers.put(kind, handler);
    news.release();
  }

  /**
   * Accepts a job; when this returns, it is kept.
   *
   * @param client who orders it; empty for anybody
   * @param request what is to be done, in the words of the kind
   * @throws JobsFullException if too many wait
   * @throws JobStoreException if the database fails
   */
  public Job submit(String client, String kind, byte[] request, byte[] audio)
      throws JobsFullException {
    String id = UUID.randomUUID().toString().replace("-", "");
    Job job = store().insert(id, client, kind, request, audio);
    news.release();
    return job;
  }

  /** A client's job that is waiting, being worked on, or kept. */
  public Optional<Job> find(String client, String id) {
    return opened
        .flatMap(store -> store.find(id))
        .filter(job -> job.client().equals(JobStore.column(client)));
  }

  /**
   * A client's jobs by id.
   *
   * @param afterId empty for the first ones
   */
  public List<Job> list(String client, String afterId, int most) {
    return opened.map(store -> store.list(client, afterId, most)).orElse(List.of());
  }

  /** Jobs that wait or are worked on, on any server. */
  public int unfinished() {
    return opened.map(JobStore::unfinished).orElse(0);
  }

  /** Ends a job unless it has ended; false if it has, or is not known. */
  public boolean cancel(String id) {
    boolean cancelled = opened.isPresent() && opened.get().cancel(id);
    stop(id);
    return cancelled;
  }

  /** Forgets a job, whatever its state; false if it is not known. */
  public boolean delete(String id) {
    boolean deleted = opened.isPresent() && opened.get().delete(id);
    stop(id);
    return deleted;
  }

  private void stop(String id) {
    ClaimedJob job = running.get(id);
    if (job != null) {
      job.stop();
    }
  }

  private void work(JobStore store) {
    while (!closed) {
      try {
        news.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS);
        for (String kind : handlers.keySet()) {
          quietly(() -> workOn(kind, store));
        }
      } catch (InterruptedException e) {
        return; // by nobody of ours
      }
    }
  }

  /** Everything of a kind that can be had. */
  private void workOn(String kind, JobStore store) {
    while (!closed) {
      String owner = UUID.randomUUID().toString().replace("-", "");
      Optional<Job> claimed = store.claim(kind, owner);
      if (claimed.isEmpty()) {
        return;
      }
      ClaimedJob job = new ClaimedJob(store, claimed.get(), owner);
      running.put(job.job().id(), job);
      try {
        run(job, handlers.get(kind), store);
      } finally {
        running.remove(job.job().id());
      }
    }
  }

  private void run(ClaimedJob claimed, JobHandler handler, JobStore store) {
    String id = claimed.job().id();
    String owner = claimed.owner();
    if (store.isBeyondLastAttempt(id)) {
      store.fail(id, owner, givenUp());
      return;
    }
    try {
      store.complete(id, owner, handler.run(claimed));
    } catch (JobFailedException e) {
      store.fail(id, owner, new Job.Failure(e.code(), e.getMessage()));
    } catch (OverloadedException e) {
      store.release(id, owner, e.retryAfter().toMillis(), false);
    } catch (Throwable e) { // an Error, too: the worker has others to do
      if (!claimed.isStopped() && !closed) {
        LOG.log(System.Logger.Level.ERROR, "job " + id + " failed", e);
        if (store.isLastAttempt(id)) {
          store.fail(id, owner, givenUp());
        } else {
          store.release(id, owner, RETRY_MILLIS, true);
        }
      }
    }
  }

  private Job.Failure givenUp() {
    return new Job.Failure(
        Code.INTERNAL_VALUE,
        "given up after " + options.maxAttempts() + " attempts; the server's log says why");
  }

  /** Stops work; what was in hand goes on where it was, here after a restart or elsewhere. */
  @Override
  public synchronized void close() {
    closed = true;
    housekeeping.shutdownNow();
    opened.ifPresent(this::close);
  }

  private void close(JobStore store) {
    for (ClaimedJob job : running.values()) {
      quietly(() -> store.release(job.job().id(), job.owner(), 0, false));
      job.stop();
    }
    news.release(workers.size());
    try {
      for (Thread worker : workers) {
        worker.join(CLOSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    store.close();
  }

  /** The database may be away for a while. */
  private static void quietly(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "jobs: " + e.getMessage(), e);
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
