package org.auricle.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.recognition.EndpointOptions;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.grpc.v1.Endpointing;
import org.auricle.grpc.v1.InterimLatency;
import org.auricle.grpc.v1.RecognitionResult;
import org.auricle.grpc.v1.SpeechEvent;
import org.auricle.grpc.v1.StreamingRecognitionConfig;
import org.auricle.grpc.v1.StreamingRecognizeRequest;
import org.auricle.grpc.v1.StreamingRecognizeResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Streams of several utterances: beeps between silences. */
class StreamingUtterancesTest {
  private static final int RATE = 16_000;
  private static final Duration HALF_A_SECOND = Duration.newBuilder().setNanos(500_000_000).build();

  private static Recognizer recognizer;
  private static SpeechServer server;
  private static ManagedChannel channel;

  @BeforeAll
  static void start() throws Exception {
    recognizer = ToneModel.recognizer(Optional.of(new ToneVoice()));
    server =
        SpeechServer.start(RunningServer.options(), List.of(new ServedModel("beeps", recognizer)));
    channel = ManagedChannelBuilder.forAddress("localhost", server.port()).usePlaintext().build();
  }

  @AfterAll
  static void stop() {
    channel.shutdownNow();
    server.close();
    recognizer.close();
  }

  /** "ab" from 1 s on, "cd" from 3 s on, five seconds in all. */
  private static AudioClip beeps() {
    float[] samples = new float[5 * RATE];
    put(samples, "ab", 1);
    put(samples, "cd", 3);
    return new AudioClip(samples, RATE);
  }

  private static void put(float[] samples, String text, int second) {
    float[] spoken = ToneAlphabet.speak(text, RATE).samples();
    System.arraycopy(spoken, 0, samples, second * RATE, spoken.length);
  }

  private static StreamingRecognitionConfig.Builder config() {
    return StreamingRecognitionConfig.newBuilder()
        .setConfig(RunningServer.linear16(RATE).setEnableWordTimes(true))
        .setEndpointing(Endpointing.newBuilder().setTrailingSilence(HALF_A_SECOND));
  }

  private static TestStream open(StreamingRecognitionConfig.Builder config) {
    return TestStream.open(channel)
        .send(StreamingRecognizeRequest.newBuilder().setConfig(config).build());
  }

  private static List<StreamingRecognizeResponse> answers(StreamingRecognitionConfig.Builder config)
      throws Exception {
    return open(config).audio(ToneAlphabet.linear16(beeps()), 3200).halfClose().toTheEnd();
  }

  private static double seconds(Duration duration) {
    return duration.getSeconds() + duration.getNanos() / 1e9;
  }

  @Test
  void eachUtteranceHasItsResultTimedFromTheStartOfTheStream() throws Exception {
    List<StreamingRecognizeResponse> answers = answers(config());

    assertThat(answers).hasSize(6);
    assertThat(answers.stream().filter(a -> a.hasEvent()).map(a -> a.getEvent().getType()))
        .containsExactly(
            SpeechEvent.Type.SPEECH_STARTED,
            SpeechEvent.Type.SPEECH_ENDED,
            SpeechEvent.Type.SPEECH_STARTED,
            SpeechEvent.Type.SPEECH_ENDED);
    RecognitionResult second = answers.get(5).getResults(0);
    assertThat(answers.get(2).getResults(0).getAlternatives(0).getTranscript()).isEqualTo("ab");
    assertThat(second.getAlternatives(0).getTranscript()).isEqualTo("cd");
    assertThat(second.getUtterance()).isOne();
    assertThat(second.getIsFinal()).isTrue();
    assertThat(seconds(second.getAlternatives(0).getWords(0).getStartTime()))
        .isCloseTo(3.05, within(0.03));
  }

  /** And of the half second of quiet that ended it, of which the stretch has two tenths. */
  @Test
  void finalsAreWhatRecognizeMakesOfTheSameStretch() throws Exception {
    double quiet = 0.5 - EndpointOptions.DEFAULT.endPadding();
    for (StreamingRecognizeResponse answer : answers(config())) {
      if (answer.getResultsCount() > 0) {
        RecognitionResult result = answer.getResults(0);
        float[] heard = ToneAlphabet.quantized(beeps()).samples();
        float[] stretch =
            Arrays.copyOfRange(
                heard,
                (int) Math.round(seconds(result.getStartTime()) * RATE),
                (int) Math.round((seconds(result.getEndTime()) + quiet) * RATE));
        assertThat(result.getAlternatives(0).getConfidence())
            .isEqualTo((float) recognizer.recognize(new AudioClip(stretch, RATE)).confidence());
      }
    }
  }

  @Test
  void aSingleUtteranceEndsTheCallWhileTheClientStillSends() throws Exception {
    TestStream stream =
        open(config().setSingleUtterance(true)).audio(ToneAlphabet.linear16(beeps()), 3200);
    List<StreamingRecognizeResponse> answers = stream.toTheEnd();

    assertThat(answers).hasSize(3);
    assertThat(answers.get(2).getResults(0).getAlternatives(0).getTranscript()).isEqualTo("ab");
  }

  @Test
  void silenceAtTheStartEndsTheCallIfThatIsAskedFor() throws Exception {
    StreamingRecognitionConfig.Builder config = config();
    config.getEndpointingBuilder().setInitialSilence(HALF_A_SECOND);

    List<StreamingRecognizeResponse> answers =
        open(config).audio(ByteString.copyFrom(new byte[2 * RATE]), 3200).toTheEnd();
    assertThat(answers).hasSize(1);
    assertThat(answers.get(0).getEvent().getType()).isEqualTo(SpeechEvent.Type.NO_SPEECH);
    assertThat(seconds(answers.get(0).getEvent().getTime())).isCloseTo(0.5, within(0.011));
  }

  @Test
  void refusesRulesOutOfRangeAndLatenciesThatTheModelDoesNotAllow() throws Exception {
    StreamingRecognitionConfig.Builder rules = config();
    rules.getEndpointingBuilder().setThreshold(2);
    Status status = open(rules).status();
    assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(status.getDescription()).isEqualTo("threshold: 2.0 (expected: within 0..1)");

    InterimLatency latency = InterimLatency.newBuilder().setChunk(HALF_A_SECOND).build();
    status = open(config().setInterimResults(true).setInterimLatency(latency)).status();
    assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(status.getDescription()).startsWith("latency: ").contains("the model's own");
  }

  @Test
  void endpointingNeedsAModelThatCan() throws Exception {
    try (RunningServer without = new RunningServer(RunningServer.options())) {
      Status status =
          TestStream.open(without.channel)
              .send(StreamingRecognizeRequest.newBuilder().setConfig(config()).build())
              .status();
      assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
      assertThat(status.getDescription()).startsWith("endpointing: ");
    }
  }

  @Test
  void clientsThatVanishLeaveNoCallBehind() throws Exception {
    for (int round = 0; round < 10; round++) {
      ManagedChannel cut =
          ManagedChannelBuilder.forAddress("localhost", server.port()).usePlaintext().build();
      for (int i = 0; i < 20; i++) {
        TestStream stream =
            TestStream.open(cut)
                .send(StreamingRecognizeRequest.newBuilder().setConfig(config()).build())
                .audio(ToneAlphabet.linear16(beeps()), 32_000);
        if (i == 19) {
          stream.next(); // all of them have arrived
        }
      }
      cut.shutdownNow();
    }
    int open = server.openCalls();
    for (int i = 0; i < 1000 && open > 0; i++) {
      answers(config());
      open = server.openCalls();
    }
    assertThat(open).isZero();
  }
}
