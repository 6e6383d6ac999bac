package org.auricle.server.http;

import org.auricle.server.http.exchange.HttpProblem;
import org.auricle.server.http.exchange.Replies;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Errors that the protocol's parser finds, in the shape of all others. */
final class Errors extends ErrorHandler {

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Throwable failure = (Throwable) request.getAttribute(ErrorHandler.ERROR_EXCEPTION);
    int status = response.getStatus();
    String message = HttpStatus.getMessage(status);
    boolean ours = status >= 500 || failure == null || failure.getMessage() == null;
    Replies.problem(
        response,
        HttpProblem.invalid(status, "", "", ours ? message : message + ": " + failure.getMessage()),
        callback);
    return true;
  }
}
