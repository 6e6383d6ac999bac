package org.auricle.server.http.exchange;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.auricle.server.access.Admission;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A request that has been let in, and its answer. What it holds (its place among the client's
 * calls) is given back when the answer has been sent, unless somebody keeps it. Thread-safe.
 */
public final class Call {
  private final Request request;
  private final Response response;
  private final Callback callback;
  private final Admission admission;
  private final Runnable onEnd;
  private final AtomicBoolean kept = new AtomicBoolean();
  private final AtomicBoolean ended = new AtomicBoolean();

  /**
   * A call.
   *
   * @param callback to be told that the answer has been sent
   * @param onEnd what else is to be done at its end
   */
  public Call(
      Request request, Response response, Callback callback, Admission admission, Runnable onEnd) {
    this.request = Objects.requireNonNull(request, "request");
    this.response = Objects.requireNonNull(response, "response");
    this.callback =
        new Callback.Nested(callback) {
          @Override
          public void succeeded() {
            super.succeeded();
            if (!kept.get()) {
              end();
            }
          }

          @Override
          public void failed(Throwable failure) {
            super.failed(failure);
            end();
          }
        };
    this.admission = Objects.requireNonNull(admission, "admission");
    this.onEnd = Objects.requireNonNull(onEnd, "onEnd");
  }

  /** The request. */
  public Request request() {
    return request;
  }

  /** The answer. */
  public Response response() {
    return response;
  }

  /** To be told when the answer has been sent. */
  public Callback callback() {
    return callback;
  }

  /** What the client may use. */
  public Admission admission() {
    return admission;
  }

  /** The call goes on after the answer, until {@link #end}, if there is an answer. */
  public void keep() {
    kept.set(true);
  }

  /** Gives back what the call holds. More than once does nothing. */
  public void end() {
    if (ended.compareAndSet(false, true)) {
      admission.close();
      onEnd.run();
    }
  }
}
