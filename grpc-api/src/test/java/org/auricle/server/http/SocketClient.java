package org.auricle.server.http;

import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A websocket as a client has it: sends, and takes messages one after the other. */
final class SocketClient implements AutoCloseable, WebSocket.Listener {
  private static final int TIMEOUT_SECONDS = 20; // an error, not a delay

  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final StringBuilder parts = new StringBuilder();
  private final WebSocket socket;

  SocketClient(RunningHttp http, String path, String... headers) throws Exception {
    WebSocket.Builder builder = http.client.newWebSocketBuilder();
    for (int i = 0; i < headers.length; i += 2) {
      if (headers[i].equals("Sec-WebSocket-Protocol")) {
        String[] protocols = headers[i + 1].split(",");
        builder.subprotocols(protocols[0], Arrays.copyOfRange(protocols, 1, protocols.length));
      } else {
        builder.header(headers[i], headers[i + 1]);
      }
    }
    URI uri = URI.create("ws://127.0.0.1:" + http.server.port() + path);
    socket = builder.buildAsync(uri, this).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  SocketClient text(String text) throws Exception {
    socket.sendText(text, true).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    return this;
  }

  SocketClient audio(byte[] bytes) throws Exception {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    return this;
  }

  /** A part of a message that goes on. */
  SocketClient part(byte[] bytes) throws Exception {
    socket.sendBinary(ByteBuffer.wrap(bytes), false).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    return this;
  }

  /** The next message; "close 1000 reason" is the last. */
  String next() throws Exception {
    String message = messages.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("no message within " + TIMEOUT_SECONDS + " s");
    }
    return message;
  }

  JsonNode json() throws Exception {
    return JsonMapper.shared().readTree(next());
  }

  /** The next message of a type. */
  JsonNode await(String type) throws Exception {
    JsonNode message = json();
    while (!message.get("type").asString().equals(type)) {
      message = json();
    }
    return message;
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    parts.append(data);
    if (last) {
      messages.add(parts.toString());
      parts.setLength(0);
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
    messages.add("close " + statusCode + " " + reason);
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    messages.add("error " + error);
  }

  /** Breaks off, as a crashed client does. */
  @Override
  public void close() {
    socket.abort();
  }
}
