package org.auricle.grpc;

import org.auricle.engine.live.LiveEvent;
import org.auricle.grpc.v1.Answer;
import org.auricle.grpc.v1.BargedIn;
import org.auricle.grpc.v1.ConverseResponse;
import org.auricle.grpc.v1.Endpoint;
import org.auricle.grpc.v1.IntentResult;
import org.auricle.grpc.v1.Listening;
import org.auricle.grpc.v1.NoInput;
import org.auricle.grpc.v1.NoMatch;
import org.auricle.grpc.v1.RecognitionResult;
import org.auricle.grpc.v1.Sleeping;
import org.auricle.grpc.v1.SlotResult;
import org.auricle.grpc.v1.SpeechStarted;
import org.auricle.grpc.v1.Woken;
import org.auricle.models.domain.SlotValue;
import org.auricle.server.assistant.AssistantEvent;
import org.auricle.server.assistant.DialogueNews;
import org.auricle.server.assistant.Order;
import org.auricle.server.assistant.Reply;

/** News from a conversation as messages. */
final class ConversationResponses {
  private ConversationResponses() {}

  /** What a client is told. */
  static ConverseResponse of(DialogueNews news) {
    ConverseResponse.Builder response =
        ConverseResponse.newBuilder()
            .setState(ConverseResponse.State.valueOf(news.state().name()))
            .setTurn(news.turn())
            .setAudioDuration(Results.duration(news.heardSeconds()));
    if (!heard(news.event(), response)) {
      said(news.event(), response);
    }
    return response.build();
  }

  /** What is heard; false: the event is about something else. */
  private static boolean heard(AssistantEvent event, ConverseResponse.Builder response) {
    if (event instanceof AssistantEvent.Woken woken) {
      response.setWoken(
          Woken.newBuilder()
              .setWakePhrase(woken.phrase())
              .setStartTime(Results.duration(woken.startSeconds()))
              .setEndTime(Results.duration(woken.endSeconds()))
              .setConfidence((float) woken.confidence()));
    } else if (event instanceof AssistantEvent.SpeechStarted started) {
      response.setSpeechStarted(
          SpeechStarted.newBuilder().setTime(Results.duration(started.atSeconds())));
    } else if (event instanceof AssistantEvent.BargedIn bargedIn) {
      response.setBargedIn(BargedIn.newBuilder().setTime(Results.duration(bargedIn.atSeconds())));
    } else if (event instanceof AssistantEvent.Interim interim) {
      response.setInterim(result(interim.result()));
    } else if (event instanceof AssistantEvent.Endpoint endpoint) {
      response.setEndpoint(
          Endpoint.newBuilder()
              .setTime(Results.duration(endpoint.atSeconds()))
              .setTooLong(endpoint.tooLong()));
    } else if (event instanceof AssistantEvent.Final last) {
      response.setFinal(result(last.result()));
    } else {
      return false;
    }
    return true;
  }

  /** What comes of it. */
  private static void said(AssistantEvent event, ConverseResponse.Builder response) {
    if (event instanceof AssistantEvent.Listening listening) {
      response.setListening(Listening.newBuilder().addAllExpectedSlots(listening.expected()));
    } else if (event instanceof AssistantEvent.Sleeping sleeping) {
      response.setSleeping(Sleeping.newBuilder().setWakePhrase(sleeping.wakePhrase()));
    } else if (event instanceof AssistantEvent.Understood understood) {
      response.setIntent(intent(understood.order()));
    } else if (event instanceof AssistantEvent.NoMatch none) {
      response.setNoMatch(
          NoMatch.newBuilder().setReason(NoMatch.Reason.valueOf(none.reason().name())));
    } else if (event instanceof AssistantEvent.NoInput) {
      response.setNoInput(NoInput.getDefaultInstance());
    } else if (event instanceof AssistantEvent.Answered answered) {
      response.setAnswer(answer(answered.toTurn(), answered.reply()));
    }
  }

  private static RecognitionResult result(LiveEvent.Interim interim) {
    return Results.result(
            interim.transcript(), interim.startSeconds(), interim.heardSeconds(), true, false)
        .toBuilder()
        .setStableWords(interim.stableWords())
        .setUtterance(interim.utterance())
        .build();
  }

  private static RecognitionResult result(LiveEvent.Final last) {
    return Results.result(last.transcript(), last.startSeconds(), last.endSeconds(), true, true)
        .toBuilder()
        .setUtterance(last.utterance())
        .build();
  }

  private static IntentResult intent(Order order) {
    IntentResult.Builder result =
        IntentResult.newBuilder()
            .setIntent(order.intent())
            .setConfidence((float) order.confidence())
            .addAllMissingSlots(order.missing());
    for (SlotValue slot : order.slots()) {
      result.addSlots(
          SlotResult.newBuilder()
              .setSlot(slot.slot())
              .setValue(slot.value())
              .setText(slot.text())
              .setConfidence((float) slot.confidence()));
    }
    return result.build();
  }

  private static Answer answer(long toTurn, Reply reply) {
    Answer.Builder answer =
        Answer.newBuilder()
            .setToTurn(toTurn)
            .setText(reply.text())
            .setEnds(reply.ends())
            .setProblem(reply.problem());
    reply.expected().ifPresent(answer::addAllExpectedSlots);
    return answer.build();
  }
}
