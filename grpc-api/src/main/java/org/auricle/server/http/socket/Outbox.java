package org.auricle.server.http.socket;

import java.util.ArrayDeque;
import java.util.Deque;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/**
 * What is on its way to a client, one message at a time. A client that reads slowly gets the newest
 * interim result instead of all of them. Thread-safe; nothing blocks.
 */
final class Outbox {

  private sealed interface Item {
    record Message(String text, boolean interim) implements Item {}

    record Close(int status, String reason) implements Item {}
  }

  private final Session session;
  private final Runnable onSent;
  private final Deque<Item> items = new ArrayDeque<>(); // guarded by this, like the following
  private boolean sending;
  private boolean closed;

  /**
   * An empty one.
   *
   * @param onSent called when there is less in it than before
   */
  Outbox(Session session, Runnable onSent) {
    this.session = session;
    this.onSent = onSent;
  }

  /** Sends a message after all before it. */
  void send(String text) {
    add(new Item.Message(text, false));
  }

  /** Sends a message that the next one makes worthless. */
  void sendInterim(String text) {
    add(new Item.Message(text, true));
  }

  /** Closes the websocket after all that is to be sent; what is added later is dropped. */
  void close(int status, String reason) {
    add(new Item.Close(status, reason));
  }

  /** Messages that wait. */
  synchronized int size() {
    return items.size();
  }

  private void add(Item item) {
    synchronized (this) {
      if (closed) {
        return;
      }
      if (items.peekLast() instanceof Item.Message last && last.interim()) {
        items.removeLast();
      }
      items.addLast(item);
      closed = item instanceof Item.Close;
      if (sending) {
        return;
      }
      sending = true;
    }
    sendNext();
  }

  private void sendNext() {
    Item next;
    synchronized (this) {
      next = items.pollFirst();
      if (next == null) {
        sending = false;
        return;
      }
    }
    if (next instanceof Item.Message message) {
      session.sendText(message.text(), Callback.from(this::sent, this::lost));
    } else if (next instanceof Item.Close close) {
      session.close(close.status(), close.reason(), Callback.NOOP);
    }
  }

  private void sent() {
    sendNext();
    onSent.run();
  }

  /** The client is gone; the session's listener hears of it. */
  private void lost(Throwable failure) {
    synchronized (this) {
      closed = true;
      items.clear();
    }
    session.disconnect();
  }
}
