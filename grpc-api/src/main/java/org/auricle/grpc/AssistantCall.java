package org.auricle.grpc;

import com.google.protobuf.ByteString;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.Optional;
import org.auricle.grpc.v1.ConversationConfig;
import org.auricle.grpc.v1.ConversationContext;
import org.auricle.grpc.v1.ConverseRequest;
import org.auricle.grpc.v1.ConverseResponse;
import org.auricle.server.UnknownModelException;
import org.auricle.server.access.Admission;
import org.auricle.server.assistant.AssistantListener;
import org.auricle.server.assistant.AssistantSession;
import org.auricle.server.assistant.Assistants;
import org.auricle.server.assistant.DialogueContext;
import org.auricle.server.assistant.DialogueNews;
import org.auricle.server.assistant.UnknownDomainException;
import org.auricle.server.telemetry.CallRecord;

/** One Converse call. */
final class AssistantCall extends AudioCall<ConverseRequest, ConverseResponse> {
  private final Assistants assistants;
  private final double maxStreamSeconds; // 0: no limit
  private final Admission admission = Admission.CURRENT.get();
  private final CallRecord record = CallRecord.CURRENT.get();
  private Optional<Talk> talk = Optional.empty();

  /** What exists once the config is known. */
  private record Talk(AssistantSession session, PcmDecoder decoder, double rate) {}

  AssistantCall(
      Assistants assistants,
      double maxStreamSeconds,
      ServerCallStreamObserver<ConverseResponse> responses) {
    super(responses);
    this.assistants = assistants;
    this.maxStreamSeconds = maxStreamSeconds;
  }

  @Override
  void take(ConverseRequest request)
      throws RequestException, UnknownModelException, UnknownDomainException {
    switch (request.getRequestCase()) {
      case CONFIG -> open(request.getConfig());
      case AUDIO -> accept(talk("audio"), request.getAudio());
      case ANSWER_STARTED -> talk("answer_started").session().answerStarted();
      case ANSWER_FINISHED -> talk("answer_finished").session().answerFinished();
      case CANCEL_TURN -> talk("cancel_turn").session().cancelTurn();
      case CONTEXT -> context(talk("context"), request.getContext());
      case REQUEST_NOT_SET ->
          throw RequestException.invalid(
              "a message without config, audio or news (expected: one of them)");
    }
  }

  private void open(ConversationConfig config)
      throws RequestException, UnknownModelException, UnknownDomainException {
    if (talk.isPresent()) {
      throw RequestException.invalid("a second config (expected: exactly one config, then audio)");
    }
    PcmDecoder decoder = new PcmDecoder(ConversationRequests.rawFormat(config));
    try {
      AssistantSession session =
          assistants.open(ConversationRequests.request(config), new Listener(), record);
      talk = Optional.of(new Talk(session, decoder, config.getSampleRateHertz()));
      session.start();
    } catch (IllegalArgumentException e) {
      throw RequestException.invalid(e.getMessage());
    }
  }

  private static void context(Talk in, ConversationContext context) throws RequestException {
    DialogueContext fresh = ConversationRequests.context(context);
    try {
      in.session().context(fresh);
    } catch (IllegalArgumentException e) {
      throw RequestException.invalid(e.getMessage());
    }
  }

  private void accept(Talk to, ByteString audio) throws RequestException {
    to.decoder()
        .decode(
            audio,
            (mono, count) -> {
              double seconds = count / to.rate();
              if (maxStreamSeconds > 0 && to.session().seconds() + seconds > maxStreamSeconds) {
                throw RequestException.outOfRange(
                    "audio: more than "
                        + maxStreamSeconds
                        + " s (expected: at most that in one conversation)");
              }
              admission.audio(seconds);
              record.audio(seconds);
              to.session().accept(mono, 0, count);
            });
  }

  private Talk talk(String found) throws RequestException {
    return talk.orElseThrow(
        () -> RequestException.invalid(found + " before a config (expected: the config first)"));
  }

  @Override
  void finish() throws RequestException {
    talk("the end").session().finish();
  }

  @Override
  double queuedSeconds() {
    return talk.map(open -> open.session().queuedSeconds()).orElse(0.0);
  }

  @Override
  void drop() {
    talk.ifPresent(open -> open.session().close());
  }

  /** What happens in the conversation, on its way to the client. */
  private final class Listener implements AssistantListener {
    @Override
    public void step(Runnable step) {
      attempt(step::run);
    }

    @Override
    public void onNews(DialogueNews news) {
      send(ConversationResponses.of(news));
    }

    @Override
    public void onConsumed() {
      requestIfOwed();
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
}
