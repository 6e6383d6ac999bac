package org.auricle.server.http.socket;

import org.auricle.server.http.exchange.HttpProblem;
import org.eclipse.jetty.websocket.api.StatusCode;

/** Status of a websocket's close (RFC 6455, 7.4.1) for a problem. */
final class CloseCodes {
  private CloseCodes() {}

  static int of(HttpProblem problem) {
    if (problem.status() == 429) {
      return StatusCode.TRY_AGAIN_LATER;
    }
    if (problem.status() == 503) {
      return StatusCode.SERVICE_RESTART;
    }
    return problem.status() >= 500 ? StatusCode.SERVER_ERROR : StatusCode.POLICY_VIOLATION;
  }
}
