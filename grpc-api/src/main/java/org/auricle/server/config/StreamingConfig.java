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
            value = "32",
            doc = "Streams whose audio is recognised together at most; 1: each by itself.")
        int maxBatch,
    @Option(
            value = "40ms",
            doc =
                "How long the audio of a stream may wait for that of others when the workers "
                    + "are always busy; in proportion less when they are less.")
        Duration gather,
    @Option(
            value = "250ms",
            doc =
                "New streams are refused while audio waits longer than this for a "
                    + "worker: beyond, latency would collapse for all.")
        Duration maxWait,
    @Option(
            value = "600",
            doc = "Longest recording in a call that is not a stream; a longer one is " + "refused.")
        double maxAudioSeconds,
    @Option(value = "0", doc = "Longest stream of auricle.v1; 0: it may last for ever.")
        double maxStreamSeconds,
    @Option(
            value = "5m",
            doc = "A stream whose client sends no message for so long is ended; 0s: " + "never.")
        Duration idleTimeout) {

  /** Validates ranges. */
  public StreamingConfig {
    Checks.range(maxStreams, 1, 1_000_000, "maxStreams");
    Checks.range(workers, 0, 1024, "workers");
    Checks.range(maxBatch, 1, 4096, "maxBatch");
    Checks.require(gather.toMillis() < 1000, "gather", gather.toMillis() + "ms", "0ms..999ms");
    Checks.require(maxWait.compareTo(gather) > 0, "maxWait", maxWait.toMillis() + "ms", "> gather");
    Checks.require(maxAudioSeconds > 0, "maxAudioSeconds", maxAudioSeconds, "> 0");
    Checks.require(maxStreamSeconds >= 0, "maxStreamSeconds", maxStreamSeconds, ">= 0");
  }

  /** Threads that recognise, counted. */
  public int workerThreads() {
    return workers > 0 ? workers : Runtime.getRuntime().availableProcessors();
  }
}
