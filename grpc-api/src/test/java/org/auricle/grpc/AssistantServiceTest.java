package org.auricle.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.auricle.grpc.TestTalk.config;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.auricle.engine.live.SchedulerOptions;
import org.auricle.engine.live.StreamScheduler;
import org.auricle.engine.recognition.EndpointOptions;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.grpc.v1.AnswerFinished;
import org.auricle.grpc.v1.AnswerStarted;
import org.auricle.grpc.v1.AssistantDomain;
import org.auricle.grpc.v1.AssistantGrpc;
import org.auricle.grpc.v1.CancelTurn;
import org.auricle.grpc.v1.ConversationConfig;
import org.auricle.grpc.v1.ConversationContext;
import org.auricle.grpc.v1.ConversationTimeouts;
import org.auricle.grpc.v1.ConverseRequest;
import org.auricle.grpc.v1.ConverseResponse;
import org.auricle.grpc.v1.ConverseResponse.EventCase;
import org.auricle.grpc.v1.IntentResult;
import org.auricle.grpc.v1.ListDomainsRequest;
import org.auricle.grpc.v1.NoMatch;
import org.auricle.grpc.v1.RecognitionConfig;
import org.auricle.server.assistant.Answerer;
import org.auricle.server.assistant.Assistants;
import org.auricle.server.assistant.BeepDomain;
import org.auricle.server.assistant.DialogueOptions;
import org.auricle.server.assistant.Reply;
import org.auricle.server.assistant.ServedDomain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conversations in beeps over a channel, with the real scheduler, decoder and understanding. */
class AssistantServiceTest {
  private final Recognizer recognizer = ToneModel.recognizer(Optional.of(new ToneVoice()));
  private final StreamScheduler scheduler = new StreamScheduler(new SchedulerOptions(1, 10));
  private SpeechServer server;
  private ManagedChannel channel;

  private ManagedChannel serve(DialogueOptions rules, Optional<Answerer> answerer)
      throws Exception {
    return serve(BeepDomain.served(rules, answerer));
  }

  private ManagedChannel serve(ServedDomain domain) throws Exception {
    ServedModels models =
        new ServedModels(List.of(new ServedModel(RunningServer.MODEL, recognizer)));
    Assistants assistants = new Assistants(models, scheduler, List.of(domain));
    ServerOptions options = RunningServer.options().withMaxStreamSeconds(60);
    server =
        SpeechServer.start(
            options,
            new ServerServices(
                models,
                scheduler,
                List.of(AssistantService.over(assistants, options)),
                List.of(),
                Optional.empty()));
    channel =
        ManagedChannelBuilder.forAddress(options.host(), server.port()).usePlaintext().build();
    return channel;
  }

  private TestTalk talk(ConversationConfig.Builder config) throws Exception {
    return TestTalk.open(serve(DialogueOptions.DEFAULT, Optional.empty())).config(config);
  }

  @AfterEach
  void close() {
    if (channel != null) {
      channel.shutdownNow();
      server.close();
    }
    scheduler.close();
    recognizer.close();
  }

  private static String slots(IntentResult intent) {
    StringBuilder text = new StringBuilder(intent.getIntent());
    intent
        .getSlotsList()
        .forEach(
            slot -> text.append(' ').append(slot.getSlot()).append('=').append(slot.getValue()));
    return text.toString();
  }

  @Test
  void tellsWhatCanBeTalkedAbout() throws Exception {
    List<AssistantDomain> domains =
        AssistantGrpc.newBlockingStub(serve(DialogueOptions.DEFAULT, Optional.empty()))
            .listDomains(ListDomainsRequest.getDefaultInstance())
            .getDomainsList();
    assertThat(domains).hasSize(1);
    assertThat(domains.get(0).getName()).isEqualTo("counter");
    assertThat(domains.get(0).getIntents(0).getName()).isEqualTo("order");
    assertThat(domains.get(0).getIntents(0).getSlotsList()).containsExactly("thing");
    assertThat(domains.get(0).getAnswers()).isFalse();
  }

