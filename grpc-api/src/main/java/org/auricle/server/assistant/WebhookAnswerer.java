package org.auricle.server.assistant;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.auricle.models.domain.Domain;
import org.auricle.models.domain.SlotValue;
import org.auricle.server.webhook.WebhookClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Has orders answered by somebody else's server, in JSON as docs/assistant-api.md describes it. An
 * order has the same key however often it is sent. Thread-safe.
 */
public final class WebhookAnswerer implements Answerer {
  private static final int MAX_CHARACTERS = 2000; // of what is to be spoken

  private final WebhookClient client;
  private final Domain domain;

  /**
   * Asks by a client.
   *
   * @param client stays its owner's to close
   * @param domain that the answers are about
   */
  public WebhookAnswerer(WebhookClient client, Domain domain) {
    this.client = Objects.requireNonNull(client, "client");
    this.domain = Objects.requireNonNull(domain, "domain");
  }

  @Override
  public CompletableFuture<Reply> answer(Question question) {
    String id = question.conversation() + "-" + question.turn();
    CompletableFuture<byte[]> sent = client.post(id, body(question));
    CompletableFuture<Reply> reply = sent.thenApply(this::reply);
    reply.whenComplete(
        (given, failure) -> {
          if (reply.isCancelled()) {
            sent.cancel(true);
          }
        });
    return reply;
  }

  private static byte[] body(Question question) {
    Order order = question.order();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("conversation", question.conversation());
    body.put("domain", question.domain());
    body.put("turn", question.turn());
    body.put("said", question.said());
    body.put("intent", order.intent());
    body.put("confidence", order.confidence());
    ArrayNode slots = body.putArray("slots");
    for (SlotValue slot : order.slots()) {
      slots
          .addObject()
          .put("slot", slot.slot())
          .put("value", slot.value())
          .put("text", slot.text())
          .put("confidence", slot.confidence());
    }
    ArrayNode missing = body.putArray("missingSlots");
    order.missing().forEach(missing::add);
    return JsonMapper.shared().writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
  }

  private Reply reply(byte[] answer) {
    if (answer.length == 0) {
      return Reply.of("");
    }
    JsonNode body = object(answer);
    String text = text(body, "text");
    if (text.length() > MAX_CHARACTERS) {
      throw wrong("text", text.length() + " characters", "<= " + MAX_CHARACTERS);
    }
    JsonNode ends = body.path("ends");
    if (!ends.isMissingNode() && !ends.isBoolean()) {
      throw wrong("ends", ends, "true, false");
    }
    String intent = text(body, "intent");
    Reply reply = new Reply(text, expected(body), intent, ends.asBoolean(false), "");
    try {
      new DialogueContext(intent, List.of(), reply.expected().orElse(Set.of())).check(domain);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("answer: " + e.getMessage(), e);
    }
    return reply;
  }

  private static JsonNode object(byte[] answer) {
    try {
      JsonNode body = JsonMapper.shared().readTree(answer);
      if (body.isObject()) {
        return body;
      }
    } catch (JacksonException e) {
      // said below
    }
    throw new IllegalArgumentException("answer: not JSON (expected: an object of JSON)");
  }

  private static String text(JsonNode body, String name) {
    JsonNode node = body.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return "";
    }
    if (!node.isString()) {
      throw wrong(name, node, "a string");
    }
    return node.asString();
  }

  private static Optional<Set<String>> expected(JsonNode body) {
    JsonNode node = body.path("expectedSlots");
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    Set<String> names = new LinkedHashSet<>();
    for (JsonNode name : node) {
      if (name.isString()) {
        names.add(name.asString());
      }
    }
    if (!node.isArray() || names.size() != node.size()) {
      throw wrong("expectedSlots", node, "an array of different strings");
    }
    return Optional.of(names);
  }

  private static IllegalArgumentException wrong(String name, Object found, String expected) {
    String cut = String.valueOf(found);
    return new IllegalArgumentException(
        "answer: %s: %s (expected: %s)"
            .formatted(name, cut.length() > 100 ? cut.substring(0, 100) + "..." : cut, expected));
  }
}
