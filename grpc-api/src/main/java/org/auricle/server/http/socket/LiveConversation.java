package org.auricle.server.http.socket;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.auricle.engine.live.LiveEvent;
import org.auricle.engine.live.LiveListener;
import org.auricle.engine.recognition.BoostedPhrase;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.server.http.exchange.HttpProblem;
import org.auricle.server.http.exchange.Problems;
import tools.jackson.databind.JsonNode;

/**
 * The protocol of the live page, as docs/http.md has it: "start", then audio, then "stop";
 * meanwhile events, as they come.
 */
final class LiveConversation implements Conversation, LiveListener {
  private static final double MAX_QUEUED_SECONDS = 2; // beyond, the client is held back

  private final SocketEndpoint endpoint;
  private final FeedOpener feeds;
  private Optional<SpeechFeed> feed = Optional.empty(); // guarded by this, like the following
  private boolean started;
  private boolean stopped;
  private boolean shuttingDown;

  LiveConversation(SocketEndpoint endpoint, FeedOpener feeds) {
    this.endpoint = endpoint;
    this.feeds = feeds;
  }

  @Override
  public synchronized void onText(String text) throws Exception {
    JsonNode message = SocketMessages.object(text);
    String type = SocketMessages.text(message, "type");
    switch (type) {
      case "start" -> start(message);
      case "stop" -> stop();
      default -> throw HttpProblem.field("type", type, "start, stop");
    }
    requestMore();
  }

  private void start(JsonNode message) throws Exception {
    if (started) {
      throw HttpProblem.invalid(400, "type", "", "a second start (expected: one)");
    }
    int rate =
        SpeechFeed.checkRate("sampleRate", SocketMessages.number(message, "sampleRate", 16_000));
    List<BoostedPhrase> boosts = new ArrayList<>();
    for (String phrase : SocketMessages.phrases(message, "phrases")) {
      boosts.add(new BoostedPhrase(phrase, BoostedPhrase.DEFAULT_WEIGHT));
    }
    feed =
        Optional.of(
            feeds.open(
                SocketMessages.text(message, "model"),
                SocketMessages.text(message, "language"),
                rate,
                new DecodeRequest(1, boosts, Optional.empty()),
                this));
    started = true;
    endpoint.outbox().send(LiveMessages.ready(feed.get().model()));
  }

  private void stop() throws HttpProblem {
    if (!started) {
      throw beforeStart("stop");
    }
    if (!stopped) {
      stopped = true;
      feed.ifPresent(SpeechFeed::finish);
    }
  }

  @Override
  public synchronized void onAudio(ByteBuffer audio) throws Exception {
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

  private void requestMore() {
    if (feed.isEmpty() || feed.get().queuedSeconds() <= MAX_QUEUED_SECONDS) {
      endpoint.requestMore();
    }
  }

  @Override
  public synchronized void onEvent(LiveEvent event) {
    if (event instanceof LiveEvent.Interim interim) {
      endpoint.outbox().sendInterim(LiveMessages.interim(interim));
    } else {
      endpoint.outbox().send(LiveMessages.event(event));
    }
  }

  @Override
  public synchronized void onConsumed() {
    requestMore();
  }

  @Override
  public synchronized void onCompleted() {
    double seconds = feed.map(SpeechFeed::seconds).orElse(0.0);
    feed = Optional.empty();
    if (shuttingDown) { // the client has not ended it, and may go on elsewhere
      fail(HttpProblem.draining());
      return;
    }
    endpoint.outbox().send(LiveMessages.end(seconds));
    endpoint.close();
  }

  @Override
  public void onError(Throwable failure) {
    fail(failure);
  }

  @Override
  public synchronized void onShutdown() {
    if (feed.isEmpty()) {
      fail(HttpProblem.draining());
    } else if (!stopped) {
      stopped = true;
      shuttingDown = true;
      feed.get().finish();
    }
  }

  @Override
  public synchronized void fail(Throwable failure) {
    onClosed();
    HttpProblem problem = Problems.of(failure);
    endpoint.outbox().send(LiveMessages.error(problem));
    endpoint.fail(problem);
  }

  @Override
  public synchronized void onClosed() {
    feed.ifPresent(SpeechFeed::close);
    feed = Optional.empty();
  }
}