  @Test
  void understandsAnOrder() throws Exception {
    TestTalk talk = talk(config().setInterimResults(true));
    assertThat(talk.next().getEventCase()).isEqualTo(EventCase.LISTENING);
    talk.silence(0.5).say("ab dd").halfClose();
    ConverseResponse started = talk.next(EventCase.SPEECH_STARTED);
    assertThat(started.getState()).isEqualTo(ConverseResponse.State.HEARING);
    assertThat(started.getTurn()).isOne();
    ConverseResponse said = talk.next(EventCase.FINAL);
    assertThat(said.getFinal().getAlternatives(0).getTranscript()).isEqualTo("ab dd");
    ConverseResponse understood = talk.next(EventCase.INTENT);
    assertThat(slots(understood.getIntent())).isEqualTo("order thing=disc");
    assertThat(understood.getIntent().getSlots(0).getText()).isEqualTo("dd");
    assertThat(understood.getIntent().getConfidence()).isBetween(0.5f, 1f);
    assertThat(understood.getAudioDuration().getSeconds()).isOne();
    assertThat(talk.toTheEnd()).containsExactly(EventCase.LISTENING);
  }

  /** From an endpoint until that much audio had been heard that it was known. */
  private static double waited(ConverseResponse endpoint) {
    return RequestedStream.seconds(endpoint.getAudioDuration())
        - RequestedStream.seconds(endpoint.getEndpoint().getTime());
  }

  @Test
  void aWholeOrderIsUnderstoodSoonerThanSilenceEndsAnything() throws Exception {
    EndpointOptions rules = BeepDomain.ENDPOINTING.withTrailingSilence(0.8).withPause(0.3);
    TestTalk talk =
        TestTalk.open(serve(BeepDomain.served(DialogueOptions.DEFAULT, Optional.empty(), rules)))
            .config(config());
    talk.say("ab c").say("ab").say("ab dd").halfClose();
    assertThat(waited(talk.next(EventCase.ENDPOINT))).isBetween(0.3, 0.45);
    assertThat(slots(talk.next(EventCase.INTENT).getIntent())).isEqualTo("order thing=cube");
    assertThat(waited(talk.next(EventCase.ENDPOINT))).as("of what?").isBetween(0.8, 0.95);
    talk.next(EventCase.NO_MATCH);
    assertThat(waited(talk.next(EventCase.ENDPOINT))).isBetween(0.3, 0.45);
    assertThat(slots(talk.next(EventCase.INTENT).getIntent())).isEqualTo("order thing=disc");
    talk.toTheEnd();
  }

  @Test
  void inADialogueAnAnswerIsWholeIfItIsExpected() throws Exception {
    EndpointOptions rules = BeepDomain.ENDPOINTING.withTrailingSilence(0.8).withPause(0.3);
    ConversationContext context =
        ConversationContext.newBuilder().setIntent("order").addExpectedSlots("thing").build();
    TestTalk talk =
        TestTalk.open(serve(BeepDomain.served(DialogueOptions.DEFAULT, Optional.empty(), rules)))
            .config(config().setContext(context));
    talk.say("c").halfClose();
    assertThat(waited(talk.next(EventCase.ENDPOINT))).isBetween(0.3, 0.45);
    assertThat(slots(talk.next(EventCase.INTENT).getIntent())).isEqualTo("order thing=cube");
    talk.toTheEnd();
  }

  @Test
  void whatIsNoOrderDoesNotMatch() throws Exception {
    TestTalk talk = talk(config()).say("cc bb").halfClose();
    ConverseResponse none = talk.next(EventCase.NO_MATCH);
    assertThat(none.getNoMatch().getReason()).isEqualTo(NoMatch.Reason.NOT_AN_ORDER);
    talk.toTheEnd();
  }

