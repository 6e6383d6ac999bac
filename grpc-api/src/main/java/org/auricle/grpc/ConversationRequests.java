package org.auricle.grpc;

import com.google.protobuf.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.auricle.engine.audio.RawFormat;
import org.auricle.grpc.v1.ConversationConfig;
import org.auricle.grpc.v1.ConversationContext;
import org.auricle.grpc.v1.ConversationTimeouts;
import org.auricle.grpc.v1.KnownSlot;
import org.auricle.grpc.v1.RecognitionConfig;
import org.auricle.models.domain.SlotValue;
import org.auricle.server.assistant.AssistantRequest;
import org.auricle.server.assistant.DialogueContext;

/** What clients ask of conversations. */
final class ConversationRequests {
  private static final int MAX_CHARACTERS = 500; // of a name, a value, a phrase
  private static final int MAX_SLOTS = 1000;

  private ConversationRequests() {}

  /** The layout of the audio. */
  static RawFormat rawFormat(ConversationConfig config) throws RequestException {
    return RequestedRecognition.rawFormat(
        RecognitionConfig.newBuilder()
            .setEncodingValue(config.getEncodingValue())
            .setSampleRateHertz(config.getSampleRateHertz())
            .setChannels(config.getChannels())
            .build());
  }

  /** What is asked for; whether the domain has it shows when it is opened. */
  static AssistantRequest request(ConversationConfig config) throws RequestException {
    requireShort("wake_phrase", config.getWakePhrase());
    ConversationTimeouts timeouts = config.getTimeouts();
    return new AssistantRequest(
        config.getDomain(),
        config.getModel(),
        config.getSampleRateHertz(),
        config.hasWakePhrase() ? Optional.of(config.getWakePhrase().strip()) : Optional.empty(),
        context(config.getContext()),
        config.getInterimResults(),
        config.getPlaysAnswers(),
        !config.getNoBargeIn(),
        seconds(timeouts.getNoInput()),
        seconds(timeouts.getEndSilence()),
        seconds(timeouts.getLongestOrder()),
        seconds(timeouts.getAnswer()));
  }

  /** What a turn is about. */
  static DialogueContext context(ConversationContext context) throws RequestException {
    requireShort("intent", context.getIntent());
    int slots = context.getExpectedSlotsCount() + context.getKnownCount();
    if (slots > MAX_SLOTS) {
      throw RequestException.invalid(
          "context: " + slots + " slots (expected: <= " + MAX_SLOTS + ")");
    }
    List<SlotValue> known = new ArrayList<>();
    for (KnownSlot slot : context.getKnownList()) {
      requireShort("value", slot.getValue());
      known.add(new SlotValue(slot.getSlot(), slot.getValue(), slot.getValue(), 0, 1, 1));
    }
    return new DialogueContext(
        context.getIntent(), known, new LinkedHashSet<>(context.getExpectedSlotsList()));
  }

  private static void requireShort(String name, String text) throws RequestException {
    if (text.length() > MAX_CHARACTERS) {
      throw RequestException.invalid(
          name + ": " + text.length() + " characters (expected: <= " + MAX_CHARACTERS + ")");
    }
  }

  private static OptionalDouble seconds(Duration duration) {
    double seconds = RequestedStream.seconds(duration);
    return seconds == 0 ? OptionalDouble.empty() : OptionalDouble.of(seconds);
  }
}
