package org.auricle.server.http;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How the HTTP port listens and what it takes on.
 *
 * @param host name or address of the interface to listen on; {@code 0.0.0.0} for all
 * @param port to listen on; 0 for any that is free
 * @param maxConnections open at a time; more wait to be accepted
 * @param maxUploadBytes of a request to transcribe a file; a larger one is refused
 * @param maxAudioSeconds of a file; longer audio is refused
 * @param maxTranscriptions files that are received and transcribed at a time; more are refused
 * @param livePage whether {@code /} shows the live page
 * @param openMetrics whether {@code /metrics} can be read without a key
 * @param allowedOrigins beside the server's own, the web sites whose pages may use it, such as
 *     {@code https://captions.example.com}; {@code *} for all
 * @param idleTimeout a connection, or a websocket, on which nothing comes for this long is closed
 * @param headerTimeout in which the head of a request has to arrive
 * @param shutdownGrace how long what is in progress may go on once the server is closing
 */
public record HttpOptions(
    String host,
    int port,
    int maxConnections,
    long maxUploadBytes,
    double maxAudioSeconds,
    int maxTranscriptions,
    boolean livePage,
    boolean openMetrics,
    List<String> allowedOrigins,
    Duration idleTimeout,
    Duration headerTimeout,
    Duration shutdownGrace) {

  /** Reachable from this machine only; uploads as large as OpenAI takes. */
  public static final HttpOptions DEFAULT =
      new HttpOptions(
          "127.0.0.1",
          8080,
          1000,
          25 << 20,
          3600,
          16,
          true,
          true,
          List.of(),
          Duration.ofSeconds(60),
          Duration.ofSeconds(15),
          Duration.ofSeconds(30));

  /** Checks ranges. */
  public HttpOptions {
    Objects.requireNonNull(host, "host");
    allowedOrigins = List.copyOf(allowedOrigins);
    require(port >= 0 && port <= 65535, "port", port, "0..65535");
    require(maxConnections > 0, "maxConnections", maxConnections, "> 0");
    require(maxUploadBytes > 0, "maxUploadBytes", maxUploadBytes, "> 0");
    require(maxAudioSeconds > 0, "maxAudioSeconds", maxAudioSeconds, "> 0");
    require(maxTranscriptions > 0, "maxTranscriptions", maxTranscriptions, "> 0");
    require(idleTimeout.toMillis() > 0, "idleTimeout", idleTimeout, "> 0");
    require(headerTimeout.toMillis() > 0, "headerTimeout", headerTimeout, "> 0");
    require(!shutdownGrace.isNegative(), "shutdownGrace", shutdownGrace, ">= 0");
    for (String origin : allowedOrigins) {
      require(
          origin.equals("*") || origin.matches("https?://[^/\\s]+"),
          "allowedOrigins",
          origin,
          "https://host, https://host:port or *");
    }
  }

  private static void require(boolean valid, String name, Object value, String expected) {
    if (!valid) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
  }
}
