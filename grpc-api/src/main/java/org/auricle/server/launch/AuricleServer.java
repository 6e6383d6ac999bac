package org.auricle.server.launch;

import io.grpc.ServerInterceptor;
import io.grpc.ServerServiceDefinition;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.auricle.engine.live.SchedulerMetrics;
import org.auricle.engine.live.StreamScheduler;
import org.auricle.grpc.AccessInterceptor;
import org.auricle.grpc.AssistantService;
import org.auricle.grpc.ServerOptions;
import org.auricle.grpc.ServerServices;
import org.auricle.grpc.SpeechServer;
import org.auricle.server.ModelRegistry;
import org.auricle.server.access.AccessControl;
import org.auricle.server.assistant.Assistants;
import org.auricle.server.assistant.ServedDomain;
import org.auricle.server.config.ConfigException;
import org.auricle.server.config.HttpConfig;
import org.auricle.server.config.ServerConfig;
import org.auricle.server.config.TelemetryConfig;
import org.auricle.server.config.TlsConfig;
import org.auricle.server.http.HttpServer;
import org.auricle.server.http.HttpServices;
import org.auricle.server.http.HttpTls;
import org.auricle.server.registry.BundleRegistry;
import org.auricle.server.registry.ModelLoader;
import org.auricle.server.telemetry.CallJournal;
import org.auricle.server.telemetry.CallObserver;
import org.auricle.server.telemetry.Meters;
import org.auricle.server.telemetry.Tracing;
import org.auricle.server.tls.TlsKeys;

/**
 * Everything that is served, from models to doors. Runs from {@link #start} to {@link #close}.
 * Thread-safe.
 */
