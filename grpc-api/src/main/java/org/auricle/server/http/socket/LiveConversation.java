package org.auricle.server.http.socket;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.auricle.engine.live.LiveEvent;
import org.auricle.engine.live.LiveListener;
import org.auricle.engine.recognition.BoostedPhrase;
import org.auricle.engine.recognition.DecodeRequest;
import tools.jackson.databind.JsonNode;

/** The protocol of the live page: captions. */
final class LiveConversation extends PageConversation<SpeechFeed> implements LiveListener {
  private final FeedOpener feeds;

  LiveConversation(SocketEndpoint endpoint, FeedOpener feeds) {
    super(endpoint);
    this.feeds = feeds;
  }

  @Override
  SpeechFeed open(JsonNode start) throws Exception {
    int rate =
        SpeechFeed.checkRate("sampleRate", SocketMessages.number(start, "sampleRate", 16_000));
    List<BoostedPhrase> boosts = new ArrayList<>();
    for (String phrase : SocketMessages.phrases(start, "phrases")) {
      boosts.add(new BoostedPhrase(phrase, BoostedPhrase.DEFAULT_WEIGHT));
    }
    return feeds.open(
        SocketMessages.text(start, "model"),
        SocketMessages.text(start, "language"),
        rate,
        new DecodeRequest(1, boosts, Optional.empty()),
        this);
  }

  @Override
  void begun(SpeechFeed open) {
    outbox().send(LiveMessages.ready(open.model()));
  }

  @Override
  public synchronized void onEvent(LiveEvent event) {
    if (event instanceof LiveEvent.Interim interim) {
      outbox().sendInterim(LiveMessages.interim(interim));
    } else {
      outbox().send(LiveMessages.event(event));
    }
  }

  @Override
  public void onConsumed() {
    requestMore();
  }

  @Override
  public void onCompleted() {
    complete();
  }

  @Override
  public void onError(Throwable failure) {
    fail(failure);
  }
}
