package org.auricle.grpc;

import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.auricle.engine.live.SchedulerOptions;
import org.auricle.engine.live.StreamScheduler;
import org.auricle.server.ModelRegistry;

/**
 * Serves {@code auricle.v1.Speech} and other services, with health ({@code grpc.health.v1}) and
 * reflection, on one port. Runs from {@link #start} to {@link #close}. Thread-safe.
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
  private final Optional<StreamScheduler> ownScheduler;
  private final OpenCalls calls;
  private final HealthStatusManager health = new HealthStatusManager();
  private final List<String> names = new ArrayList<>();
  private final Server server;
  private final AtomicBoolean draining = new AtomicBoolean();

  private SpeechServer(
      ServerOptions options,
      ServerServices services,
      InetSocketAddress address,
      Optional<StreamScheduler> ownScheduler) {
    this.options = options;
    this.ownScheduler = ownScheduler;
    calls = new OpenCalls(options.maxConcurrentCalls(), options.idleTimeout());
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(
                address, services.credentials().orElseGet(InsecureServerCredentials::create))
            .maxInboundMessageSize(options.maxMessageBytes())
            .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
            .keepAliveTimeout(KEEP_ALIVE_TIMEOUT_SECONDS, TimeUnit.SECONDS)
            .permitKeepAliveTime(PERMITTED_KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
            .addService(health.getHealthService());
    if (!options.maxConnectionAge().isZero()) {
      builder.maxConnectionAge(options.maxConnectionAge().toNanos(), TimeUnit.NANOSECONDS);
    }
    List<ServerInterceptor> interceptors = new ArrayList<>(services.interceptors());
    interceptors.add(calls);
    SpeechService speech = new SpeechService(services.models(), options, services.scheduler());
    add(builder, speech.bindService(), interceptors);
    services.more().forEach(service -> add(builder, service, interceptors));
    if (options.reflection()) {
      builder.addService(
          ServerInterceptors.interceptForward(
              ProtoReflectionServiceV1.newInstance(), services.interceptors()));
    }
    server = builder.build();
  }

  private void add(
      NettyServerBuilder builder,
      ServerServiceDefinition service,
      List<ServerInterceptor> interceptors) {
    // Messages are parsed inside of the interceptors, so that these see what cannot be parsed.
    builder.addService(
        ServerInterceptors.interceptForward(
            ServerInterceptors.useInputStreamMessages(service), interceptors));
    names.add(service.getServiceDescriptor().getName());
  }

  /**
   * Starts a server with a scheduler of its own, in the clear.
   *
   * @param models what it serves; the first is the default
   * @throws IOException if it cannot listen
   */
  public static SpeechServer start(ServerOptions options, List<ServedModel> models)
      throws IOException {
    return start(
        options,
        models,
        new SchedulerOptions(options.workerThreads(), options.maxConcurrentCalls()));
  }

  /**
   * Starts a server with a scheduler of its own, in the clear.
   *
   * @param models what it serves; the first is the default
   * @param scheduling how streams are put together
   * @throws IOException if it cannot listen
   */
  public static SpeechServer start(
      ServerOptions options, List<ServedModel> models, SchedulerOptions scheduling)
      throws IOException {
    ModelRegistry registry = new ServedModels(models);
    StreamScheduler scheduler = new StreamScheduler(scheduling);
    try {
      return start(options, new ServerServices(registry, scheduler), Optional.of(scheduler));
    } catch (IOException | RuntimeException | Error e) {
      scheduler.close();
      throw e;
    }
  }

  /**
   * Starts a server.
   *
   * @throws IOException if it cannot listen
   */
  public static SpeechServer start(ServerOptions options, ServerServices services)
      throws IOException {
    return start(options, services, Optional.empty());
  }

  private static SpeechServer start(
      ServerOptions options, ServerServices services, Optional<StreamScheduler> ownScheduler)
      throws IOException {
    InetSocketAddress address = new InetSocketAddress(options.host(), options.port());
    if (address.isUnresolved()) {
      throw new IOException("host: " + options.host() + " (expected: a name or address of ours)");
    }
    SpeechServer server = new SpeechServer(options, services, address, ownScheduler);
    try {
      server.server.start();
    } catch (IOException e) {
      server.calls.close();
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(
          "cannot listen on " + options.host() + ":" + options.port() + ": " + cause.getMessage(),
          e);
    }
    server.names.forEach(name -> server.health.setStatus(name, ServingStatus.SERVING));
    LOG.log(
        System.Logger.Level.DEBUG, "listening on {0}:{1,number,#}", options.host(), server.port());
    return server;
  }

  /** The port it listens on. */
  public int port() {
    return server.getPort();
  }

  /** Calls in progress. */
  public int openCalls() {
    return calls.open();
  }

  /** Waits until the server has been closed. */
  public void awaitTermination() throws InterruptedException {
    server.awaitTermination();
  }

  /** Health says NOT_SERVING from now on, so that load balancers look elsewhere. */
  public void drain() {
    if (draining.compareAndSet(false, true)) {
      health.enterTerminalState();
    }
  }

  /**
   * Stops: no new calls, health says NOT_SERVING, calls in progress get {@link
   * ServerOptions#shutdownGrace} to finish and are then ended with UNAVAILABLE. If the calling
   * thread is interrupted, they are ended at once.
   */
  @Override
  public void close() {
    drain();
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
      calls.close();
      ownScheduler.ifPresent(StreamScheduler::close);
    }
  }
}
