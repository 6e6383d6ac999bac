package org.auricle.server.config;

import java.time.Duration;

/** The gRPC port. */
public record GrpcConfig(
    @Option(value = "127.0.0.1", doc = "Interface to listen on; 0.0.0.0 for all.") String host,
    @Option(value = "50051", doc = "Port to listen on; 0 for any that is free.") int port,
    @Option(value = "10485760", doc = "A larger message is refused before it is read.")
        int maxMessageBytes,
    @Option(value = "400", doc = "Calls at a time, streams and others together; more are refused.")
        int maxCalls,
    @Option(
            value = "0s",
            doc =
                "Clients are asked to connect anew after so long, so that new servers "
                    + "behind a load balancer get their share; calls in progress go on. 0s: "
                    + "never.")
        Duration maxConnectionAge,
    @Option(value = "true", doc = "Whether grpcurl and the like can ask what is served.")
        boolean reflection) {

  /** Validates ranges. */
  public GrpcConfig {
    Checks.require(!host.isBlank(), "host", "\"\"", "a name or address of this machine");
    Checks.range(port, 0, 65535, "port");
    Checks.range(maxMessageBytes, 1024, 1 << 30, "maxMessageBytes");
    Checks.range(maxCalls, 1, 1_000_000, "maxCalls");
  }
}
