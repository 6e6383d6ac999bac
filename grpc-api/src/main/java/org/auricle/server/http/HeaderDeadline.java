package org.auricle.server.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections on which the head of a request takes too long. A time-out for idle connections
 * does not see those that send a byte now and then to keep a server's connections occupied.
 */
final class HeaderDeadline extends HttpConnectionFactory implements Connection.Listener {
  private static final int SWEEPS = 4; // in the time allowed

  private final Duration timeout;
  private final Map<Connection, Progress> waiting = new ConcurrentHashMap<>();

  /** When a connection was last seen with nothing of a next request, and what it had sent then. */
  private record Progress(long requests, long bytes, long since) {}

  HeaderDeadline(HttpConfiguration configuration, Duration timeout) {
    super(configuration);
    this.timeout = timeout;
  }

  /** Begins to look after the connections of a connector, until it is stopped. */
  void watch(Connector connector) {
    sweepLater(connector, connector.getScheduler());
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    Connection connection = super.newConnection(connector, endPoint);
    waiting.put(connection, new Progress(0, 0, NanoTime.now()));
    connection.addEventListener(this);
    return connection;
  }

  @Override
  public void onClosed(Connection connection) {
    waiting.remove(connection);
  }

  private void sweepLater(Connector connector, Scheduler scheduler) {
    scheduler.schedule(
        () -> {
          if (((LifeCycle) connector).isRunning()) {
            waiting.replaceAll(this::sweep);
            sweepLater(connector, scheduler);
          }
        },
        timeout.dividedBy(SWEEPS));
  }

  private Progress sweep(Connection connection, Progress before) {
    long requests = connection.getMessagesIn();
    long bytes = connection.getBytesIn();
    boolean answering = requests > connection.getMessagesOut();
    if (answering || requests != before.requests() || bytes == before.bytes()) {
      return new Progress(requests, bytes, NanoTime.now()); // nothing of a next request has come
    }
    if (NanoTime.since(before.since()) > timeout.toNanos()) {
      connection.getEndPoint().close(new TimeoutException("the head of a request came too slowly"));
    }
    return before;
  }
}
