package org.auricle.server.http.exchange;

import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Takes what a client still sends after it has been refused, for a while: whoever is cut off while
 * sending gets to see a broken connection, and not the answer.
 */
final class Linger implements Runnable {
  private static final long MAX_BYTES = 64L << 20;
  private static final Duration MAX_TIME = Duration.ofSeconds(2);

  private final Request request;
  private Optional<Callback> callback; // guarded by this, like the following; empty when over
  private Optional<Scheduler.Task> deadline = Optional.empty();
  private long bytes;

  private Linger(Request request, Callback callback) {
    this.request = request;
    this.callback = Optional.of(callback);
  }

  /** What to call when an answer has been sent to a request whose body may not have been read. */
  static Callback before(Request request, Callback callback) {
    boolean waits = request.getHeaders().contains(HttpHeader.EXPECT); // to be told to send it
    if (request.getLength() == 0 || waits) {
      return callback;
    }
    return Callback.from(() -> new Linger(request, callback).start(), callback::failed);
  }

  private synchronized void start() {
    run();
    if (callback.isPresent()) {
      deadline = Optional.of(request.getComponents().getScheduler().schedule(this::end, MAX_TIME));
    }
  }

  @Override
  public synchronized void run() {
    while (callback.isPresent()) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return;
      }
      bytes += chunk.remaining();
      chunk.release();
      if (chunk.isLast() || Content.Chunk.isFailure(chunk) || bytes > MAX_BYTES) {
        end();
      }
    }
  }

  private synchronized void end() {
    Optional<Callback> waiting = callback;
    callback = Optional.empty();
    deadline.ifPresent(Scheduler.Task::cancel);
    waiting.ifPresent(Callback::succeeded);
  }
}
