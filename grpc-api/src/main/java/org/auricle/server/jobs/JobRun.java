package org.auricle.server.jobs;

import java.util.List;

/** A job while it is being worked on. Thread-safe. */
public interface JobRun {

  /** The job as it was when work on it began. */
  Job job();

  /** The audio that came with it. */
  byte[] audio();

  /** The parts of the result that are kept already, in order. */
  List<byte[]> parts();

  /**
   * Keeps a part of the result, so that it need not be done again.
   *
   * @param percent how much of the job is done
   * @throws JobStoppedException if the job is no longer this run's
   */
  void addPart(byte[] part, int percent);

  /** Is to be run, on any thread, when the job is no longer this run's; at once if it is not. */
  void onStop(Runnable stop);
}
