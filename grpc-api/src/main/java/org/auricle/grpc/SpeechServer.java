package org.auricle.grpc;

import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.auricle.engine.live.SchedulerOptions;
import org.auricle.engine.live.StreamScheduler;
import org.auricle.grpc.v1.SpeechGrpc;

/**
 * Serves {@code auricle.v1.Speech}, health ({@code grpc.health.v1}) and reflection on one port, in
 * the clear. Runs from {@link #start} to {@link #close}. Thread-safe.
 */
public final class SpeechServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(SpeechServer.class.getName());

  /** A client that has vanished without a word is noticed, and its slot freed, after the sum. */
  private static final int KEEP_ALIVE_SECONDS = 30;

  private static final int KEEP_ALIVE_TIMEOUT_SECONDS = 10;

  /** Clients may ask for signs of life this often; by gRPC's default, five minutes. */
  private static final int PERMITTED_KEEP_ALIVE_SECONDS = 10;

  /** For the news of their end to reach the clients of calls that did not finish in time. */
  private static final int END_SECONDS = 5;

  private final ServerOptions options;
  private final StreamScheduler scheduler;
  private final OpenCalls calls;
  private final HealthStatusManager health = new HealthStatusManager();
  private final Server server;
  private final AtomicBoolean closing = new AtomicBoolean();

  private SpeechServer(ServerOptions options, ServedModels models, InetSocketAddress address) {
    this.options = options;
    scheduler =
        new StreamScheduler(
            new SchedulerOptions(options.workerThreads(), options.maxConcurrentCalls()));
    calls = new OpenCalls(options.maxConcurrentCalls());
    SpeechService speech = new SpeechService(models, options.maxAudioSeconds(), scheduler);
    server =
        NettyServerBuilder.forAddress(address)
            .maxInboundMessageSize(options.maxMessageBytes())
            .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
            .keepAliveTimeout(KEEP_ALIVE_TIMEOUT_SECONDS, TimeUnit.SECONDS)
            .permitKeepAliveTime(PERMITTED_KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
            .addService(ServerInterceptors.intercept(speech, calls))
            .addService(health.getHealthService())
            .addService(ProtoReflectionServiceV1.newInstance())
            .build();
  }

  /**
   * Starts a server.
   *
   * @param models what it serves; the first is the default
   * @throws IOException if it cannot listen
   */
  public static SpeechServer start(ServerOptions options, List<ServedModel> models)
      throws IOException {
    InetSocketAddress address = new InetSocketAddress(options.host(), options.port());
    if (address.isUnresolved()) {
      throw new IOException("host: " + options.host() + " (expected: a name or address of ours)");
    }
    SpeechServer server = new SpeechServer(options, new ServedModels(models), address);
    try {
      server.server.start();
    } catch (IOException e) {
      server.scheduler.close();
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(
          "cannot listen on " + options.host() + ":" + options.port() + ": " + cause.getMessage(),
          e);
    }
    server.health.setStatus(SpeechGrpc.SERVICE_NAME, ServingStatus.SERVING);
    LOG.log(
        System.Logger.Level.DEBUG, "listening on {0}:{1,number,#}", options.host(), server.port());
    return server;
  }

  /** The port it listens on. */
  public int port() {
    return server.getPort();
  }

  /** Waits until the server has been closed. */
  public void awaitTermination() throws InterruptedException {
    server.awaitTermination();
  }

  /**
   * Stops: no new calls, health says NOT_SERVING, calls in progress get {@link
   * ServerOptions#shutdownGrace} to finish and are then ended with UNAVAILABLE. If the calling
   * thread is interrupted, they are ended at once.
   */
  @Override
  public void close() {
    if (closing.compareAndSet(false, true)) {
      health.enterTerminalState();
    }
    server.shutdown();
    try {
      if (!server.awaitTermination(options.shutdownGrace().toNanos(), TimeUnit.NANOSECONDS)) {
        calls.endAll(Status.UNAVAILABLE.withDescription("the server is shutting down"));
        server.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      server.shutdownNow();
      scheduler.close();
    }
  }
}
