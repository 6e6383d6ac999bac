package org.auricle.server.config;

import java.time.Duration;
import java.util.List;

/** The HTTP port. */
public record HttpConfig(
    @Option(
            value = "auto",
            doc = "Whether there is one: true, false, or auto: if the port is free.")
        Enabled enabled,
    @Option(value = "127.0.0.1", doc = "Interface to listen on; 0.0.0.0 for all.") String host,
    @Option(value = "8080", doc = "Port to listen on; 0 for any that is free.") int port,
    @Option(value = "true", doc = "Whether to show the live page, microphone to captions, under /.")
        boolean page,
    @Option(
            value = "",
            doc =
                "Web pages of other origins whose scripts may use this server, such as "
                    + "https://example.org; * for all.")
        List<String> allowedOrigins,
    @Option(value = "1000", doc = "Connections at a time; more wait.") int maxConnections,
    @Option(value = "25", doc = "Largest recording that is taken.") int maxUploadMegabytes,
    @Option(value = "3600", doc = "Longest recording that is taken.") double maxAudioSeconds,
    @Option(
            value = "16",
            doc = "Recordings that are received and transcribed at a time; more are " + "refused.")
        int maxTranscriptions,
    @Option(
            value = "60s",
            doc = "A connection or websocket on which nothing comes for so long is " + "closed.")
        Duration idleTimeout,
    @Option(value = "15s", doc = "In which the head of a request has to arrive.")
        Duration headerTimeout) {

  /** Whether there is an HTTP port. */
  public enum Enabled {
    TRUE,
    FALSE,
    AUTO
  }

  /** Validates ranges. */
  public HttpConfig {
    Checks.require(!host.isBlank(), "host", "\"\"", "a name or address of this machine");
    Checks.range(port, 0, 65535, "port");
    Checks.range(maxConnections, 1, 1_000_000, "maxConnections");
    Checks.range(maxUploadMegabytes, 1, 2047, "maxUploadMegabytes");
    Checks.require(maxAudioSeconds > 0, "maxAudioSeconds", maxAudioSeconds, "> 0");
    Checks.range(maxTranscriptions, 1, 100_000, "maxTranscriptions");
    Checks.require(!idleTimeout.isZero(), "idleTimeout", "0s", "> 0s");
    Checks.require(!headerTimeout.isZero(), "headerTimeout", "0s", "> 0s");
    for (String origin : allowedOrigins) {
      Checks.require(
          origin.equals("*") || origin.matches("https?://[^/\\s]+"),
          "allowedOrigins",
          Checks.quoted(origin),
          "https://host, https://host:port or *");
    }
  }
}
