package org.auricle.server.http.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.junit.jupiter.api.Test;

class SocketEndpointTest {
  private int demands;
  private final Queue<Callback> sending = new ArrayDeque<>();

  /** A websocket whose messages are sent when the test says so. */
  private Session session() {
    return (Session)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Session.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("demand")) {
                demands++;
              } else if (method.getName().equals("sendText")) {
                sending.add((Callback) arguments[1]);
              }
              return null;
            });
  }

  /** Whatever is not of interest is not heard. */
  private interface Deaf extends Conversation {
    @Override
    default void onAudio(ByteBuffer audio) {}

    @Override
    default void onShutdown() {}

    @Override
    default void fail(Throwable failure) {}

    @Override
    default void onClosed() {}
  }

  /** Answers texts, and asks for nothing. */
  private record Silent(SocketEndpoint endpoint) implements Deaf {
    @Override
    public void onText(String text) {
      for (int i = Integer.parseInt(text); i > 0; i--) {
        endpoint.outbox().send("an answer");
      }
    }
  }

  private SocketEndpoint opened() {
    SocketEndpoint endpoint = new SocketEndpoint(Silent::new, ended -> {});
    endpoint.onWebSocketOpen(session());
    assertThat(demands).isEqualTo(1);
    return endpoint;
  }

  private void sendAll() {
    while (!sending.isEmpty()) {
      sending.remove().succeed();
    }
  }

  @Test
  void whatIsSentIsNoReasonToReadMore() {
    SocketEndpoint endpoint = opened();
    endpoint.onWebSocketText("3");
    sendAll();
    assertThat(demands).isEqualTo(1);
    endpoint.requestMore();
    assertThat(demands).isEqualTo(2);
    endpoint.requestMore();
    assertThat(demands).isEqualTo(2);
  }

  @Test
  void readsWhatIsWantedOnceTheClientHasReadOurs() {
    SocketEndpoint endpoint = opened();
    endpoint.onWebSocketText("100");
    endpoint.requestMore();
    assertThat(demands).isEqualTo(1);
    sendAll();
    assertThat(demands).isEqualTo(2);
  }

  /** Its client leaves while a text of his is being read. */
  private record Abandoned(SocketEndpoint endpoint, List<String> heard) implements Deaf {
    @Override
    public void onText(String text) {
      endpoint.onWebSocketClose(StatusCode.ABNORMAL, "", Callback.NOOP);
      heard.add(text);
    }

    @Override
    public void onClosed() {
      heard.add("closed");
    }
  }

  @Test
  void takesBackWhatBeginsAfterTheEnd() {
    List<String> heard = new ArrayList<>();
    SocketEndpoint endpoint =
        new SocketEndpoint(e -> new Abandoned(e, heard), ended -> heard.add("ended"));
    endpoint.onWebSocketOpen(session());
    endpoint.onWebSocketText("begin");
    assertThat(heard).containsExactly("closed", "ended", "begin", "closed");
  }
}
