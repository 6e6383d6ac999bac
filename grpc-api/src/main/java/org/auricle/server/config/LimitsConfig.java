package org.auricle.server.config;

/** What one client may use. */
public record LimitsConfig(
    @Option(value = "0", doc = "Streams and other calls at a time; 0: no limit.")
        int concurrentStreams,
    @Option(value = "0", doc = "Calls a minute; 0: no limit.") int requestsPerMinute,
    @Option(
            value = "0",
            doc = "Audio a minute, live or recorded; 0: no limit. One live speaker needs " + "60.")
        int audioSecondsPerMinute) {

  /** Validates ranges. */
  public LimitsConfig {
    Checks.range(concurrentStreams, 0, 1_000_000, "concurrentStreams");
    Checks.range(requestsPerMinute, 0, 1_000_000_000, "requestsPerMinute");
    Checks.range(audioSecondsPerMinute, 0, 1_000_000_000, "audioSecondsPerMinute");
  }
}
