package org.auricle.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.auricle.server.webhook.WebhookException.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events sent to a server in this process; time is the test's. */
class WebhookClientTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000L);
  private static final Duration TIMEOUT = Duration.ofSeconds(77); // of no other delay here
  private static final String SECRET = "s3cret";
  private static final byte[] BODY = "{\"intent\":\"order\"}".getBytes(StandardCharsets.UTF_8);

  private record Heard(String id, String signature, String type, byte[] body) {}

  /** What the server does with a request, by its number from 0. */
  private interface Behaviour {
    void answer(HttpExchange exchange, int number) throws IOException;
  }

  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private final ManualTimer timer = new ManualTimer();
  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService handlers = Executors.newCachedThreadPool();
  private HttpServer server;
  private WebhookClient client;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(handlers);
    server.start();
    client = client(url("/hook"), 3);
  }

  @AfterEach
  void stop() {
    end.countDown();
    client.close();
    server.stop(0);
    handlers.shutdownNow();
  }

  private URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private WebhookClient client(URI url, int attempts) {
    return new WebhookClient(
        new WebhookOptions(
            url, SECRET, TIMEOUT, attempts, Duration.ofMillis(200), Duration.ofSeconds(10), 1000),
        timer,
        Clock.fixed(NOW, ZoneOffset.UTC),
        new SplittableRandom(1));
  }

  private void serve(Behaviour behaviour) {
    AtomicInteger number = new AtomicInteger();
    server.createContext(
        "/hook",
        exchange -> {
          heard.add(
              new Heard(
                  exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                  exchange.getRequestHeaders().getFirst(WebhookSignature.HEADER),
                  exchange.getRequestHeaders().getFirst("Content-Type"),
                  exchange.getRequestBody().readAllBytes()));
          behaviour.answer(exchange, number.getAndIncrement());
        });
  }

  private static void reply(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String get(CompletableFuture<byte[]> answer) throws Exception {
    return new String(answer.get(20, TimeUnit.SECONDS), StandardCharsets.UTF_8);
  }

  private static WebhookException failure(CompletableFuture<byte[]> answer) throws Exception {
    try {
      answer.get(20, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      return (WebhookException) e.getCause();
    }
    throw new AssertionError("an answer");
  }

  /** The delay before the next attempt, which then comes. */
  private Duration retry() throws InterruptedException {
    assertThat(timer.next().delay()).isEqualTo(TIMEOUT); // of the attempt before
    ManualTimer.Task retry = timer.next();
    retry.run().run();
    return retry.delay();
  }

  @Test
  void anEventIsPostedSignedAndAnswered() throws Exception {
    serve((exchange, number) -> reply(exchange, 200, "{\"text\":\"yes\"}"));

    assertThat(get(client.post("event-1", BODY))).isEqualTo("{\"text\":\"yes\"}");
    assertThat(heard).hasSize(1);
    Heard request = heard.get(0);
    assertThat(request.id()).isEqualTo("event-1");
    assertThat(request.type()).isEqualTo("application/json");
    assertThat(request.body()).isEqualTo(BODY);
    assertThat(
            WebhookSignature.matches(
                request.signature(), SECRET, request.body(), NOW, Duration.ofSeconds(1)))
        .isTrue();
    ManualTimer.Task timeout = timer.next();
    assertThat(timeout.delay()).isEqualTo(TIMEOUT);
    assertThat(timeout.cancelled()).isTrue();
    assertThat(timer.isIdle()).isTrue();
  }

  @Test
  void whoIsUnavailableIsAskedAgainWithDelaysThatGrowAndTheSameKey() throws Exception {
    serve((exchange, number) -> reply(exchange, number < 2 ? 503 : 204, ""));

    CompletableFuture<byte[]> answer = client.post("event-2", BODY);
    assertThat(retry()).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
    assertThat(retry()).isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
    assertThat(get(answer)).isEmpty();
    assertThat(heard).extracting(Heard::id).containsExactly("event-2", "event-2", "event-2");
  }

  @Test
  void afterTheLastAttemptItFails() throws Exception {
    serve((exchange, number) -> reply(exchange, 500, "oh"));

    CompletableFuture<byte[]> answer = client.post("event-3", BODY);
    retry();
    retry();
    WebhookException failure = failure(answer);
    assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(failure).hasMessage(url("/hook") + ": status 500 (expected: 2xx)");
    assertThat(heard).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "Tue, 14 Nov 2023 22:13:23 GMT"}) // 3 s after the clock's time
  void whoWantsToBeLeftAloneIs(String retryAfter) throws Exception {
    serve(
        (exchange, number) -> {
          exchange.getResponseHeaders().set("Retry-After", retryAfter);
          reply(exchange, number == 0 ? 429 : 200, "now");
        });

    CompletableFuture<byte[]> answer = client.post("event-4", BODY);
    assertThat(retry()).isEqualTo(Duration.ofSeconds(3));
    assertThat(get(answer)).isEqualTo("now");
  }

  @Test
  void whoWantsToBeLeftAloneForTooLongIsNotAskedAgain() throws Exception {
    serve(
        (exchange, number) -> {
          exchange.getResponseHeaders().set("Retry-After", "11");
          reply(exchange, 503, "");
        });

    assertThat(failure(client.post("event-5", BODY)).reason()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(heard).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 307, 400, 401, 404, 410})
  void whatIsRefusedOrElsewhereIsNotTriedAgain(int status) throws Exception {
    AtomicInteger elsewhere = new AtomicInteger();
    server.createContext(
        "/elsewhere",
        exchange -> {
          elsewhere.incrementAndGet();
          reply(exchange, 200, "");
        });
    serve(
        (exchange, number) -> {
          exchange.getResponseHeaders().set("Location", url("/elsewhere").toString());
          reply(exchange, status, "");
        });

    WebhookException failure = failure(client.post("event-6", BODY));
    assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
    assertThat(failure).hasMessageContaining("status " + status);
    assertThat(heard).hasSize(1);
    assertThat(elsewhere).hasValue(0);
  }

  @Test
  void nobodyThereIsTriedAgain() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0)) {
      port = closed.getLocalPort();
    }
    try (WebhookClient other = client(URI.create("http://127.0.0.1:" + port), 2)) {
      CompletableFuture<byte[]> answer = other.post("event-7", BODY);
      retry();
      assertThat(failure(answer).reason()).isEqualTo(Reason.UNREACHABLE);
    }
  }

  @Test
  void aConnectionThatBreaksIsTriedAgain() throws Exception {
    serve(
        (exchange, number) -> {
          if (number == 0) {
            exchange.sendResponseHeaders(200, 10); // and nothing of them
            exchange.close();
          } else {
            reply(exchange, 200, "whole");
          }
        });

    CompletableFuture<byte[]> answer = client.post("event-8", BODY);
    retry();
    assertThat(get(answer)).isEqualTo("whole");
  }

  @Test
  void whoTakesTooLongIsGivenUpAndTriedAgain() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    serve(
        (exchange, number) -> {
          if (number == 0) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{'); // a slow body is late, too
            exchange.getResponseBody().flush();
            begun.countDown();
            await();
          } else {
            reply(exchange, 200, "soon");
          }
        });

    CompletableFuture<byte[]> answer = client.post("event-9", BODY);
    ManualTimer.Task timeout = timer.next();
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    timeout.run().run();
    timer.next().run().run();
    assertThat(get(answer)).isEqualTo("soon");
  }

  @Test
  void theFailureOfALateAnswerSaysSo() throws Exception {
    serve((exchange, number) -> await());

    try (WebhookClient once = client(url("/hook"), 1)) {
      CompletableFuture<byte[]> answer = once.post("event-10", BODY);
      timer.next().run().run();
      WebhookException failure = failure(answer);
      assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT);
      assertThat(failure).hasMessage(url("/hook") + ": no answer within 77000 ms");
    }
  }

  @Test
  void anAnswerThatIsTooLongIsNone() throws Exception {
    serve(
        (exchange, number) -> {
          exchange.sendResponseHeaders(200, 0); // of any length
          byte[] part = new byte[400];
          try {
            for (int i = 0; i < 100_000; i++) {
              exchange.getResponseBody().write(part);
            }
          } catch (IOException e) {
            exchange.close(); // nobody reads on
          }
        });

    WebhookException failure = failure(client.post("event-11", BODY));
    assertThat(failure.reason()).isEqualTo(Reason.BAD_ANSWER);
    assertThat(failure).hasMessageEndingWith("more than 1000 bytes (expected: 1000 at most)");
    assertThat(heard).hasSize(1);
  }

  @Test
  void onceCancelledThereAreNoMoreAttempts() throws Exception {
    serve((exchange, number) -> reply(exchange, 503, ""));

    CompletableFuture<byte[]> answer = client.post("event-12", BODY);
    timer.next();
    ManualTimer.Task retry = timer.next();
    answer.cancel(true);
    assertThat(retry.cancelled()).isTrue();
    retry.run().run();
    assertThat(heard).hasSize(1);
  }

  @Test
  void closingEndsWhatIsOpenAndTheThreads() throws Exception {
    serve((exchange, number) -> await());
    WebhookClient real =
        new WebhookClient(new WebhookOptions(url("/hook"), SECRET, Duration.ofMinutes(1), 3));

    CompletableFuture<byte[]> answer = real.post("event-13", BODY);
    List<Thread> threads =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("auricle-webhook"))
            .toList();
    real.close();
    client.close();
    assertThat(failure(answer).reason()).isEqualTo(Reason.CLOSED);
    assertThat(failure(real.post("event-14", BODY)).reason()).isEqualTo(Reason.CLOSED);
    assertThat(threads).isNotEmpty();
    for (Thread thread : threads) {
      thread.join(TimeUnit.SECONDS.toMillis(20));
      assertThat(thread.isAlive()).as(thread.getName()).isFalse();
    }
  }

  @Test
  void addressesThatMakeNoSenseAreRefused() {
    for (String url : List.of("ftp://host/x", "/relative", "http:///nohost", "http://a:b@host/")) {
      assertThatThrownBy(() -> new WebhookOptions(URI.create(url), "", TIMEOUT, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("url: ");
    }
  }

  private void await() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
