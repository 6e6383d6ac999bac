package org.auricle.grpc;

import io.grpc.Status;

/** A request that cannot be served, and that is the client's to change. */
final class RequestException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Status.Code code;

  private RequestException(Status.Code code, String problem) {
    super(problem);
    this.code = code;
  }

  /** A value or an order of messages that the API does not have. */
  static RequestException invalid(String problem) {
    return new RequestException(Status.Code.INVALID_ARGUMENT, problem);
  }

  /** Something that is not here. */
  static RequestException notFound(String problem) {
    return new RequestException(Status.Code.NOT_FOUND, problem);
  }

  /** More than the server takes. */
  static RequestException outOfRange(String problem) {
    return new RequestException(Status.Code.OUT_OF_RANGE, problem);
  }

  /** What the client is told. */
  Status.Code code() {
    return code;
  }
}
