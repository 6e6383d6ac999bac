package org.auricle.server.jobs;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A job that this server has in hand. Thread-safe. */
final class ClaimedJob implements JobRun {
  private final JobStore store;
  private final Job job;
  private final String owner;
  private final List<byte[]> parts;
  private final AtomicInteger nextPart;
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();

  ClaimedJob(JobStore store, Job job, String owner) {
    this.store = store;
    this.job = job;
    this.owner = owner;
    parts = store.parts(job.id());
    nextPart = new AtomicInteger(parts.size());
  }

  String owner() {
    return owner;
  }

  boolean isStopped() {
    return stopped.isDone();
  }

  /** Gives a sign of life, or notices that the job is somebody else's. */
  void renew() {
    if (!isStopped() && !store.renew(job.id(), owner)) {
      stop();
    }
  }

  void stop() {
    stopped.complete(null);
  }

  @Override
  public Job job() {
    return job;
  }

  @Override
  public byte[] audio() {
    return store.audio(job.id());
  }

  @Override
  public List<byte[]> parts() {
    return parts;
  }

  @Override
  public void addPart(byte[] part, int percent) {
    if (isStopped() || !store.addPart(job.id(), owner, nextPart.getAndIncrement(), part, percent)) {
      stop();
      throw new JobStoppedException(job.id());
    }
  }

  @Override
  public void onStop(Runnable stop) {
    stopped.thenRun(stop);
  }
}