  @Test
  void timeOutsAreTheClients() throws Exception {
    TestTalk talk =
        talk(
            config()
                .setTimeouts(
                    ConversationTimeouts.newBuilder()
                        .setNoInput(Duration.newBuilder().setSeconds(1))
                        .setLongestOrder(Duration.newBuilder().setSeconds(1))));
    talk.silence(1.2);
    assertThat(talk.next(EventCase.NO_INPUT).getTurn()).isOne();
    talk.say("abababababababababab").halfClose();
    assertThat(talk.next(EventCase.ENDPOINT).getEndpoint().getTooLong()).isTrue();
    assertThat(talk.next(EventCase.NO_MATCH).getNoMatch().getReason())
        .isEqualTo(NoMatch.Reason.TOO_LONG);
    assertThat(talk.toTheEnd()).containsExactly(EventCase.LISTENING);
  }

  @Test
  void aTurnMayBringWhatIsExpectedAndNothingElse() throws Exception {
    ConversationContext context =
        ConversationContext.newBuilder().setIntent("order").addExpectedSlots("thing").build();
    TestTalk talk = talk(config().setContext(context)).say("c");
    assertThat(talk.next(EventCase.LISTENING).getListening().getExpectedSlotsList())
        .containsExactly("thing");
    assertThat(slots(talk.next(EventCase.INTENT).getIntent())).isEqualTo("order thing=cube");
    talk.say("c");
    talk.next(EventCase.NO_MATCH);
    talk.send(ConverseRequest.newBuilder().setContext(context)).say("d").halfClose();
    assertThat(slots(talk.next(EventCase.INTENT).getIntent())).isEqualTo("order thing=disc");
    talk.toTheEnd();
  }

  @Test
  void theLastTurnMayBringWhatIsExpected() throws Exception {
    ConversationContext context =
        ConversationContext.newBuilder().setIntent("order").addExpectedSlots("thing").build();
    TestTalk talk = talk(config().setContext(context)).say("c").say("ab d").halfClose();
    assertThat(talk.status()).isEqualTo(Status.OK);
    assertThat(slots(talk.next(EventCase.INTENT).getIntent())).isEqualTo("order thing=cube");
    assertThat(slots(talk.next(EventCase.INTENT).getIntent())).isEqualTo("order thing=disc");
  }

  @Test
  void whoSpeaksWhileAnAnswerIsPlayedBargesIn() throws Exception {
    TestTalk talk = talk(config().setPlaysAnswers(true)).say("ab c");
    assertThat(talk.next(EventCase.INTENT).getState()).isEqualTo(ConverseResponse.State.THINKING);
    talk.send(ConverseRequest.newBuilder().setAnswerStarted(AnswerStarted.getDefaultInstance()))
        .say("a");
    ConverseResponse barged = talk.next(EventCase.BARGED_IN);
    assertThat(barged.getState()).isEqualTo(ConverseResponse.State.HEARING);
    assertThat(barged.getTurn()).isEqualTo(2);
    assertThat(slots(talk.next(EventCase.INTENT).getIntent())).isEqualTo("stop");
    talk.send(ConverseRequest.newBuilder().setAnswerStarted(AnswerStarted.getDefaultInstance()))
        .send(ConverseRequest.newBuilder().setAnswerFinished(AnswerFinished.getDefaultInstance()));
    assertThat(talk.next(EventCase.LISTENING).getTurn()).isEqualTo(3);
    talk.send(ConverseRequest.newBuilder().setCancelTurn(CancelTurn.getDefaultInstance()));
    assertThat(talk.next(EventCase.LISTENING).getTurn()).isEqualTo(4);
    talk.halfClose().toTheEnd();
  }

