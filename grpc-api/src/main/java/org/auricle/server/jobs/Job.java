package org.auricle.server.jobs;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a job.
 *
 * @param id 32 characters, never given twice
 * @param client who has ordered it; empty for anybody
 * @param kind whose work it is
 * @param request what is to be done, in the words of the kind
 * @param percent how much of it is done
 * @param created when it was accepted
 * @param updated when something about it changed last
 * @param result if it is {@link State#DONE}
 * @param failure if it is {@link State#FAILED}
 */
public record Job(
    String id,
    String client,
    String kind,
    State state,
    byte[] request,
    int percent,
    Instant created,
    Instant updated,
    Optional<byte[]> result,
    Optional<Failure> failure) {

  /** How far it is. */
  public enum State {
    /** Waits for its turn. */
    QUEUED,
    /** Is being worked on. */
    RUNNING,
    /** Has a result. */
    DONE,
    /** Could not be done. */
    FAILED,
    /** Is not wanted any more. */
    CANCELLED;

    /** Whether nothing will change any more. */
    public boolean isFinal() {
      return this == DONE || this == FAILED || this == CANCELLED;
    }
  }

  /**
   * Why it could not be done.
   *
   * @param code of google.rpc.Code
   * @param message one line
   */
  public record Failure(int code, String message) {}
}
