package org.auricle.server.http.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Notices that a client closes its connection while it waits for an answer. HTTP/1.1 reads nothing
 * meanwhile, and so would not see it before it writes. Thread-safe.
 */
public final class Departure implements Callback, AutoCloseable {
  private final EndPoint endPoint;
  private final Response response;
  private final Runnable onGone;
  private boolean over; // guarded by this, like the following
  private boolean ahead; // a byte of the client's next request has been taken

  private Departure(EndPoint endPoint, Response response, Runnable onGone) {
    this.endPoint = endPoint;
    this.response = response;
    this.onGone = onGone;
  }

  /**
   * Watches until it is closed, which has to come before the answer.
   *
   * @param response to a request whose body has been read to its end
   * @param onGone called once, if the client goes
   */
  public static Departure watch(Response response, Runnable onGone) {
    EndPoint endPoint = response.getRequest().getConnectionMetaData().getConnection().getEndPoint();
    Departure departure = new Departure(endPoint, response, onGone);
    departure.listen();
    return departure;
  }

  private void listen() {
    if (!(endPoint instanceof AbstractEndPoint) || !endPoint.tryFillInterested(this)) {
      synchronized (this) {
        over = true; // it cannot be watched
      }
    }
  }

  /** Something has come: the end, or what a client that does not wait for answers sends next. */
  @Override
  public void succeeded() {
    boolean gone;
    synchronized (this) {
      if (over) {
        return;
      }
      ByteBuffer next = BufferUtil.allocate(1);
      int count;
      try {
        count = endPoint.fill(next);
      } catch (IOException e) {
        count = -1;
      }
      if (count == 0) {
        listen();
        return;
      }
      over = true;
      ahead = count > 0;
      gone = count < 0;
    }
    if (gone) {
      onGone.run();
    }
  }

  @Override
  public void failed(Throwable failure) {
    synchronized (this) {
      if (over) {
        return;
      }
      if (failure instanceof TimeoutException) { // it says nothing because it waits for us
        listen();
        return;
      }
      over = true;
    }
    onGone.run();
  }

  /** Watches no more. */
  @Override
  public void close() {
    boolean listening;
    synchronized (this) {
      listening = !over;
      over = true;
      if (ahead) { // what it sent ahead it has to send again, on a new connection (RFC 9112, 9.3.2)
        response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
      }
    }
    if (listening && endPoint instanceof AbstractEndPoint connection) {
      connection.getFillInterest().fillable(); // takes this off the connection
    }
  }
}