  @Test
  void anAnswererIsAskedAndAsksBack() throws Exception {
    BlockingQueue<Answerer.Question> questions = new LinkedBlockingQueue<>();
    CompletableFuture<Reply> last = new CompletableFuture<>();
    Answerer answerer =
        question -> {
          questions.add(question);
          return question.turn() == 1
              ? CompletableFuture.completedFuture(
                  new Reply("Another?", Optional.of(Set.of("thing")), "", false, ""))
              : last;
        };
    TestTalk talk =
        TestTalk.open(serve(DialogueOptions.DEFAULT, Optional.of(answerer)))
            .config(config())
            .say("ab c");
    ConverseResponse answer = talk.next(EventCase.ANSWER);
    assertThat(answer.getAnswer().getText()).isEqualTo("Another?");
    assertThat(answer.getAnswer().getToTurn()).isOne();
    Answerer.Question first = questions.poll(TestStream.TIMEOUT_SECONDS, TimeUnit.SECONDS);
    assertThat(first.said()).isEqualTo("ab c");
    assertThat(first.domain()).isEqualTo("counter");
    talk.say("d").halfClose();
    assertThat(slots(talk.next(EventCase.INTENT).getIntent())).isEqualTo("order thing=disc");
    last.completeExceptionally(new IllegalStateException("no beans"));
    assertThat(talk.next(EventCase.ANSWER).getAnswer().getProblem()).isEqualTo("no beans");
    talk.toTheEnd();
  }

  private static ByteString beeps(String text) {
    return ToneAlphabet.linear16(ToneAlphabet.speak(text, TestTalk.RATE));
  }

  @Test
  void nothingIsRecognizedBeforeTheWakePhrase() throws Exception {
    TestTalk talk = talk(config().setWakePhrase("dcbad").setInterimResults(true));
    assertThat(talk.next().getSleeping().getWakePhrase()).isEqualTo("dcbad");
    talk.say("ab c").say("ab d");
    talk.silence(0.5).audio(beeps("dcbad")).say("ab c"); // in one breath
    ConverseResponse woken = talk.next();
    assertThat(woken.getEventCase()).isEqualTo(EventCase.WOKEN);
    double end = RequestedStream.seconds(woken.getWoken().getEndTime());
    double beeps = 2 * 5 * ToneAlphabet.LETTER_SECONDS + 2 + 0.5; // and a gap behind each
    assertThat(end).isBetween(beeps, beeps + 6 * ToneAlphabet.LETTER_SECONDS + 0.2);
    assertThat(talk.next().getEventCase()).isEqualTo(EventCase.LISTENING);
    ConverseResponse understood = talk.next(EventCase.INTENT);
    assertThat(slots(understood.getIntent())).isEqualTo("order thing=cube");
    assertThat(talk.next().getState()).isEqualTo(ConverseResponse.State.ASLEEP);
    talk.say("ab d").say("dcbad").say("a").halfClose();
    assertThat(talk.next().getEventCase()).isEqualTo(EventCase.WOKEN);
    assertThat(slots(talk.next(EventCase.INTENT).getIntent())).isEqualTo("stop");
    assertThat(talk.toTheEnd()).containsExactly(EventCase.SLEEPING);
    assertThat(scheduler.openStreams()).isZero();
  }

  @Test
  void afterTheWakePhraseOnlyOrdersAreRecognized() throws Exception {
    TestTalk talk = talk(config().setWakePhrase("dcbad")).silence(0.5).say("dcbad cc bb");
    ConverseResponse last = talk.next(EventCase.FINAL);
    assertThat(last.getFinal().getAlternatives(0).getTranscript()).isEmpty();
    talk.next(EventCase.NO_MATCH);
    talk.halfClose().toTheEnd();
  }

  @Test
  void aConversationMayEndAsleep() throws Exception {
    TestTalk talk = talk(config().setWakePhrase("dcbad")).say("ab c").halfClose();
    assertThat(talk.toTheEnd()).containsExactly(EventCase.SLEEPING);
  }

  @Test
  void aWakePhraseThatCannotBeHeardIsRefused() throws Exception {
    assertRefused(talk(config().setWakePhrase("xyz")), Status.Code.INVALID_ARGUMENT, "xyz");
  }

  private static void assertRefused(TestTalk talk, Status.Code code, String words)
      throws Exception {
    assertThat(talk.status().getCode()).isEqualTo(code);
    assertThat(talk.status().getDescription()).contains(words);
  }

