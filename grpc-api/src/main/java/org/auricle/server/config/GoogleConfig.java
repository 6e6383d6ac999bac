package org.auricle.server.config;

import java.time.Duration;

/** Google Cloud Speech clients. */
public record GoogleConfig(
    @Option(
            value = "true",
            doc =
                "Whether to answer them: google.cloud.speech.v1 and v1p1beta1, "
                    + "google.longrunning.Operations.")
        boolean enabled,
    @Option(
            value = "305",
            doc =
                "Longest stream; 0: it may last for ever. Google allows 305 s, and its "
                    + "clients expect it.")
        double maxStreamSeconds,
    @Option(
            value = "60s",
            doc = "A stream whose client sends no audio for so long is ended; 0s: never.")
        Duration maxSilence) {

  /** Validates ranges. */
  public GoogleConfig {
    Checks.require(maxStreamSeconds >= 0, "maxStreamSeconds", maxStreamSeconds, ">= 0");
  }
}
