package org.auricle.server.jobs;

/** Does the work of one kind of jobs. Thread-safe. */
public interface JobHandler {

  /**
   * Does a job, or goes on with it after the last of its parts.
   *
   * @return the result
   * @throws JobFailedException if it will never be possible
   * @throws Exception if it may be possible another time
   */
  byte[] run(JobRun run) throws Exception;
}
