package org.auricle.server.http.socket;

import java.util.Locale;
import java.util.Set;
import org.auricle.models.domain.DomainSentences;
import org.auricle.models.domain.SlotValue;
import org.auricle.server.assistant.AssistantEvent;
import org.auricle.server.assistant.AssistantSession;
import org.auricle.server.assistant.Assistants;
import org.auricle.server.assistant.DialogueNews;
import org.auricle.server.assistant.Order;
import org.auricle.server.assistant.Reply;
import org.auricle.server.assistant.ServedDomain;
import org.auricle.server.http.exchange.Replies;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the server says in a conversation. Times are seconds of audio from the start. */
public final class AssistantMessages {
  private static final int EXAMPLES = 3;
  private static final long SEED = 20; // the same examples each time

  private AssistantMessages() {}

  /** {@code GET /v1/domains}: what can be talked about. */
  public static ObjectNode domains(Assistants assistants) {
    ObjectNode body = Replies.object();
    ArrayNode data = body.putArray("data");
    assistants.domains().forEach(domain -> data.add(domain(domain)));
    return body;
  }

  private static ObjectNode domain(ServedDomain served) {
    ObjectNode body = Replies.object().put("name", served.name());
    body.put("wakePhrase", served.dialogue().wakePhrase().orElse(""));
    body.put("answers", served.answerer().isPresent());
    ArrayNode examples = body.putArray("examples");
    DomainSentences.sample(served.domain(), EXAMPLES, SEED).stream()
        .map(sentence -> String.join(" ", sentence.words()))
        .distinct()
        .forEach(examples::add);
    ArrayNode intents = body.putArray("intents");
    served
        .domain()
        .intents()
        .forEach(
            intent ->
                strings(
                    intents.addObject().put("name", intent.name()), "slots", intent.slotNames()));
    return body;
  }

  /** Audio may come. */
  static String ready(AssistantSession session) {
    return Replies.text(
        LiveMessages.message("ready")
            .put("model", session.model())
            .put("domain", session.domain()));
  }

  /** Whatever happens. */
  static String of(DialogueNews news) {
    ObjectNode body = event(news.event());
    body.put("turn", news.turn());
    body.put("state", news.state().name().toLowerCase(Locale.ROOT));
    body.put("heard", LiveMessages.round(news.heardSeconds()));
    return Replies.text(body);
  }

  private static ObjectNode event(AssistantEvent event) {
    if (event instanceof AssistantEvent.Interim interim) {
      return LiveMessages.interimNode(interim.result());
    }
    if (event instanceof AssistantEvent.Final last) {
      return LiveMessages.result(last.result());
    }
    if (event instanceof AssistantEvent.SpeechStarted started) {
      return at("speechStarted", started.atSeconds());
    }
    if (event instanceof AssistantEvent.BargedIn bargedIn) {
      return at("bargedIn", bargedIn.atSeconds());
    }
    if (event instanceof AssistantEvent.Endpoint endpoint) {
      return at("endpoint", endpoint.atSeconds()).put("tooLong", endpoint.tooLong());
    }
    if (event instanceof AssistantEvent.Woken woken) {
      return LiveMessages.message("woken")
          .put("wakePhrase", woken.phrase())
          .put("start", LiveMessages.round(woken.startSeconds()))
          .put("end", LiveMessages.round(woken.endSeconds()))
          .put("confidence", LiveMessages.round(woken.confidence()));
    }
    return turn(event);
  }

  /** What is about turns and not about audio. */
  private static ObjectNode turn(AssistantEvent event) {
    if (event instanceof AssistantEvent.Listening listening) {
      return strings(LiveMessages.message("listening"), "expectedSlots", listening.expected());
    }
    if (event instanceof AssistantEvent.Sleeping sleeping) {
      return LiveMessages.message("sleeping").put("wakePhrase", sleeping.wakePhrase());
    }
    if (event instanceof AssistantEvent.Understood understood) {
      return intent(understood.order());
    }
    if (event instanceof AssistantEvent.NoMatch none) {
      return LiveMessages.message("noMatch")
          .put("reason", none.reason().name().toLowerCase(Locale.ROOT));
    }
    if (event instanceof AssistantEvent.Answered answered) {
      return answer(answered.reply()).put("toTurn", answered.toTurn());
    }
    return LiveMessages.message("noInput");
  }

  private static ObjectNode at(String type, double seconds) {
    return LiveMessages.message(type).put("at", LiveMessages.round(seconds));
  }

  private static ObjectNode intent(Order order) {
    ObjectNode body =
        LiveMessages.message("intent")
            .put("intent", order.intent())
            .put("confidence", LiveMessages.round(order.confidence()));
    ArrayNode slots = body.putArray("slots");
    for (SlotValue slot : order.slots()) {
      slots
          .addObject()
          .put("slot", slot.slot())
          .put("value", slot.value())
          .put("text", slot.text())
          .put("confidence", LiveMessages.round(slot.confidence()));
    }
    return strings(body, "missingSlots", order.missing());
  }

  private static ObjectNode answer(Reply reply) {
    ObjectNode body =
        LiveMessages.message("answer")
            .put("text", reply.text())
            .put("ends", reply.ends())
            .put("problem", reply.problem());
    return strings(body, "expectedSlots", reply.expected().orElse(Set.of()));
  }

  private static ObjectNode strings(ObjectNode body, String name, Set<String> values) {
    ArrayNode array = body.putArray(name);
    values.forEach(array::add);
    return body;
  }
}
