package org.auricle.server.webhook;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.auricle.server.webhook.WebhookException.Reason;

/** One event, and the attempts at it. Thread-safe. */
final class Delivery {
  private final WebhookClient client;
  private final WebhookOptions options;
  private final String id;
  private final byte[] body;
  private final CompletableFuture<byte[]> answer = new CompletableFuture<>();
  private int attempts; // guarded by this, like the following
  private Runnable giveUp = () -> {}; // what the delivery is doing at present

  Delivery(WebhookClient client, String id, byte[] body) {
    this.client = client;
    this.options = client.options();
    this.id = id;
    this.body = body;
    var unused = answer.whenComplete((bytes, failure) -> stop());
  }

  CompletableFuture<byte[]> answer() {
    return answer;
  }

  /** The client is being closed. */
  void abandon() {
    answer.completeExceptionally(
        new WebhookException(Reason.CLOSED, "the server is going down: no answer from " + url()));
  }

  private synchronized void stop() {
    giveUp.run();
  }

  private URI url() {
    return options.url();
  }

  /** Sends the event once more. */
  synchronized void attempt() {
    if (answer.isDone()) {
      return;
    }
    attempts++;
    try {
      CompletableFuture<HttpResponse<byte[]>> exchange =
          client.http().sendAsync(request(), info -> new LimitedBody(options.maxResponseBytes()));
      AtomicBoolean late = new AtomicBoolean();
      Runnable cancelTimeout =
          client
              .timer()
              .after(
                  options.timeout(),
                  () -> {
                    late.set(true);
                    exchange.cancel(true);
                  });
      giveUp =
          () -> {
            cancelTimeout.run();
            exchange.cancel(true);
          };
      var unused =
          exchange.whenComplete(
              (response, failure) -> {
                cancelTimeout.run();
                done(response, late.get() ? new HttpTimeoutException("no answer") : failure);
              });
    } catch (RejectedExecutionException e) {
      abandon();
    }
  }

  private HttpRequest request() {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url())
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .header("User-Agent", "Auricle")
            .header("Idempotency-Key", id)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (!options.secret().isEmpty()) {
      Instant now = client.clock().instant();
      request.header(WebhookSignature.HEADER, WebhookSignature.of(options.secret(), now, body));
    }
    return request.build();
  }

  private void done(HttpResponse<byte[]> response, Throwable failure) {
    if (failure != null) {
      failed(asException(failure), Optional.empty());
    } else if (response.statusCode() / 100 == 2) {
      answer.complete(response.body());
    } else {
      failed(refusal(response.statusCode()), retryAfter(response));
    }
  }

  private WebhookException asException(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    for (Throwable part = cause; part != null; part = part.getCause()) {
      if (part instanceof WebhookException known) {
        return new WebhookException(known.reason(), url() + ": " + known.getMessage(), known);
      }
    }
    if (cause instanceof HttpTimeoutException) {
      return new WebhookException(
          Reason.TIMED_OUT,
          "%s: no answer within %d ms".formatted(url(), options.timeout().toMillis()),
          cause);
    }
    return new WebhookException(Reason.UNREACHABLE, url() + ": " + describe(cause), cause);
  }

  private static String describe(Throwable cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  private WebhookException refusal(int status) {
    boolean passing = status / 100 == 5 || status == 429;
    return new WebhookException(
        passing ? Reason.UNAVAILABLE : Reason.REFUSED,
        "%s: status %d (expected: 2xx)".formatted(url(), status));
  }

  /** How long the other side wants to be left alone, by RFC 9110, 10.2.3. */
  private Optional<Duration> retryAfter(HttpResponse<byte[]> response) {
    return response.headers().firstValue("Retry-After").flatMap(this::retryAfter);
  }

  private Optional<Duration> retryAfter(String value) {
    String text = value.strip();
    if (text.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(client.clock().instant(), at));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private synchronized void failed(WebhookException problem, Optional<Duration> retryAfter) {
    Duration delay = client.delay(attempts);
    if (retryAfter.isPresent() && retryAfter.get().compareTo(delay) > 0) {
      delay = retryAfter.get();
    }
    boolean again =
        problem.isPassing()
            && attempts < options.attempts()
            && delay.compareTo(options.longestDelay()) <= 0;
    if (!again) {
      answer.completeExceptionally(problem);
    } else if (!answer.isDone()) {
      try {
        giveUp = client.timer().after(delay, this::attempt);
      } catch (RejectedExecutionException e) {
        abandon();
      }
    }
  }
}
