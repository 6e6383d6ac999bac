package org.auricle.grpc.google;

import com.google.rpc.Code;

/** A request that is not served; the message is for its sender. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;

  private final Code code;

  RefusedException(Code code, String message) {
    super(message);
    this.code = code;
  }

  /** One of the many ways in which a request may be wrong. */
  static RefusedException invalid(String message) {
    return new RefusedException(Code.INVALID_ARGUMENT, message);
  }

  Code code() {
    return code;
  }
}
