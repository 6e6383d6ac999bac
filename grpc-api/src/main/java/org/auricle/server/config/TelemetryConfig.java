package org.auricle.server.config;

/** Metrics and traces. */
public record TelemetryConfig(
    @Option(
            value = "true",
            doc = "Whether to count and measure; the HTTP port shows it under /metrics.")
        boolean metrics,
    @Option(
            value = "none",
            doc = "Where spans of calls go: none, or otlp, an OpenTelemetry collector.")
        Tracing tracing,
    @Option(value = "http://localhost:4318/v1/traces", doc = "The collector, OTLP over HTTP.")
        String otlpEndpoint,
    @Option(
            value = "1",
            doc = "Share of the calls that are traced if the client has not decided it.")
        double traceRatio) {

  /** Where spans go. */
  public enum Tracing {
    NONE,
    OTLP
  }

  /** Validates ranges. */
  public TelemetryConfig {
    Checks.require(traceRatio >= 0 && traceRatio <= 1, "traceRatio", traceRatio, "0..1");
  }
}