public final class AuricleServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(AuricleServer.class.getName());

  private final ServerConfig config;
  private final Parts parts = new Parts(); // all but the doors
  private final AtomicBoolean ready = new AtomicBoolean();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ModelRegistry models;
  private final StreamScheduler scheduler;
  private final Assistants assistants;
  private final SpeechServer grpc;
  private final Optional<HttpServer> http;

  private AuricleServer(ServerConfig config, ModelLoader loader)
      throws IOException, ConfigException {
    this.config = config;
    try {
      Optional<TlsKeys> tls =
          config.tls().isOn() ? Optional.of(TlsKeys.load(config.tls())) : none();
      AccessControl access =
          new AccessControl(
              config.access(),
              config.limits(),
              config.tls().clientAuth() != TlsConfig.ClientAuth.NONE,
              System::nanoTime);
      warnOfOpenDoors(access);
      Optional<Meters> meters =
          config.telemetry().metrics()
              ? Optional.of(parts.add(new Meters(System::nanoTime)))
              : none();
      BundleRegistry registry = parts.add(BundleRegistry.load(config.models(), loader));
      models = registry;
      scheduler =
          parts.add(
              new StreamScheduler(
                  DoorOptions.scheduler(config.streaming()),
                  meters.<SchedulerMetrics>map(m -> m).orElse(SchedulerMetrics.NONE)));
      meters.ifPresent(m -> m.watch(scheduler));
      assistants = assistants();
      CallJournal journal = journal(meters);
      grpc = grpc(access, journal, tls);
      http = http(access, journal, meters, tls);
      Reloader reloader = parts.add(new Reloader());
      reloader.add("models", registry::reload);
      tls.ifPresent(keys -> reloader.add("certificates", keys::reload));
      reloader.add("keys", access::reload);
      reloader.start(config.lifecycle().reloadInterval());
      ready.set(true);
    } catch (IOException | ConfigException | RuntimeException | Error e) {
      parts.close();
      throw e;
    }
  }

  private static <T> Optional<T> none() {
    return Optional.empty();
  }

  /**
   * Starts everything.
   *
   * @param loader where models come from
   * @throws ConfigException if what the configuration refers to is at fault
   * @throws IOException if a model cannot be loaded, or a port not be had
   */
  public static AuricleServer start(ServerConfig config, ModelLoader loader)
      throws IOException, ConfigException {
    return new AuricleServer(config, loader);
  }

  private CallJournal journal(Optional<Meters> meters) {
    Optional<Tracing> tracing =
        config.telemetry().tracing() == TelemetryConfig.Tracing.OTLP
            ? Optional.of(parts.add(Tracing.otlp(config.telemetry())))
            : none();
    return new CallJournal(
        meters, tracing, config.logging().calls(), config.logging().transcripts());
  }

  private Assistants assistants() throws IOException, ConfigException {
    List<ServedDomain> domains = AssistantDomains.read(config, parts);
    AssistantDomains.check(config, domains, models);
    return new Assistants(models, scheduler, domains);
  }

  private SpeechServer grpc(AccessControl access, CallJournal journal, Optional<TlsKeys> tls)
      throws IOException {
    List<ServerInterceptor> interceptors = new ArrayList<>();
    interceptors.add(new CallObserver(journal));
    interceptors.add(new AccessInterceptor(access));
    ServerOptions options = DoorOptions.grpc(config);
    List<ServerServiceDefinition> more =
        new ArrayList<>(GoogleDoor.services(config, models, scheduler, !access.isOpen(), parts));
    more.add(AssistantService.over(assistants, options));
    return SpeechServer.start(
        options, new ServerServices(models, scheduler, more, interceptors, tls.map(TlsKeys::grpc)));
  }

  private Optional<HttpServer> http(
      AccessControl access, CallJournal journal, Optional<Meters> meters, Optional<TlsKeys> tls)
      throws IOException {
    if (config.http().enabled() == HttpConfig.Enabled.FALSE) {
      return none();
    }
    HttpServices services =
        new HttpServices(
            models,
            scheduler,
            assistants,
            access,
            journal,
            ready::get,
            meters.map(m -> m::prometheus),
            tls.map(keys -> new HttpTls(keys.http(), config.tls().clientAuth())));
    try {
      return Optional.of(HttpServer.start(DoorOptions.http(config), services));
    } catch (IOException e) {
      if (config.http().enabled() == HttpConfig.Enabled.TRUE) {
        grpc.close();
        throw e;
      }
      LOG.log(
          System.Logger.Level.WARNING,
          "no HTTP: {0} (http.port chooses another, http.enabled: false is silent)",
          e.getMessage());
      return none();
    }
  }

  private void warnOfOpenDoors(AccessControl access) throws IOException {
    if (config.access().insecure()) {
      return;
    }
    boolean beyond =
        isBeyondThisMachine(config.grpc().host())
            || (config.http().enabled() != HttpConfig.Enabled.FALSE
                && isBeyondThisMachine(config.http().host()));
    if (beyond && access.isOpen()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "everybody who can reach this server may use it: no access.clients, no access.keysFile"
              + " (access.insecure: true if that is meant)");
    }
    if (beyond && !config.tls().isOn()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "audio, transcripts and keys travel in the clear: no tls.certificate (access.insecure:"
              + " true if something in front encrypts)");
    }
  }

  private static boolean isBeyondThisMachine(String host) throws IOException {
    try {
      return !InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IOException("host: " + host + " (expected: a name or address of ours)", e);
    }
  }

  /** The port that gRPC has. */
  public int grpcPort() {
    return grpc.port();
  }

  /** The port that HTTP has, if any. */
  public OptionalInt httpPort() {
    return http.isPresent() ? OptionalInt.of(http.get().port()) : OptionalInt.empty();
  }

  /** Live streams in progress, on both ports. */
  public int openStreams() {
    return scheduler.openStreams();
  }

  /** What is served. */
  public List<ModelRegistry.Entry> models() {
    return models.models();
  }

  /** Waits until everything has been closed. */
  public void awaitTermination() throws InterruptedException {
    closed.await();
  }

  /**
   * Stops: health says NOT_SERVING; after the delay that the configuration gives load balancers, no
   * new calls; those in progress may finish; then all is closed. If the calling thread is
   * interrupted, it goes quicker. Only the first call does something; the others wait for it.
   */
  @Override
  public void close() {
    if (!closing.compareAndSet(false, true)) {
      awaitClosed();
      return;
    }
    ready.set(false);
    grpc.drain();
    pause();
    CompletableFuture<Void> httpClosed =
        http.map(door -> inThread(door::close)).orElse(CompletableFuture.completedFuture(null));
    grpc.close();
    httpClosed.join();
    parts.close();
    closed.countDown();
  }

  private void awaitClosed() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(config.lifecycle().drainDelay().toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static CompletableFuture<Void> inThread(Runnable task) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } finally {
                done.complete(null);
              }
            },
            "auricle-http-close");
    thread.start();
    return done;
  }
}
