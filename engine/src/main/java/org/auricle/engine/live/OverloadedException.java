package org.auricle.engine.live;

import java.time.Duration;

/** There is more to do than can be done in time; try again later. */
public final class OverloadedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Duration retryAfter;

  /** Says what is full, and when to try again. */
  public OverloadedException(String message, Duration retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  /** When it may be worth to try again. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
