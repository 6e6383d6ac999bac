package org.auricle.server.config;

import java.util.List;

/** The HTTP port. */
public record HttpConfig(
    @Option(value = "true", doc = "Whether there is one.") boolean enabled,
    @Option(value = "127.0.0.1", doc = "Interface to listen on; 0.0.0.0 for all.") String host,
    @Option(value = "8080", doc = "Port to listen on; 0 for any that is free.") int port,
    @Option(value = "100", doc = "Largest recording that is taken.") int maxUploadMegabytes,
    @Option(value = "true", doc = "Whether to show the live page, microphone to captions, under /.")
        boolean page,
    @Option(
            value = "",
            doc =
                "Web pages of other origins whose scripts may use this server, such as "
                    + "https://example.org.")
        List<String> allowedOrigins) {

  /** Validates ranges. */
  public HttpConfig {
    Checks.require(!host.isBlank(), "host", "\"\"", "a name or address of this machine");
    Checks.range(port, 0, 65535, "port");
    Checks.range(maxUploadMegabytes, 1, 2047, "maxUploadMegabytes");
  }
}
