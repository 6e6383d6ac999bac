package org.auricle.server.webhook;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * Where events are sent, and how persistently.
 *
 * @param url http or https
 * @param secret that requests are signed with; empty: they are not
 * @param timeout of one attempt, from connecting to the last byte of the answer
 * @param attempts at most, 1 or more
 * @param firstDelay before the second attempt; doubled before each that follows
 * @param longestDelay between two attempts; one that the other side wants to be later is not made
 * @param maxResponseBytes a longer answer is none
 */
public record WebhookOptions(
    URI url,
    String secret,
    Duration timeout,
    int attempts,
    Duration firstDelay,
    Duration longestDelay,
    int maxResponseBytes) {

  /** Before the second attempt. */
  public static final Duration FIRST_DELAY = Duration.ofMillis(250);

  /** Between two attempts. */
  public static final Duration LONGEST_DELAY = Duration.ofSeconds(10);

  /** Far more than an answer to be spoken has. */
  public static final int MAX_RESPONSE_BYTES = 1 << 16;

  /** Validates ranges. */
  public WebhookOptions {
    Objects.requireNonNull(secret, "secret");
    String scheme = url.getScheme();
    boolean http = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
    require(http && url.getHost() != null, "url", url, "http://HOST or https://HOST");
    require(url.getUserInfo() == null, "url", "with a user", "none; requests are signed");
    require(isPositive(timeout), "timeout", timeout, "> 0");
    require(attempts >= 1, "attempts", attempts, ">= 1");
    require(isPositive(firstDelay), "firstDelay", firstDelay, "> 0");
    require(longestDelay.compareTo(firstDelay) >= 0, "longestDelay", longestDelay, ">= firstDelay");
    require(maxResponseBytes >= 1, "maxResponseBytes", maxResponseBytes, ">= 1");
  }

  /** With the usual delays. */
  public WebhookOptions(URI url, String secret, Duration timeout, int attempts) {
    this(url, secret, timeout, attempts, FIRST_DELAY, LONGEST_DELAY, MAX_RESPONSE_BYTES);
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }

  private static void require(boolean valid, String name, Object found, String expected) {
    if (!valid) {
      throw new IllegalArgumentException(name + ": " + found + " (expected: " + expected + ")");
    }
  }
}
