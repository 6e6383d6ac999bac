package org.auricle.grpc.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.auricle.grpc.google.Spoken.linear16;
import static org.auricle.grpc.google.Spoken.pcm;
import static org.auricle.grpc.google.Spoken.silence;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.ClientStream;
import com.google.api.gax.rpc.ResponseObserver;
import com.google.api.gax.rpc.StatusCode;
import com.google.api.gax.rpc.StreamController;
import com.google.cloud.speech.v1.RecognitionConfig;
import com.google.cloud.speech.v1.RecognitionConfig.AudioEncoding;
import com.google.cloud.speech.v1.StreamingRecognitionConfig;
import com.google.cloud.speech.v1.StreamingRecognitionResult;
import com.google.cloud.speech.v1.StreamingRecognizeRequest;
import com.google.cloud.speech.v1.StreamingRecognizeResponse;
import com.google.cloud.speech.v1.StreamingRecognizeResponse.SpeechEventType;
import com.google.cloud.speech.v1.WordInfo;
import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.auricle.grpc.ToneAlphabet;
import org.auricle.server.http.ToneRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Google's Java client, StreamingRecognize. What is said, and when, is known by construction. */
class GoogleStreamingTest {
  private static final int CHUNK = 3_200; // bytes: 100 ms

  @TempDir static Path folder;
  private static GoogleServer server;