  @Test
  void refusesWhatMakesNoSense() throws Exception {
    serve(DialogueOptions.DEFAULT, Optional.empty());
    Status.Code invalid = Status.Code.INVALID_ARGUMENT;
    assertRefused(
        TestTalk.open(channel).config(config().setDomain("tea")),
        Status.Code.NOT_FOUND,
        "domain: \"tea\" (expected: counter)");
    assertRefused(
        TestTalk.open(channel).config(config().setModel("tea")), Status.Code.NOT_FOUND, "model: ");
    assertRefused(
        TestTalk.open(channel).config(config().setSampleRateHertz(5)), invalid, "expected");
    assertRefused(
        TestTalk.open(channel).config(config().setEncoding(RecognitionConfig.Encoding.FLAC)),
        invalid,
        "encoding: FLAC");
    assertRefused(
        TestTalk.open(channel)
            .config(config().setContext(ConversationContext.newBuilder().addExpectedSlots("size"))),
        invalid,
        "expected slot: \"size\" (expected: thing)");
    assertRefused(
        TestTalk.open(channel)
            .config(config())
            .send(
                ConverseRequest.newBuilder()
                    .setContext(ConversationContext.newBuilder().setIntent("brew"))),
        invalid,
        "intent: \"brew\" (expected: order, stop)");
    assertRefused(TestTalk.open(channel).silence(0.1), invalid, "audio before a config");
    assertRefused(
        TestTalk.open(channel).config(config()).config(config()), invalid, "a second config");
    assertRefused(
        TestTalk.open(channel)
            .config(
                config()
                    .setTimeouts(
                        ConversationTimeouts.newBuilder()
                            .setNoInput(Duration.newBuilder().setSeconds(-1)))),
        invalid,
        "noInputSeconds: -1.0 (expected: > 0");
    assertRefused(
        TestTalk.open(channel).config(config()).silence(61),
        Status.Code.OUT_OF_RANGE,
        "more than 60.0 s");
  }

  @Test
  void placesAreGivenBack() throws Exception {
    TestTalk talk = talk(config()).say("ab c").halfClose();
    talk.toTheEnd();
    assertThat(scheduler.openStreams()).isZero();
    TestTalk refused = TestTalk.open(channel).config(config()).config(config());
    refused.status();
    assertThat(scheduler.openStreams()).isZero();
  }

  /** The grammar refuses "ba c"; what any words are heard as, a model understands or refuses. */
  @Test
  void withAModelOtherWordsAreUnderstood(@TempDir Path folder) throws Exception {
    serve(BeepDomain.served(BeepDomain.train(folder), DialogueOptions.DEFAULT));
    ConversationContext context =
        ConversationContext.newBuilder().setIntent("order").addExpectedSlots("thing").build();
    TestTalk talk = TestTalk.open(channel).config(config().setInterimResults(true));
    talk.say("ba c");
    ConverseResponse last = talk.next(EventCase.FINAL);
    assertThat(last.getFinal().getAlternatives(0).getTranscript()).isEqualTo("ba c");
    assertThat(slots(talk.next(EventCase.INTENT).getIntent())).isEqualTo("order thing=cube");
    talk.say("ab dd");
    assertThat(slots(talk.next(EventCase.INTENT).getIntent())).isEqualTo("order thing=disc");
    talk.say("cc bb");
    assertThat(talk.next(EventCase.NO_MATCH).getNoMatch().getReason())
        .isEqualTo(NoMatch.Reason.NOT_AN_ORDER);
    talk.send(ConverseRequest.newBuilder().setContext(context)).say("c");
    assertThat(slots(talk.next(EventCase.INTENT).getIntent())).isEqualTo("order thing=cube");
    talk.send(ConverseRequest.newBuilder().setContext(context)).say("d ba");
    assertThat(slots(talk.next(EventCase.INTENT).getIntent())).isEqualTo("order thing=disc");
    talk.halfClose().toTheEnd();
    assertThat(scheduler.openStreams()).isZero();
  }
}
