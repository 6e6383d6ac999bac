package org.auricle.server.http.browser;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Commands to a browser, by the Chrome DevTools Protocol. */
final class DevTools implements AutoCloseable, WebSocket.Listener {
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final int TIMEOUT_SECONDS = 60;

  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final AtomicInteger commands = new AtomicInteger();
  private final StringBuilder parts = new StringBuilder();
  private final WebSocket socket;

  DevTools(HttpClient client, URI uri) throws Exception {
    socket =
        client.newWebSocketBuilder().buildAsync(uri, this).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  /**
   * Gives a command and waits for its result.
   *
   * @param session of a tab; empty for the browser
   */
  JsonNode command(String session, String method, ObjectNode parameters) throws Exception {
    int id = commands.incrementAndGet();
    ObjectNode message = MAPPER.createObjectNode().put("id", id).put("method", method);
    if (!session.isEmpty()) {
      message.put("sessionId", session);
    }
    message.set("params", parameters);
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    synchronized (this) { // one message at a time
      socket.sendText(message.toString(), true).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
    JsonNode result = answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    if (result.has("error")) {
      throw new AssertionError(method + ": " + result.get("error"));
    }
    return result.get("result");
  }

  static ObjectNode parameters() {
    return MAPPER.createObjectNode();
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    parts.append(data);
    if (last) {
      JsonNode message = MAPPER.readTree(parts.toString());
      parts.setLength(0);
      CompletableFuture<JsonNode> waiting =
          message.has("id") ? answers.remove(message.get("id").asInt()) : null;
      if (waiting != null) {
        waiting.complete(message);
      }
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public void close() {
    socket.abort();
  }
}
