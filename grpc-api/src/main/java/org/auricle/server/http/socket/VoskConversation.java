package org.auricle.server.http.socket;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.auricle.engine.live.LiveEvent;
import org.auricle.engine.live.LiveListener;
import org.auricle.engine.recognition.Transcript;
import org.auricle.server.http.exchange.HttpProblem;
import org.auricle.server.http.exchange.Problems;
import tools.jackson.databind.JsonNode;

/**
 * The protocol of vosk-server: an optional config, then audio, of which each message is answered by
 * exactly one; the next is read when the answer is on its way. Differs in that a model is a name,
 * not a path, and in that what is at fault closes the websocket with a reason.
 */
final class VoskConversation implements Conversation, LiveListener {
  private final SocketEndpoint endpoint;
  private final FeedOpener feeds;
  private VoskConfig config = VoskConfig.DEFAULT; // guarded by this, like the following
  private Optional<SpeechFeed> feed = Optional.empty();
  private final List<Transcript> ended = new ArrayList<>(); // utterances, since the last reply
  private String partial = "";
  private boolean owesReply; // to a message of audio
  private boolean finishing;
  private boolean closesAfter; // the end: by eof, or by reset

  VoskConversation(SocketEndpoint endpoint, FeedOpener feeds) {
    this.endpoint = endpoint;
    this.feeds = feeds;
  }

  @Override
  public synchronized void onText(String text) throws Exception {
    JsonNode message = SocketMessages.object(text);
    if (message.has("config")) {
      if (feed.isPresent()) {
        throw HttpProblem.invalid(400, "config", "", "config after audio (expected: before)");
      }
      config = config.with(message.get("config"));
      endpoint.requestMore();
    } else if (message.has("eof") || message.has("reset")) {
      finish(message.has("eof"));
    } else {
      throw HttpProblem.invalid(400, "", "", "message: (expected: config, eof, reset or audio)");
    }
  }

  private void finish(boolean close) {
    closesAfter |= close;
    if (finishing) {
      return;
    }
    finishing = true;
    if (feed.isPresent()) {
      feed.get().finish();
    } else {
      conclude();
    }
  }

  @Override
  public synchronized void onAudio(ByteBuffer audio) throws Exception {
    if (finishing) { // because the server is closing; the last reply says what came before
      return;
    }
    if (feed.isEmpty()) {
      feed =
          Optional.of(feeds.open(config.model(), "", config.sampleRate(), config.request(), this));
    }
    owesReply = true;
    feed.get().accept(audio);
    replyIfDone();
  }

  @Override
  public synchronized void onEvent(LiveEvent event) {
    if (event instanceof LiveEvent.Interim interim) {
      partial = interim.transcript().text();
    } else if (event instanceof LiveEvent.Final last) {
      partial = "";
      ended.add(last.transcript());
    }
  }

  @Override
  public synchronized void onConsumed() {
    replyIfDone();
  }

  @Override
  public synchronized void onCompleted() {
    feed = Optional.empty();
    if (finishing) {
      conclude();
    }
  }

  private void replyIfDone() {
    if (!owesReply || finishing || feed.isEmpty() || feed.get().queuedSeconds() > 0) {
      return;
    }
    owesReply = false;
    endpoint
        .outbox()
        .send(ended.isEmpty() ? VoskReplies.partial(partial) : VoskReplies.result(ended, config));
    ended.clear();
    endpoint.requestMore();
  }

  /** The final result, to eof or reset. */
  private void conclude() {
    finishing = false;
    owesReply = false;
    partial = "";
    endpoint.outbox().send(VoskReplies.result(ended, config));
    ended.clear();
    if (closesAfter) {
      endpoint.close();
    } else {
      endpoint.requestMore();
    }
  }

  @Override
  public void onError(Throwable failure) {
    fail(failure);
  }

  @Override
  public synchronized void onShutdown() {
    closesAfter = true;
    if (!finishing) {
      finish(true);
    }
  }

  @Override
  public synchronized void fail(Throwable failure) {
    onClosed();
    endpoint.fail(Problems.of(failure));
  }

  @Override
  public synchronized void onClosed() {
    feed.ifPresent(SpeechFeed::close);
    feed = Optional.empty();
  }
}
