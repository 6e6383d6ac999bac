package org.auricle.server.http.socket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.auricle.server.http.exchange.HttpProblem;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;

/**
 * One websocket. A message is read when the conversation asks for it, so that a client that is
 * faster than recognition, or that does not read, is held back by TCP.
 */
public final class SocketEndpoint implements Session.Listener {
  private static final int MAX_REASON_BYTES = 123; // RFC 6455, 5.5
  private static final int MAX_IGNORED = 1000;
  private static final int MAX_WAITING = 32; // messages to a client that does not read

  private final Function<SocketEndpoint, Conversation> opening;
  private final Consumer<SocketEndpoint> onEnd;
  private final AtomicBoolean owed = new AtomicBoolean(true); // the next is not yet asked for
  private volatile boolean wanted = true; // the next, by the conversation
  private final AtomicBoolean ended = new AtomicBoolean();
  private Session session; // from the opening on, like the following
  private Outbox outbox;
  private Conversation conversation;
  private volatile boolean closing;
  private volatile boolean done; // in order, unless there is a problem
  private volatile Optional<HttpProblem> problem = Optional.empty();
  private int ignored; // messages that came after the end

  /**
   * An endpoint that is not open yet.
   *
   * @param opening begins the conversation
   * @param onEnd called once, when the websocket is gone
   */
  SocketEndpoint(Function<SocketEndpoint, Conversation> opening, Consumer<SocketEndpoint> onEnd) {
    this.opening = opening;
    this.onEnd = onEnd;
  }

  @Override
  public void onWebSocketOpen(Session opened) {
    session = opened;
    outbox = new Outbox(opened, this::demand);
    conversation = opening.apply(this);
    requestMore();
  }

  @Override
  public void onWebSocketText(String text) {
    converse(() -> conversation.onText(text));
  }

  @Override
  public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
    converse(() -> conversation.onAudio(payload));
    callback.succeed();
  }

  @Override
  public void onWebSocketClose(int statusCode, String reason, Callback callback) {
    done |= statusCode == StatusCode.NORMAL;
    end();
    callback.succeed();
  }

  @Override
  public void onWebSocketError(Throwable cause) {
    end(); // a close follows in most cases, but not in all
  }

  private interface Part {
    void run() throws Exception;
  }

  private void converse(Part part) {
    wanted = false;
    owed.set(true);
    if (closing) {
      if (++ignored > MAX_IGNORED) {
        session.disconnect();
      } else {
        requestMore();
      }
      return;
    }
    try {
      part.run();
    } catch (Throwable e) { // an Error, too: otherwise the client would wait for ever
      conversation.fail(e);
    }
    if (closing || ended.get()) { // meanwhile, so that what it has just begun is for nobody
      conversation.onClosed();
    }
  }

  private void end() {
    if (ended.compareAndSet(false, true)) {
      if (conversation != null) {
        conversation.onClosed();
      }
      onEnd.accept(this);
    }
  }

  /** What is sent to the client. */
  Outbox outbox() {
    return outbox;
  }

  /** Whether the client does not read what it is sent. */
  boolean isClogged() {
    return outbox.size() > MAX_WAITING;
  }

  /** Reads the next message, if the one before has been read, and once the client reads ours. */
  void requestMore() {
    wanted = true;
    demand();
  }

  private void demand() {
    if (wanted && (closing || !isClogged()) && owed.compareAndSet(true, false)) {
      session.demand();
    }
  }

  /** Closes it in order, after all that is to be sent. */
  void close() {
    close(StatusCode.NORMAL, "");
  }

  /** Closes it for a problem, after all that is to be sent. */
  void fail(HttpProblem why) {
    problem = Optional.of(why);
    close(CloseCodes.of(why), why.getMessage());
  }

  /** What has gone wrong, if it has been closed for that. */
  Optional<HttpProblem> problem() {
    return problem;
  }

  /** Whether both sides have said all they had to. */
  boolean isDone() {
    return done && problem.isEmpty();
  }

  /** What the client still sends is for nobody. */
  private void close(int status, String reason) {
    closing = true;
    done = true;
    outbox.close(status, shortened(reason));
    requestMore(); // its answer to the close
  }

  /** Ends it because the server does. */
  void shutDown() {
    if (conversation != null) {
      conversation.onShutdown();
    }
  }

  private static String shortened(String reason) {
    String cut = reason;
    while (cut.getBytes(StandardCharsets.UTF_8).length > MAX_REASON_BYTES) {
      cut = cut.substring(0, cut.length() - 1);
    }
    return cut;
  }
}
