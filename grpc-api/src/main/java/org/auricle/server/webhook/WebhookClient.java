package org.auricle.server.webhook;

import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/**
 * Sends events to one URL and takes the answers. Thread-safe.
 *
 * <p>A request is a POST of JSON with the headers {@code Idempotency-Key}, the same in all attempts
 * at one event, so that the other side can tell a repetition from another event, and {@link
 * WebhookSignature#HEADER}. An answer is any 2xx. Connections that fail or break, attempts that
 * take too long, 5xx and 429 are tried again after a delay that doubles each time, of which a
 * random half is left out, lest many clients come back at once; {@code Retry-After} makes it
 * longer. All else fails at once, redirections too: what is signed for one address is not for
 * another.
 */
public final class WebhookClient implements AutoCloseable {
  private static final int THREADS = 2; // they wait for nothing

  private final WebhookOptions options;
  private final Timer timer;
  private final Clock clock;
  private final RandomGenerator random;
  private final ExecutorService executor;
  private final HttpClient http;
  private final Set<Delivery> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** A client with threads of its own, until it is closed. */
  public WebhookClient(WebhookOptions options) {
    this(options, Timer.threaded(), Clock.systemUTC(), new SecureRandom());
  }

  WebhookClient(WebhookOptions options, Timer timer, Clock clock, RandomGenerator random) {
    this.options = options;
    this.timer = timer;
    this.clock = clock;
    this.random = random;
    executor =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "auricle-webhook");
              thread.setDaemon(true);
              return thread;
            });
    http =
        HttpClient.newBuilder()
            .executor(executor)
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(options.timeout())
            .build();
  }

  /**
   * Sends an event.
   *
   * @param id of the event, printable ASCII
   * @param body JSON in UTF-8
   * @return the answer's body; fails with a {@link WebhookException}; once cancelled, there are no
   *     more attempts
   */
  public CompletableFuture<byte[]> post(String id, byte[] body) {
    Delivery delivery = new Delivery(this, id, body.clone());
    open.add(delivery);
    CompletableFuture<byte[]> answer = delivery.answer();
    var unused = answer.whenComplete((bytes, failure) -> open.remove(delivery));
    if (closed) {
      delivery.abandon();
    } else {
      delivery.attempt();
    }
    return answer;
  }

  WebhookOptions options() {
    return options;
  }

  Timer timer() {
    return timer;
  }

  Clock clock() {
    return clock;
  }

  HttpClient http() {
    return http;
  }

  /** How long to wait after so many attempts: the last half of it by chance. */
  Duration delay(int attempts) {
    double doubled = options.firstDelay().toNanos() * Math.pow(2, attempts - 1.0);
    double longest = Math.min(doubled, (double) options.longestDelay().toNanos());
    return Duration.ofNanos((long) (longest * (1 + random.nextDouble()) / 2));
  }

  /** Events that have no answer yet have none; the threads end. */
  @Override
  public void close() {
    closed = true;
    open.forEach(Delivery::abandon);
    timer.close();
    if (http instanceof AutoCloseable closeable) { // since Java 21; before, it ends unreferenced
      try {
        closeable.close();
      } catch (Exception e) {
        throw new IllegalStateException("closing an HTTP client", e);
      }
    }
    executor.shutdown();
  }
}
