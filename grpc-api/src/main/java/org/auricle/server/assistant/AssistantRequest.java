package org.auricle.server.assistant;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.auricle.engine.recognition.EndpointOptions;

/**
 * What a client asks of a conversation. Times are seconds of audio.
 *
 * @param domain its name; empty: the server's first
 * @param model its name; empty: the domain's
 * @param sampleRateHz of the audio that will come
 * @param wakePhrase to be said before an order, {@code ""} for none; empty: as the domain has it
 * @param context of the first turn
 * @param interimResults whether to tell what has been understood while somebody speaks
 * @param playsAnswers whether the client says when it plays answers
 * @param bargeIn whether somebody who speaks meanwhile is heard
 * @param noInput instead of the domain's
 * @param endSilence instead of the domain's
 * @param longestOrder instead of the domain's
 * @param answer instead of the domain's
 */
public record AssistantRequest(
    String domain,
    String model,
    int sampleRateHz,
    Optional<String> wakePhrase,
    DialogueContext context,
    boolean interimResults,
    boolean playsAnswers,
    boolean bargeIn,
    OptionalDouble noInput,
    OptionalDouble endSilence,
    OptionalDouble longestOrder,
    OptionalDouble answer) {

  /** Requires the components. */
  public AssistantRequest {
    Objects.requireNonNull(domain, "domain");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(wakePhrase, "wakePhrase");
    Objects.requireNonNull(context, "context");
  }

  /** The rules of the conversation, where the client leaves some of them to the domain. */
  DialogueOptions dialogue(ServedDomain served) {
    DialogueOptions rules = served.dialogue();
    return rules
        .withWakePhrase(wakePhrase.or(rules::wakePhrase).filter(phrase -> !phrase.isBlank()))
        .withNoInput(noInput.orElse(rules.noInputSeconds()))
        .withAnswer(answer.orElse(rules.answerSeconds()), rules.playSeconds())
        .withBargeIn(bargeIn && rules.bargeIn())
        .withAnswers(playsAnswers, served.answerer().isPresent());
  }

  /** When an order ends, likewise. */
  EndpointOptions endpointing(ServedDomain served) {
    EndpointOptions rules = served.endpointing();
    return rules
        .withTrailingSilence(endSilence.orElse(rules.trailingSilence()))
        .withMaxUtterance(longestOrder.orElse(rules.maxUtterance()));
  }
}
