package org.auricle.server.config;

/** A client and its key. */
public record ClientConfig(
    @Option(required = true, doc = "Who it is, for logs and limits.") String name,
    @Option(
            value = "",
            doc =
                "What it sends as `authorization: Bearer KEY`, `x-api-key` or `x-goog- "
                    + "api-key`; best as ${VARIABLE} or file:PATH.")
        Secret key,
    @Option(
            value = "",
            doc =
                "Instead of key: its SHA-256 in hexadecimal digits, so that the key "
                    + "itself stands nowhere.")
        String sha256,
    @Option(value = "-1", doc = "As under limits; -1: what stands there.") int concurrentStreams,
    @Option(value = "-1", doc = "As under limits; -1: what stands there.") int requestsPerMinute,
    @Option(value = "-1", doc = "As under limits; -1: what stands there.")
        int audioSecondsPerMinute) {

  /** Validates. */
  public ClientConfig {
    Checks.require(
        name.matches("[\\w.@-]{1,100}"), "name", Checks.quoted(name), "letters, digits, . @ _ -");
    Checks.require(
        key.isEmpty() != sha256.isEmpty(), "key", "key and sha256", "exactly one of the two");
    Checks.require(
        sha256.isEmpty() || sha256.matches("[0-9a-fA-F]{64}"),
        "sha256",
        Checks.quoted(sha256),
        "64 hexadecimal digits");
    Checks.range(concurrentStreams, -1, 1_000_000, "concurrentStreams");
    Checks.range(requestsPerMinute, -1, 1_000_000_000, "requestsPerMinute");
    Checks.range(audioSecondsPerMinute, -1, 1_000_000_000, "audioSecondsPerMinute");
  }
}
