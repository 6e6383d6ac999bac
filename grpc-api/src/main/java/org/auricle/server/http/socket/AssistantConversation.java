package org.auricle.server.http.socket;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.auricle.server.assistant.AssistantEvent;
import org.auricle.server.assistant.AssistantListener;
import org.auricle.server.assistant.AssistantRequest;
import org.auricle.server.assistant.AssistantSession;
import org.auricle.server.assistant.DialogueContext;
import org.auricle.server.assistant.DialogueNews;
import org.auricle.server.http.exchange.HttpProblem;
import tools.jackson.databind.JsonNode;

/** The protocol of the page's assistant: orders, and what was meant. */
final class AssistantConversation extends PageConversation<AssistantFeed>
    implements AssistantListener {
  private final AssistantFeed.Opener feeds;
  private boolean over; // guarded by this

  AssistantConversation(SocketEndpoint endpoint, AssistantFeed.Opener feeds) {
    super(endpoint);
    this.feeds = feeds;
  }

  @Override
  AssistantFeed open(JsonNode start) throws Exception {
    int rate =
        SpeechFeed.checkRate("sampleRate", SocketMessages.number(start, "sampleRate", 16_000));
    AssistantRequest request =
        new AssistantRequest(
            SocketMessages.text(start, "domain"),
            SocketMessages.text(start, "model"),
            rate,
            start.has("wakePhrase")
                ? Optional.of(SocketMessages.text(start, "wakePhrase").strip())
                : Optional.empty(),
            context(start.path("context")),
            true,
            SocketMessages.flag(start, "playsAnswers", false),
            SocketMessages.flag(start, "bargeIn", true),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty());
    try {
      return feeds.open(request, this);
    } catch (IllegalArgumentException e) {
      throw HttpProblem.invalid(400, "", "", e.getMessage());
    }
  }

  private static DialogueContext context(JsonNode node) throws HttpProblem {
    List<String> expected = SocketMessages.phrases(node, "expectedSlots");
    return new DialogueContext(
        SocketMessages.text(node, "intent"), List.of(), new LinkedHashSet<>(expected));
  }

  @Override
  void begun(AssistantFeed open) {
    AssistantSession session = open.session();
    outbox().send(AssistantMessages.ready(session));
    session.start();
  }

  @Override
  void take(String type, JsonNode message, AssistantFeed open) throws Exception {
    AssistantSession session = open.session();
    switch (type) {
      case "answerStarted" -> session.answerStarted();
      case "answerFinished" -> session.answerFinished();
      case "cancelTurn" -> session.cancelTurn();
      default -> context(session, message);
    }
  }

  private static void context(AssistantSession session, JsonNode message) throws HttpProblem {
    DialogueContext fresh = context(message);
    try {
      session.context(fresh);
    } catch (IllegalArgumentException e) {
      throw HttpProblem.invalid(400, "context", "", e.getMessage());
    }
  }

  @Override
  List<String> otherTypes() {
    return List.of("answerStarted", "answerFinished", "cancelTurn", "context");
  }

  @Override
  public synchronized void step(Runnable step) {
    if (over) {
      return;
    }
    try {
      step.run();
    } catch (Throwable e) { // an Error, too: otherwise the client would wait for ever
      over = true;
      fail(e);
    }
  }

  @Override
  public void onNews(DialogueNews news) {
    String message = AssistantMessages.of(news);
    if (news.event() instanceof AssistantEvent.Interim) {
      outbox().sendInterim(message);
    } else {
      outbox().send(message);
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
    over = true;
    fail(failure);
  }
}
