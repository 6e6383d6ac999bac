package org.auricle.server.config;

import java.util.List;

/** The whole configuration of a server; each option says what it does. */
public record ServerConfig(
    @Option(
            value = "en-spell",
            doc =
                "What is served. The first one is the default; clients choose by name "
                    + "or by language.")
        List<ModelConfig> models,
    @Option(doc = "How models are computed.") RuntimeConfig runtime,
    @Option(doc = "Live streams, and how many of them.") StreamingConfig streaming,
    @Option(doc = "Voice assistants, on both ports.") AssistantConfig assistant,
    @Option(doc = "The gRPC port: auricle.v1.Speech, auricle.v1.Assistant, health, reflection.")
        GrpcConfig grpc,
    @Option(
            doc =
                "The HTTP port: transcriptions as with OpenAI, the Vosk websocket, live "
                    + "page, /metrics, health.")
        HttpConfig http,
    @Option(doc = "Google Cloud Speech clients, on the gRPC port.") GoogleConfig google,
    @Option(doc = "Encryption of both ports.") TlsConfig tls,
    @Option(doc = "Who may use the server.") AccessConfig access,
    @Option(
            doc =
                "What one client may use; a client of the list under access can have "
                    + "limits of its own.")
        LimitsConfig limits,
    @Option(
            doc =
                "Long-running recognition (longRunningRecognize of Google's API), which "
                    + "survives a restart.")
        JobsConfig jobs,
    @Option(doc = "Start, reload and stop.") LifecycleConfig lifecycle,
    @Option(doc = "Metrics and traces.") TelemetryConfig telemetry,
    @Option(doc = "What is written to standard error.") LoggingConfig logging) {

  /** What is at fault between sections. */
  public ServerConfig {
    if (models.isEmpty()) {
      throw new IllegalArgumentException("models: none (expected: at least one)");
    }
    if (tls.clientAuth() != TlsConfig.ClientAuth.NONE && !tls.isOn()) {
      throw new IllegalArgumentException(
          "tls: clientAuth without certificate (expected: certificate and privateKey, too)");
    }
  }
}
