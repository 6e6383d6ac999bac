package org.auricle.server.http.exchange;

import java.time.Duration;
import java.util.Optional;

/** A request that cannot be answered as it was meant: what the client is told. */
public final class HttpProblem extends Exception {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String type;
  private final String parameter;
  private final String code;
  private final transient Optional<Duration> retryAfter;

  /**
   * A problem.
   *
   * @param status of HTTP
   * @param type of error, as OpenAI's API names them
   * @param parameter that is at fault; empty if none is
   * @param code for programs; empty if there is none
   * @param message one line
   */
  public HttpProblem(
      int status,
      String type,
      String parameter,
      String code,
      String message,
      Optional<Duration> retryAfter) {
    super(message);
    this.status = status;
    this.type = type;
    this.parameter = parameter;
    this.code = code;
    this.retryAfter = retryAfter;
  }

  /** A request that is its sender's to change. */
  public static HttpProblem invalid(int status, String parameter, String code, String message) {
    return new HttpProblem(
        status, "invalid_request_error", parameter, code, message, Optional.empty());
  }

  /** A field with a value that does not do. */
  public static HttpProblem field(String name, Object value, String expected) {
    return invalid(400, name, "", name + ": " + value + " (expected: " + expected + ")");
  }

  /** There is more to do than can be done. */
  public static HttpProblem overloaded(String message, Duration retryAfter) {
    return new HttpProblem(
        429, "rate_limit_error", "", "overloaded", message, Optional.of(retryAfter));
  }

  /** The server is on its way down. */
  public static HttpProblem draining() {
    return new HttpProblem(
        503,
        "server_error",
        "",
        "shutting_down",
        "the server is shutting down",
        Optional.of(Duration.ofSeconds(1)));
  }

  /** The status of HTTP. */
  public int status() {
    return status;
  }

  /** What kind of error it is. */
  public String type() {
    return type;
  }

  /** The parameter at fault, or empty. */
  public String parameter() {
    return parameter;
  }

  /** For programs, or empty. */
  public String code() {
    return code;
  }

  /** When it may be worth to try again. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
