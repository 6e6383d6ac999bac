package org.auricle.server.http.socket;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.auricle.engine.live.StreamScheduler;
import org.auricle.server.ModelRegistry;
import org.auricle.server.assistant.Assistants;
import org.auricle.server.http.exchange.Call;
import org.auricle.server.http.exchange.HttpProblem;
import org.auricle.server.http.exchange.SocketProtocols;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/** The websockets of a server. Thread-safe. */
public final class AudioSockets {
  private static final int MAX_TEXT_BYTES = 256 << 10; // a long list of phrases
  private static final int MAX_AUDIO_BYTES = 1 << 20; // half a minute at 16 kHz

  private final ModelRegistry models;
  private final StreamScheduler scheduler;
  private final Assistants assistants;
  private final ServerWebSocketContainer container;
  private final Set<SocketEndpoint> open = ConcurrentHashMap.newKeySet();

  /**
   * No websockets yet.
   *
   * @param idleTimeout after which one that sends nothing is closed
   */
  public AudioSockets(
      Server server,
      ModelRegistry models,
      StreamScheduler scheduler,
      Assistants assistants,
      Duration idleTimeout) {
    this.models = models;
    this.assistants = assistants;
    this.scheduler = scheduler;
    container = ServerWebSocketContainer.ensure(server);
    container.setIdleTimeout(idleTimeout);
    container.setMaxTextMessageSize(MAX_TEXT_BYTES);
    container.setMaxBinaryMessageSize(MAX_AUDIO_BYTES);
    container.setMaxFrameSize(MAX_AUDIO_BYTES);
  }

  /** Whether a request asks for a websocket. */
  public static boolean isAskedFor(Request request) {
    return "websocket".equalsIgnoreCase(request.getHeaders().get(HttpHeader.UPGRADE));
  }

  /** The protocol of vosk-server. */
  public void vosk(Call call) throws HttpProblem {
    upgrade(call, Optional.empty(), socket -> new VoskConversation(socket, feeds(call)));
  }

  /** The protocol of the live page. */
  public void live(Call call) throws HttpProblem {
    upgrade(
        call,
        Optional.of(SocketProtocols.LIVE),
        socket -> new LiveConversation(socket, feeds(call)));
  }

  /** The protocol of the page's assistant. */
  public void assistant(Call call) throws HttpProblem {
    upgrade(
        call,
        Optional.of(SocketProtocols.ASSISTANT),
        socket -> new AssistantConversation(socket, AssistantFeed.opener(assistants, call)));
  }

  private FeedOpener feeds(Call call) {
    return (model, language, sampleRate, request, listener) ->
        SpeechFeed.open(
            models.lease(model, language), scheduler, call, sampleRate, request, listener);
  }

  private void upgrade(
      Call call, Optional<String> protocol, Function<SocketEndpoint, Conversation> conversation)
      throws HttpProblem {
    if (!isAskedFor(call.request())) {
      call.response().getHeaders().put(HttpHeader.UPGRADE, "websocket");
      throw HttpProblem.invalid(426, "", "", "a request (expected: a websocket)");
    }
    boolean upgraded =
        container.upgrade(
            (request, response, callback) -> {
              response.setExtensions(List.of()); // audio does not shrink, and bombs would grow
              protocol
                  .filter(SocketProtocols.offered(request.getHeaders())::contains)
                  .ifPresent(response::setAcceptedSubProtocol);
              return endpoint(call, conversation);
            },
            call.request(),
            call.response(),
            call.callback());
    if (!upgraded) {
      throw HttpProblem.invalid(400, "", "", "the websocket's handshake is incomplete");
    }
  }

  private SocketEndpoint endpoint(Call call, Function<SocketEndpoint, Conversation> conversation) {
    call.keep();
    return new SocketEndpoint(
        endpoint -> {
          open.add(endpoint);
          return conversation.apply(endpoint);
        },
        endpoint -> {
          open.remove(endpoint);
          end(call, endpoint);
        });
  }

  private static void end(Call call, SocketEndpoint endpoint) {
    if (endpoint.problem().isPresent()) {
      HttpProblem problem = endpoint.problem().get();
      call.end(problem.status(), Optional.of(problem.getMessage()));
    } else if (endpoint.isDone()) {
      call.end(HttpStatus.SWITCHING_PROTOCOLS_101, Optional.empty());
    } else {
      call.end(Call.CLIENT_GONE, Optional.of("the client went away"));
    }
  }

  /** Brings all conversations to their end: final results, then a close. */
  public void shutDown() {
    open.forEach(SocketEndpoint::shutDown);
  }
}