  @BeforeAll
  static void start() throws Exception {
    server =
        new GoogleServer(
            new ToneRegistry(), folder, GoogleOptions.DEFAULT.withMaxStreamSeconds(30));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void everythingIsGivenBack() {
    assertThat(server.scheduler.openStreams()).isZero();
    server.models.awaitReturn();
  }

  /** One stream as Google's client sees it. */
  private static final class Stream implements ResponseObserver<StreamingRecognizeResponse> {
    final List<StreamingRecognizeResponse> responses = new ArrayList<>();
    final CompletableFuture<List<StreamingRecognizeResponse>> end = new CompletableFuture<>();
    final ClientStream<StreamingRecognizeRequest> requests;
    volatile StreamController controller;

    Stream(GoogleServer server) {
      requests = server.client.streamingRecognizeCallable().splitCall(this);
    }

    Stream config(RecognitionConfig.Builder config) {
      return config(StreamingRecognitionConfig.newBuilder().setConfig(config));
    }

    Stream config(StreamingRecognitionConfig.Builder config) {
      requests.send(StreamingRecognizeRequest.newBuilder().setStreamingConfig(config).build());
      return this;
    }

    Stream audio(ByteString audio, int chunk) {
      for (int from = 0; from < audio.size(); from += chunk) {
        requests.send(
            StreamingRecognizeRequest.newBuilder()
                .setAudioContent(audio.substring(from, Math.min(audio.size(), from + chunk)))
                .build());
      }
      return this;
    }

    List<StreamingRecognizeResponse> finish() throws Exception {
      requests.closeSend();
      return end.get(30, TimeUnit.SECONDS);
    }

    ApiException failure() throws Exception {
      try {
        throw new AssertionError("no failure, but " + end.get(30, TimeUnit.SECONDS));
      } catch (ExecutionException e) {
        return (ApiException) e.getCause();
      }
    }

    @Override
    public void onStart(StreamController itsController) {
      controller = itsController;
    }

    @Override
    public void onResponse(StreamingRecognizeResponse response) {
      responses.add(response);
    }

    @Override
    public void onError(Throwable failure) {
      end.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      end.complete(responses);
    }
  }

  private static List<StreamingRecognitionResult> finals(
      List<StreamingRecognizeResponse> responses) {
    return responses.stream()
        .flatMap(response -> response.getResultsList().stream())
        .filter(StreamingRecognitionResult::getIsFinal)
        .toList();
  }

  private static List<String> texts(List<StreamingRecognizeResponse> responses) {
    return finals(responses).stream().map(r -> r.getAlternatives(0).getTranscript()).toList();
  }

  @Test
  void streamsAllEncodingsInPiecesOfAnySize() throws Exception {
    ByteString wav = ToneAlphabet.wav(ToneAlphabet.speak("bad cab", 8_000));
    for (int chunk : new int[] {999, 100_000}) {
      assertThat(text(linear16(), pcm("bad cab"), chunk)).containsExactly("bad cab");
      assertThat(text(encoding(AudioEncoding.LINEAR16, 0), wav, chunk)).containsExactly("bad cab");
      assertThat(text(encoding(AudioEncoding.MULAW, 16_000), Spoken.muLaw("bad cab"), chunk))
          .containsExactly("bad cab");
      assertThat(text(encoding(AudioEncoding.FLAC, 0), Spoken.fixture("bad-cab.flac"), chunk))
          .containsExactly("bad cab");
      assertThat(
              text(encoding(AudioEncoding.OGG_OPUS, 16_000), Spoken.fixture("bad-cab.opus"), chunk))
          .containsExactly("bad cab");
    }
  }

  private static RecognitionConfig.Builder encoding(AudioEncoding encoding, int rate) {
    return linear16().setEncoding(encoding).setSampleRateHertz(rate);
  }

  private static List<String> text(RecognitionConfig.Builder config, ByteString audio, int chunk)
      throws Exception {
    return texts(new Stream(server).config(config).audio(audio, chunk).finish());
  }

  @Test
  void pausesPartUtterancesAndTimesCountFromTheStart() throws Exception {
    ByteString audio = pcm("ab").concat(silence(2)).concat(pcm("cd")).concat(silence(2));
    List<StreamingRecognizeResponse> responses =
        new Stream(server)
            .config(linear16().setEnableWordTimeOffsets(true))
            .audio(audio, CHUNK)
            .finish();

    assertThat(texts(responses)).containsExactly("ab", " cd"); // clients concatenate
    WordInfo second = finals(responses).get(1).getAlternatives(0).getWords(0);
    double begin = 2 * ToneAlphabet.LETTER_SECONDS + ToneAlphabet.GAP_SECONDS + 2;
    assertThat(second.getWord()).isEqualTo("cd");
    assertThat(Spoken.seconds(second.getStartTime()))
        .isCloseTo(begin + ToneAlphabet.GAP_SECONDS, within(0.05));
    assertThat(Spoken.seconds(finals(responses).get(1).getResultEndTime())).isGreaterThan(begin);
    assertThat(responses).allSatisfy(r -> assertThat(r.getResultsCount()).isPositive());
  }

  @Test
  void interimResultsHaveAStabilityAndTheirStablePartStays() throws Exception {
    List<StreamingRecognizeResponse> responses =
        new Stream(server)
            .config(
                StreamingRecognitionConfig.newBuilder()
                    .setConfig(linear16())
                    .setInterimResults(true))
            .audio(pcm("ab cd ab cd ab"), CHUNK)
            .finish();

    String stable = "";
    int interim = 0;
    for (StreamingRecognizeResponse response : responses) {
      for (StreamingRecognitionResult result : response.getResultsList()) {
        assertThat(result.getStability() > 0).isEqualTo(!result.getIsFinal());
        assertThat(result.getAlternatives(0).getConfidence() > 0).isEqualTo(result.getIsFinal());
        assertThat(result.getAlternatives(0).getTranscript()).isNotBlank();
        interim += result.getIsFinal() ? 0 : 1;
      }
      String all = "";
      for (StreamingRecognitionResult result : response.getResultsList()) {
        all += result.getAlternatives(0).getTranscript();
      }
      assertThat(all).startsWith(stable);
      if (response.getResults(0).getStability() > 0.5) {
        stable = response.getResults(0).getAlternatives(0).getTranscript();
      }
    }
    assertThat(interim).isPositive();
    assertThat(texts(responses)).containsExactly("ab cd ab cd ab");
  }

  @Test
  void aSingleUtteranceEndsTheStreamAndWhatFollowsIsIgnored() throws Exception {
    Stream stream =
        new Stream(server)
            .config(
                StreamingRecognitionConfig.newBuilder()
                    .setConfig(linear16())
                    .setSingleUtterance(true))
            .audio(pcm("ab").concat(silence(2)), CHUNK);
    List<StreamingRecognizeResponse> responses = stream.end.get(30, TimeUnit.SECONDS); // by itself

    assertThat(responses.get(0).getSpeechEventType())
        .isEqualTo(SpeechEventType.END_OF_SINGLE_UTTERANCE);
    assertThat(responses.get(0).getResultsCount()).isZero();
    assertThat(texts(responses)).containsExactly("ab");
    assertThat(responses).hasSize(2);

    ByteString two = pcm("ab").concat(silence(2)).concat(pcm("cd"));
    assertThat(
            texts(
                new Stream(server)
                    .config(
                        StreamingRecognitionConfig.newBuilder()
                            .setConfig(linear16())
                            .setSingleUtterance(true))
                    .audio(two, CHUNK)
                    .end
                    .get(30, TimeUnit.SECONDS)))
        .containsExactly("ab");
  }

  @Test
  void speechActivityIsToldIfAsked() throws Exception {
    List<StreamingRecognizeResponse> responses =
        new Stream(server)
            .config(
                StreamingRecognitionConfig.newBuilder()
                    .setConfig(linear16())
                    .setEnableVoiceActivityEvents(true))
            .audio(silence(1).concat(pcm("ab")).concat(silence(2)), CHUNK)
            .finish();

    assertThat(responses)
        .extracting(StreamingRecognizeResponse::getSpeechEventType)
        .containsSubsequence(
            SpeechEventType.SPEECH_ACTIVITY_BEGIN, SpeechEventType.SPEECH_ACTIVITY_END);
    assertThat(Spoken.seconds(responses.get(0).getSpeechEventTime())).isCloseTo(1, within(0.5));
  }

  @Test
  void nobodySpeakingForTooLongEndsTheStreamIfAsked() throws Exception {
    StreamingRecognitionConfig.Builder config =
        StreamingRecognitionConfig.newBuilder()
            .setConfig(linear16())
            .setEnableVoiceActivityEvents(true);
    config
        .getVoiceActivityTimeoutBuilder()
        .setSpeechStartTimeout(com.google.protobuf.Duration.newBuilder().setSeconds(1));
    List<StreamingRecognizeResponse> responses =
        new Stream(server).config(config).audio(silence(3), CHUNK).end.get(30, TimeUnit.SECONDS);

    assertThat(responses)
        .extracting(StreamingRecognizeResponse::getSpeechEventType)
        .containsExactly(SpeechEventType.SPEECH_ACTIVITY_TIMEOUT);
  }

  @Test
  void silenceBringsNoMessage() throws Exception {
    StreamingRecognitionConfig.Builder config =
        StreamingRecognitionConfig.newBuilder().setConfig(linear16()).setInterimResults(true);
    assertThat(new Stream(server).config(config).audio(silence(3), CHUNK).finish()).isEmpty();
    assertThat(new Stream(server).config(config).finish()).isEmpty();
  }

  @Test
  void channelsAreRecognizedSeparatelyIfAsked() throws Exception {
    ByteString audio = Spoken.channels("ab", "cd");
    RecognitionConfig.Builder config =
        linear16().setAudioChannelCount(2).setEnableSeparateRecognitionPerChannel(true);

    assertThat(finals(new Stream(server).config(config).audio(audio, CHUNK).finish()))
        .extracting(r -> r.getChannelTag() + r.getAlternatives(0).getTranscript())
        .containsExactlyInAnyOrder("1ab", "2cd");
  }

  @Test
  void orderMatters() throws Exception {
    String problem = "Malordered Data Received. Send exactly one config, followed by audio data.";
    List<Stream> wrong =
        List.of(
            new Stream(server).audio(pcm("a"), CHUNK),
            new Stream(server).config(linear16()).config(linear16()),
            new Stream(server).config(linear16()).audio(pcm("a"), CHUNK).config(linear16()));
    for (Stream stream : wrong) {
      assertThat(stream.failure().getStatusCode().getCode())
          .isEqualTo(StatusCode.Code.INVALID_ARGUMENT);
      assertThat(stream.failure()).hasMessageContaining(problem);
    }
    Stream empty = new Stream(server);
    empty.requests.closeSend();
    assertThat(empty.failure()).hasMessageContaining(problem);
    Stream nothing = new Stream(server);
    nothing.requests.send(StreamingRecognizeRequest.getDefaultInstance());
    assertThat(nothing.failure()).hasMessageContaining(problem);
  }

  @Test
  void aStreamThatIsTooLongIsEnded() throws Exception {
    Stream stream = new Stream(server).config(linear16()).audio(silence(31), 10 * CHUNK);

    assertThat(stream.failure().getStatusCode().getCode()).isEqualTo(StatusCode.Code.OUT_OF_RANGE);
    assertThat(stream.failure())
        .hasMessageContaining("Exceeded maximum allowed stream duration of 30 seconds.");
  }

  @Test
  void aFewBytesThatClaimHoursTakeNoMemory() throws Exception {
    // FLAC of constant zeros: 14 bytes a frame of 65,536 samples
    Stream stream =
        new Stream(server)
            .config(encoding(AudioEncoding.FLAC, 0))
            .audio(FlacBomb.silence(20_000), 100_000);

    assertThat(stream.failure().getStatusCode().getCode()).isEqualTo(StatusCode.Code.OUT_OF_RANGE);
  }

  @Test
  void aClientThatGoesAwayFreesEverything() throws Exception {
    Stream stream = new Stream(server).config(linear16()).audio(pcm("ab"), CHUNK);
    while (server.scheduler.openStreams() == 0) {
      Thread.yield();
    }
    stream.controller.cancel();
    while (server.scheduler.openStreams() > 0 || server.models.leases.get() > 0) {
      Thread.yield();
    }
    assertThat(stream.end).failsWithin(Duration.ofSeconds(30)); // told on a thread of its own
  }

  @Test
  void garbageIsNamedAsSuch() throws Exception {
    for (AudioEncoding encoding : List.of(AudioEncoding.FLAC, AudioEncoding.OGG_OPUS)) {
      Stream stream = new Stream(server).config(encoding(encoding, 0)).audio(pcm("bad cab"), CHUNK);
      assertThat(stream.failure().getStatusCode().getCode())
          .isEqualTo(StatusCode.Code.INVALID_ARGUMENT);
      assertThat(stream.failure()).hasMessageContaining("audio at byte 0");
    }
  }

  @Test
  void aClientThatSendsNothingIsEnded(@TempDir Path other) throws Exception {
    try (GoogleServer impatient =
        new GoogleServer(
            new ToneRegistry(),
            other,
            GoogleOptions.DEFAULT.withMaxSilence(Duration.ofMillis(100)))) {
      Stream stream = new Stream(impatient).config(linear16());

      assertThat(stream.failure().getStatusCode().getCode())
          .isEqualTo(StatusCode.Code.OUT_OF_RANGE);
      assertThat(stream.failure()).hasMessageContaining("Audio Timeout Error");
    }
  }
}
