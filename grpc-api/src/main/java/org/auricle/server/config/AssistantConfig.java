package org.auricle.server.config;

import java.time.Duration;
import java.util.List;

/** Voice assistants. */
public record AssistantConfig(
    @Option(
            value = "",
            doc = "What can be talked about. The first is the default; clients choose by name.")
        List<DomainConfig> domains,
    @Option(value = "6s", doc = "A turn in which nobody speaks for so long brings \"no input\".")
        Duration noInput,
    @Option(value = "800ms", doc = "Somebody who has spoken and is silent for so long has ended.")
        Duration endSilence,
    @Option(
            value = "300ms",
            doc = "The same after a whole sentence of the domain, if that is less.")
        Duration orderSilence,
    @Option(value = "15s", doc = "An order that takes longer is not one.") Duration longestOrder,
    @Option(value = "10s", doc = "How long an answer is awaited.") Duration answer,
    @Option(
            value = "60s",
            doc = "An answer that is being played is taken to be over after so long.")
        Duration longestAnswer,
    @Option(
            value = "2",
            doc =
                "After so many turns in a row that brought nothing, what is known is "
                    + "forgotten; with a wake phrase, the conversation falls asleep.")
        int attempts,
    @Option(value = "true", doc = "Whether somebody who speaks while an answer is played is heard.")
        boolean bargeIn,
    @Option(value = "3s", doc = "How long one attempt to ask a webhook may take.")
        Duration webhookTimeout,
    @Option(value = "3", doc = "How often a webhook is asked that does not answer.")
        int webhookAttempts) {
  private static final Duration LONGEST = Duration.ofHours(1);

  /** Validates ranges. */
  public AssistantConfig {
    duration(noInput, "noInput");
    duration(endSilence, "endSilence");
    duration(orderSilence, "orderSilence");
    duration(longestOrder, "longestOrder");
    duration(answer, "answer");
    duration(longestAnswer, "longestAnswer");
    Checks.require(
        longestOrder.compareTo(Duration.ofSeconds(1)) >= 0,
        "longestOrder",
        Values.write(longestOrder),
        ">= 1s");
    Checks.range(attempts, 1, 100, "attempts");
    duration(webhookTimeout, "webhookTimeout");
    Checks.range(webhookAttempts, 1, 100, "webhookAttempts");
  }

  private static void duration(Duration value, String name) {
    Checks.require(
        !value.isZero() && value.compareTo(LONGEST) <= 0, name, Values.write(value), "> 0s, <= 1h");
  }
}
