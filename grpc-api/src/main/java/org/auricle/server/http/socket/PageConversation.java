package org.auricle.server.http.socket;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.auricle.server.http.exchange.HttpProblem;
import org.auricle.server.http.exchange.Problems;
import tools.jackson.databind.JsonNode;

/**
 * What the protocols of the page have in common, as docs/http.md has it: "start", then audio, then
 * "stop"; meanwhile news, as they come.
 */
abstract class PageConversation<F extends Feed> implements Conversation {
  private static final double MAX_QUEUED_SECONDS = 2; // beyond, the client is held back

  private final SocketEndpoint endpoint;
  private Optional<F> feed = Optional.empty(); // guarded by this, like the following
  private boolean started;
  private boolean stopped;
  private boolean shuttingDown;

  PageConversation(SocketEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** What a "start" asks for; it tells nothing yet. */
  abstract F open(JsonNode start) throws Exception;

  /** The client is to know that audio may come. */
  abstract void begun(F open) throws Exception;

  /** A message of another type, once it has begun. */
  void take(String type, JsonNode message, F open) throws Exception {}

  /** The types of those. */
  List<String> otherTypes() {
    return List.of();
  }

  @Override
  public final synchronized void onText(String text) throws Exception {
    JsonNode message = SocketMessages.object(text);
    String type = SocketMessages.text(message, "type");
    switch (type) {
      case "start" -> start(message);
      case "stop" -> stop();
      default -> other(type, message);
    }
    requestMore();
  }

  private void start(JsonNode message) throws Exception {
    if (started) {
      throw HttpProblem.invalid(400, "type", "", "a second start (expected: one)");
    }
    F open = open(message);
    feed = Optional.of(open);
    started = true;
    begun(open);
  }

  private void stop() throws HttpProblem {
    if (!started) {
      throw beforeStart("stop");
    }
    if (!stopped) {
      stopped = true;
      feed.ifPresent(Feed::finish);
    }
  }

  private void other(String type, JsonNode message) throws Exception {
    if (!otherTypes().contains(type)) {
      String others = otherTypes().stream().map(name -> ", " + name).collect(Collectors.joining());
      throw HttpProblem.field("type", type, "start, stop" + others);
    }
    if (!started) {
      throw beforeStart(type);
    }
    if (feed.isPresent()) { // otherwise it has just ended by itself
      take(type, message, feed.get());
    }
  }

  @Override
  public final synchronized void onAudio(ByteBuffer audio) throws Exception {
    if (!started) {
      throw beforeStart("audio");
    }
    if (shuttingDown) {
      endpoint.requestMore();
      return;
    }
    if (stopped) {
      throw HttpProblem.invalid(400, "", "", "audio after stop (expected: nothing)");
    }
    if (feed.isPresent()) { // otherwise it has just ended by itself
      feed.get().accept(audio);
    }
    requestMore();
  }

  private static HttpProblem beforeStart(String found) {
    return HttpProblem.invalid(400, "", "", found + " before start (expected: start first)");
  }

  /** Takes more of the client, unless it is too far ahead. */
  final synchronized void requestMore() {
    if (feed.isEmpty() || feed.get().queuedSeconds() <= MAX_QUEUED_SECONDS) {
      endpoint.requestMore();
    }
  }

  /** What is sent to the client. */
  final Outbox outbox() {
    return endpoint.outbox();
  }

  /** All has been told. */
  final synchronized void complete() {
    double seconds = feed.map(Feed::seconds).orElse(0.0);
    feed = Optional.empty();
    if (shuttingDown) { // the client has not ended it, and may go on elsewhere
      fail(HttpProblem.draining());
      return;
    }
    outbox().send(LiveMessages.end(seconds));
    endpoint.close();
  }

  @Override
  public final synchronized void onShutdown() {
    if (feed.isEmpty()) {
      fail(HttpProblem.draining());
    } else if (!stopped) {
      stopped = true;
      shuttingDown = true;
      feed.get().finish();
    }
  }

  @Override
  public final synchronized void fail(Throwable failure) {
    onClosed();
    HttpProblem problem = Problems.of(failure);
    outbox().send(LiveMessages.error(problem));
    endpoint.fail(problem);
  }

  @Override
  public final synchronized void onClosed() {
    feed.ifPresent(Feed::close);
    feed = Optional.empty();
  }
}
