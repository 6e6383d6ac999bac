package org.auricle.server.config;

import java.util.List;

/** Who may use the server. */
public record AccessConfig(
    @Option(
            value = "",
            doc =
                "Clients with their keys. With none here and none in keysFile everybody "
                    + "who can connect may use the server.")
        List<ClientConfig> clients,
    @Option(
            value = "",
            doc =
                "File of more clients, read again when it changes: a line each, NAME "
                    + "KEY or NAME sha256:HEX.")
        String keysFile,
    @Option(value = "true", doc = "Whether /metrics can be read without a key.")
        boolean openMetrics,
    @Option(
            value = "false",
            doc =
                "Be silent about listening beyond this machine without encryption or "
                    + "keys: something in front has both.")
        boolean insecure) {}
