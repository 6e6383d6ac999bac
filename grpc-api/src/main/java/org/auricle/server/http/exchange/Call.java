package org.auricle.server.http.exchange;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.auricle.server.access.Admission;
import org.auricle.server.telemetry.CallJournal;
import org.auricle.server.telemetry.CallRecord;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A request that has been let in, and its answer. When the answer has been sent, unless somebody
 * keeps the call, its end is written down, and what it holds is given back: its place among the
 * client's calls. Thread-safe.
 */
public final class Call {
  /** The status, in the journal, of a call whose client went away; the client gets none. */
  public static final int CLIENT_GONE = 499;

  private final Request request;
  private final Response response;
  private final Callback callback;
  private final Admission admission;
  private final CallJournal.Entry entry;
  private final Runnable onEnd;
  private final AtomicBoolean kept = new AtomicBoolean();
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile Optional<String> problem = Optional.empty();

  /**
   * A call.
   *
   * @param callback to be told that the answer has been sent
   * @param entry in the journal
   * @param onEnd what else is to be done at its end
   */
  public Call(
      Request request,
      Response response,
      Callback callback,
      Admission admission,
      CallJournal.Entry entry,
      Runnable onEnd) {
    this.request = Objects.requireNonNull(request, "request");
    this.response = Objects.requireNonNull(response, "response");
    this.callback =
        new Callback.Nested(callback) {
          @Override
          public void succeeded() {
            super.succeeded();
            if (!kept.get()) {
              end(response.getStatus(), problem);
            }
          }

          @Override
          public void failed(Throwable failure) {
            super.failed(failure);
            end(CLIENT_GONE, Optional.ofNullable(failure.getMessage()));
          }
        };
    this.admission = Objects.requireNonNull(admission, "admission");
    this.entry = Objects.requireNonNull(entry, "entry");
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

  /** What is found out about the call, for the journal. */
  public CallRecord record() {
    return entry.record();
  }

  /** Answers with what is behind a failure. */
  public void refuse(Throwable failure) {
    HttpProblem found = Problems.of(failure);
    problem = Optional.of(found.getMessage());
    Replies.problem(response, found, callback);
  }

  /** The call goes on after the answer, until {@link #end}, if there is an answer. */
  public void keep() {
    kept.set(true);
  }

  /**
   * Gives back what the call holds. More than once does nothing.
   *
   * @param status for the journal
   * @param found what was wrong
   */
  public void end(int status, Optional<String> found) {
    if (ended.compareAndSet(false, true)) {
      entry.end(status, found);
      admission.close();
      onEnd.run();
    }
  }
}
