package org.auricle.server.config;

import java.time.Duration;

/** Live streams. */
public record StreamingConfig(
    @Option(
            value = "200",
            doc =
                "Streams at a time; more are refused with RESOURCE_EXHAUSTED and a hint "
                    + "when to try again.")
        int maxStreams,
    @Option(value = "0", doc = "Threads that recognise; 0: one for each processor.") int workers,
    @Option(
            value = "600",
            doc =
                "Longest recording in a call that is not a stream, and longest stream; "
                    + "more is refused.")
        double maxAudioSeconds,
    @Option(
            value = "5m",
            doc = "A stream whose client sends no message for so long is ended; 0s: " + "never.")
        Duration idleTimeout) {

  /** Validates ranges. */
  public StreamingConfig {
    Checks.range(maxStreams, 1, 1_000_000, "maxStreams");
    Checks.range(workers, 0, 1024, "workers");
    Checks.require(maxAudioSeconds > 0, "maxAudioSeconds", maxAudioSeconds, "> 0");
  }

  /** Threads that recognise, counted. */
  public int workerThreads() {
    return workers > 0 ? workers : Runtime.getRuntime().availableProcessors();
  }
}
