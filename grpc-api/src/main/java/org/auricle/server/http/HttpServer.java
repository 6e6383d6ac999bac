package org.auricle.server.http;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.auricle.server.config.TlsConfig.ClientAuth;
import org.auricle.server.http.Router.Access;
import org.auricle.server.http.exchange.HttpProblem;
import org.auricle.server.http.exchange.OriginPolicy;
import org.auricle.server.http.exchange.Replies;
import org.auricle.server.http.openai.ModelNames;
import org.auricle.server.http.openai.TranscriptionLimits;
import org.auricle.server.http.openai.TranscriptionRoute;
import org.auricle.server.http.socket.AssistantMessages;
import org.auricle.server.http.socket.AudioSockets;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP port. Runs from {@link #start} to {@link #close}. Thread-safe. */
public final class HttpServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(HttpServer.class.getName());

  /** For those who did not finish in time to hear of their end. */
  private static final Duration END = Duration.ofSeconds(5);

  private static final int HEADER_BYTES = 8 << 10;
  private static final int MAX_THREADS = 64; // nothing that they run waits
  private static final int MIN_THREADS = 4;
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpOptions options;
  private final HttpServices services;
  private final UploadFolder uploads;
  private final ExecutorService readers;
  private final Drain drain = new Drain();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Server server;
  private final ServerConnector connector;
  private final AudioSockets sockets;

  private HttpServer(HttpOptions options, HttpServices services) throws IOException {
    this.options = options;
    this.services = services;
    uploads = UploadFolder.in(Path.of(System.getProperty("java.io.tmpdir")));
    readers = readers();
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
    threads.setName("auricle-http");
    threads.setDaemon(true);
    server = new Server(threads);
    connector = connector();
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(options.maxConnections(), connector));
    sockets =
        new AudioSockets(
            server,
            services.models(),
            services.scheduler(),
            services.assistants(),
            options.idleTimeout());
    server.setErrorHandler(new Errors());
    server.setHandler(router());
  }

  /**
   * Starts a server.
   *
   * @throws IOException if it cannot listen
   */
  public static HttpServer start(HttpOptions options, HttpServices services) throws IOException {
    if (new InetSocketAddress(options.host(), options.port()).isUnresolved()) {
      throw new IOException("host: " + options.host() + " (expected: a name or address of ours)");
    }
    HttpServer server = new HttpServer(options, services);
    try {
      server.server.start();
    } catch (Exception e) {
      server.stop();
      Throwable cause = e.getCause() instanceof BindException ? e.getCause() : e;
      throw new IOException(
          "cannot listen on " + options.host() + ":" + options.port() + ": " + cause.getMessage(),
          e);
    }
    server.connector.getConnectionFactory(HeaderDeadline.class).watch(server.connector);
    LOG.log(
        System.Logger.Level.DEBUG, "listening on {0}:{1,number,#}", options.host(), server.port());
    return server;
  }

  /** Where uploads are while they last. */
  Path uploads() {
    return uploads.path();
  }

  /** The port it listens on. */
  public int port() {
    return connector.getLocalPort();
  }

  /**
   * Refuses new work, as {@link #close} does first; {@code /readyz} says so, that load balancers
   * may look elsewhere.
   */
  public void drain() {
    drain.start();
  }

  /**
   * Stops: new work is refused, what is in progress gets {@link HttpOptions#shutdownGrace} to
   * finish. If the calling thread is interrupted, it is ended at once. More than once does nothing.
   */
  @Override
  public void close() {
    drain();
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      if (!drain.await(options.shutdownGrace())) {
        sockets.shutDown();
        drain.await(END);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stop();
    }
  }

  private void stop() {
    try {
      server.stop();
    } catch (Exception e) {
      LOG.log(System.Logger.Level.WARNING, "the HTTP port did not stop in order", e);
    }
    readers.shutdownNow();
    uploads.close();
  }

  private ServerConnector connector() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setRequestHeaderSize(HEADER_BYTES);
    HeaderDeadline http = new HeaderDeadline(configuration, options.headerTimeout());
    ServerConnector made;
    if (services.tls().isPresent()) {
      configuration.addCustomizer(new SecureRequestCustomizer(false)); // any name may be asked for
      SslContextFactory.Server ssl = new SslContextFactory.Server();
      ssl.setSslContext(services.tls().get().context());
      ssl.setNeedClientAuth(services.tls().get().clientAuth() == ClientAuth.REQUIRED);
      ssl.setWantClientAuth(services.tls().get().clientAuth() == ClientAuth.OPTIONAL);
      made = new ServerConnector(server, 1, 1, new SslConnectionFactory(ssl, "http/1.1"), http);
    } else {
      made = new ServerConnector(server, 1, 1, http);
    }
    made.setHost(options.host());
    made.setPort(options.port());
    made.setIdleTimeout(options.idleTimeout().toMillis());
    return made;
  }

  private Router router() {
    Router router =
        new Router(
            new OriginPolicy(options.allowedOrigins(), options.host()),
            services.access(),
            services.calls(),
            drain);
    TranscriptionRoute transcriptions =
        new TranscriptionRoute(
            services.models(),
            services.scheduler(),
            new TranscriptionLimits(
                options.maxUploadBytes(), options.maxAudioSeconds(), options.maxTranscriptions()),
            uploads.path(),
            readers);
    router.add(
        HttpMethod.POST, "/v1/audio/transcriptions", Access.ADMITTED, transcriptions::handle);
    router.add(
        HttpMethod.POST,
        "/v1/audio/translations",
        Access.ADMITTED,
        call -> {
          throw HttpProblem.invalid(
              400, "", "unsupported", "translation is not offered; see /v1/audio/transcriptions");
        });
    router.add(
        HttpMethod.GET,
        "/v1/models",
        Access.ADMITTED,
        call ->
            Replies.json(
                call.response(), 200, ModelNames.list(services.models()), call.callback()));
    router.addWebSocket("/", sockets::vosk).addWebSocket("/vosk", sockets::vosk);
    router.addWebSocket("/v1/live", sockets::live);
    router.addWebSocket("/v1/assistant", sockets::assistant);
    router.add(
        HttpMethod.GET,
        "/v1/domains",
        Access.ADMITTED,
        call ->
            Replies.json(
                call.response(),
                200,
                AssistantMessages.domains(services.assistants()),
                call.callback()));
    if (options.livePage()) {
      LivePage.addTo(router);
    }
    addProbes(router);
    return router;
  }

  private void addProbes(Router router) {
    router.add(
        HttpMethod.GET,
        "/healthz",
        Access.OPEN,
        call -> Replies.text(call.response(), 200, Replies.TEXT, "ok\n", call.callback()));
    router.add(
        HttpMethod.GET,
        "/readyz",
        Access.OPEN,
        call -> {
          boolean ready = services.ready().getAsBoolean() && !drain.isDraining();
          Replies.text(
              call.response(),
              ready ? 200 : 503,
              Replies.TEXT,
              ready ? "ready\n" : drain.isDraining() ? "shutting down\n" : "not ready\n",
              call.callback());
        });
    services
        .metrics()
        .ifPresent(
            metrics ->
                router.add(
                    HttpMethod.GET,
                    "/metrics",
                    options.openMetrics() ? Access.OPEN : Access.ADMITTED,
                    call ->
                        Replies.text(
                            call.response(), 200, PROMETHEUS, metrics.get(), call.callback())));
  }

  private static ExecutorService readers() {
    AtomicInteger count = new AtomicInteger();
    return Executors.newFixedThreadPool(
        Runtime.getRuntime().availableProcessors(),
        task -> {
          Thread thread = new Thread(task, "auricle-http-read-" + count.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }
}
