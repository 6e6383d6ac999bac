package org.auricle.tools.spark;

import org.apache.spark.TaskContext;

/**
 * One of several attempts that a task has. What has nothing to do with a recording, such as storage
 * that fails or an executor that is about to end, must not stand as its error while there are
 * attempts left.
 *
 * @param attempts there are
 */
record Attempt(TaskContext task, int attempts) {

  /**
   * Ends this attempt, if another may do better.
   *
   * @throws IllegalStateException if so; Spark tries again
   */
  void endIfAnotherMayDoBetter(RecordingError error, Throwable failure) {
    if (task.isInterrupted() || Thread.currentThread().isInterrupted()) {
      throw new IllegalStateException("interrupted", failure);
    }
    if (error.mayPass() && task.attemptNumber() + 1 < attempts) {
      throw new IllegalStateException(error.message(), failure);
    }
  }
}
