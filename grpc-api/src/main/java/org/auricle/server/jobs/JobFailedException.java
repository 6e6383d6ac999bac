package org.auricle.server.jobs;

/** A job that cannot be done, however often it is tried. */
public final class JobFailedException extends Exception {
  private static final long serialVersionUID = 1;

  private final int code;

  /**
   * Says why.
   *
   * @param code of google.rpc.Code
   * @param message one line, for who has ordered the job
   */
  public JobFailedException(int code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** Of google.rpc.Code. */
  public int code() {
    return code;
  }
}
