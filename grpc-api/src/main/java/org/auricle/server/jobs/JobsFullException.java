package org.auricle.server.jobs;

import java.time.Duration;

/** As many jobs, or bytes of them, wait as may; try again later. */
public final class JobsFullException extends Exception {
  private static final long serialVersionUID = 1;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

  JobsFullException(String message) {
    super(message);
  }

  /** When it may be worth to try again. */
  public Duration retryAfter() {
    return RETRY_AFTER;
  }
}
