package org.auricle.server.webhook;

import java.io.IOException;

/** There is no answer. The message is one line. */
public final class WebhookException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** Nobody answers there, or the connection broke. */
    UNREACHABLE,
    /** It took too long. */
    TIMED_OUT,
    /** The other side says that it is at fault itself, or too busy. */
    UNAVAILABLE,
    /** The other side does not want the request as it is. */
    REFUSED,
    /** An answer that cannot be used. */
    BAD_ANSWER,
    /** The client has been closed. */
    CLOSED
  }

  private final Reason reason;

  WebhookException(Reason reason, String problem) {
    this(reason, problem, null);
  }

  WebhookException(Reason reason, String problem, Throwable cause) {
    super(problem.strip().replaceAll("\\s+", " "), cause);
    this.reason = reason;
  }

  /** Why there is none. */
  public Reason reason() {
    return reason;
  }

  /** Whether another attempt may fare better. */
  boolean isPassing() {
    return reason == Reason.UNREACHABLE
        || reason == Reason.TIMED_OUT
        || reason == Reason.UNAVAILABLE;
  }
}
