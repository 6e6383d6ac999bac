package org.auricle.server.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.auricle.engine.live.SchedulerOptions;
import org.auricle.engine.live.StreamScheduler;
import org.auricle.server.access.AccessControl;
import org.auricle.server.assistant.Assistants;
import org.auricle.server.assistant.BeepDomain;
import org.auricle.server.assistant.DialogueOptions;
import org.auricle.server.assistant.ServedDomain;
import org.auricle.server.config.AccessConfig;
import org.auricle.server.config.ClientConfig;
import org.auricle.server.config.LimitsConfig;
import org.auricle.server.http.exchange.Replies;
import org.auricle.server.telemetry.CallJournal;
import org.auricle.server.telemetry.Meters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server of beeps on a free port of this machine. */
final class RunningHttp implements AutoCloseable {
  static final String METRICS = "# TYPE auricle_streams gauge\nauricle_streams 0\n";

  final ToneRegistry models = new ToneRegistry();
  final StreamScheduler scheduler;
  final AccessControl access;
  final Meters meters = new Meters(System::nanoTime);
  final HttpServer server;
  final HttpClient client = HttpClient.newHttpClient();

  RunningHttp() throws Exception {
    this(options());
  }

  RunningHttp(HttpOptions options) throws Exception {
    this(options, SchedulerOptions.DEFAULT);
  }

  RunningHttp(HttpOptions options, SchedulerOptions schedulerOptions) throws Exception {
    this(options, schedulerOptions, List.of());
  }

  RunningHttp(HttpOptions options, SchedulerOptions schedulerOptions, List<ClientConfig> clients)
      throws Exception {
    this(
        options,
        schedulerOptions,
        clients,
        List.of(BeepDomain.served(DialogueOptions.DEFAULT, Optional.empty())));
  }

  /** A server that has nothing to talk about. */
  static RunningHttp withoutDomains() throws Exception {
    return new RunningHttp(options(), SchedulerOptions.DEFAULT, List.of(), List.of());
  }

  /** A server that has one thing to talk about. */
  static RunningHttp talkingAbout(ServedDomain domain) throws Exception {
    return new RunningHttp(options(), SchedulerOptions.DEFAULT, List.of(), List.of(domain));
  }

  private RunningHttp(
      HttpOptions options,
      SchedulerOptions schedulerOptions,
      List<ClientConfig> clients,
      List<ServedDomain> domains)
      throws Exception {
    scheduler = new StreamScheduler(schedulerOptions);
    access =
        new AccessControl(
            new AccessConfig(clients, "", true, false),
            new LimitsConfig(0, 0, 0),
            false,
            System::nanoTime);
    CallJournal journal = new CallJournal(Optional.of(meters), Optional.empty(), true, true);
    server =
        HttpServer.start(
            options,
            new HttpServices(
                models,
                scheduler,
                new Assistants(models, scheduler, domains),
                access,
                journal,
                () -> true,
                Optional.of(() -> METRICS),
                Optional.empty()));
  }

  static HttpOptions options() {
    return options(HttpOptions.DEFAULT.maxUploadBytes(), HttpOptions.DEFAULT.maxTranscriptions());
  }

  static HttpOptions options(long maxUploadBytes, int maxTranscriptions) {
    return options(maxUploadBytes, maxTranscriptions, Duration.ofSeconds(5), true);
  }

  /** Options of a server that closes without waiting. */
  static HttpOptions impatient() {
    return options(
        HttpOptions.DEFAULT.maxUploadBytes(),
        HttpOptions.DEFAULT.maxTranscriptions(),
        Duration.ZERO,
        true);
  }

  /** Options of a server that does not wait long for the head of a request. */
  static HttpOptions hasty() {
    HttpOptions d = options();
    return new HttpOptions(
        d.host(),
        d.port(),
        d.maxConnections(),
        d.maxUploadBytes(),
        d.maxAudioSeconds(),
        d.maxTranscriptions(),
        d.livePage(),
        d.openMetrics(),
        d.allowedOrigins(),
        d.idleTimeout(),
        Duration.ofSeconds(2),
        d.shutdownGrace());
  }

  static HttpOptions withoutPage() {
    return options(
        HttpOptions.DEFAULT.maxUploadBytes(),
        HttpOptions.DEFAULT.maxTranscriptions(),
        Duration.ZERO,
        false);
  }

  private static HttpOptions options(
      long maxUploadBytes, int maxTranscriptions, Duration shutdownGrace, boolean livePage) {
    HttpOptions d = HttpOptions.DEFAULT;
    return new HttpOptions(
        d.host(),
        0,
        d.maxConnections(),
        maxUploadBytes,
        d.maxAudioSeconds(),
        maxTranscriptions,
        livePage,
        false,
        List.of("https://friend.example"),
        d.idleTimeout(),
        d.headerTimeout(),
        shutdownGrace);
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, Form form, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", form.contentType())
            .POST(HttpRequest.BodyPublishers.ofByteArray(form.body()));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  static JsonNode json(HttpResponse<String> response) {
    return JsonMapper.shared().readTree(response.body());
  }

  static JsonNode error(HttpResponse<String> response) {
    JsonNode body = json(response);
    return body.has("error") ? body.get("error") : Replies.object();
  }

  @Override
  public void close() {
    server.close();
    scheduler.close();
    models.close();
    meters.close();
  }
}
