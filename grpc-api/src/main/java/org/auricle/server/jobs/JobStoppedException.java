package org.auricle.server.jobs;

/** A job is no longer the run's: it was cancelled, deleted, or another server has it. */
public final class JobStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  JobStoppedException(String id) {
    super("job " + id + " is no longer this run's");
  }
}
