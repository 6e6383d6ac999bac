package org.auricle.server.config;

import java.time.Duration;

/** Start, reload and stop. */
public record LifecycleConfig(
    @Option(
            value = "5s",
            doc =
                "How often to look whether bundles, certificates and keysFile have "
                    + "changed; what has is loaded anew while streams go on. 0s: never.")
        Duration reloadInterval,
    @Option(
            value = "0s",
            doc =
                "On SIGTERM: how long to take new calls after health has begun to say "
                    + "NOT_SERVING, until load balancers have noticed.")
        Duration drainDelay,
    @Option(value = "30s", doc = "After that: how long calls in progress may go on.")
        Duration drain) {}
