package org.auricle.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.recognition.Transcript;
import org.auricle.grpc.v1.Grammar;
import org.auricle.grpc.v1.PhraseList;
import org.auricle.grpc.v1.RecognitionConfig.Encoding;
import org.auricle.grpc.v1.RecognitionResult;
import org.auricle.grpc.v1.StreamingRecognizeRequest;
import org.auricle.grpc.v1.StreamingRecognizeResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamingRecognizeTest {
  private static final String TEXT = "ab cad";
  private static final int RATE = 16000;
  private static RunningServer running;

  @BeforeAll
  static void start() throws Exception {
    running =
        new RunningServer(
            RunningServer.options().withMaxStreamSeconds(10).withMaxMessageBytes(1 << 20));
  }

  @AfterAll
  static void stop() throws Exception {
    running.close();
  }

  private static TestStream open() {
    return TestStream.open(running.channel);
  }

  private static ByteString beeps() {
    return ToneAlphabet.linear16(ToneAlphabet.speak(TEXT, RATE));
  }

  private static String transcript(StreamingRecognizeResponse response) {
    assertThat(response.getResultsCount()).isEqualTo(1);
    return response.getResults(0).getAlternatives(0).getTranscript();
  }

  private static void assertRefused(TestStream stream, Status.Code code, String description)
      throws Exception {
    assertThat(stream.status().getCode()).isEqualTo(code);
    assertThat(stream.status().getDescription()).isEqualTo(description);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,1,997", "3,0,501", "333", "3200", "6399,1", "1000000"})
  void theFinalResultIsTheOfflineOneHoweverTheAudioIsCut(String sizes) throws Exception {
    AudioClip heard = ToneAlphabet.quantized(ToneAlphabet.speak(TEXT, RATE));
    Transcript offline = running.recognizer.recognize(heard, 5);
    int[] chunks = Arrays.stream(sizes.split(",", -1)).mapToInt(Integer::parseInt).toArray();

    List<StreamingRecognizeResponse> responses =
        open()
            .config(
                RunningServer.linear16(RATE).setMaxAlternatives(5).setEnableWordTimes(true), false)
            .audio(beeps(), chunks)
            .halfClose()
            .toTheEnd();

    assertThat(responses).hasSize(1);
    assertThat(responses.get(0).getResultsList())
        .containsExactly(Results.result(offline, true, true));
    assertThat(transcript(responses.get(0))).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @CsvSource({"8000, 1", "44100, 2", "48000, 1"})
  void takesOtherRatesAndChannels(int rate, int channels) throws Exception {
    List<StreamingRecognizeResponse> responses =
        open()
            .config(RunningServer.linear16(rate).setChannels(channels), false)
            .audio(ToneAlphabet.linear16(ToneAlphabet.speak(TEXT, rate), channels), 4001)
            .halfClose()
            .toTheEnd();

    assertThat(responses).extracting(StreamingRecognizeTest::transcript).containsExactly(TEXT);
  }

  @Test
  void interimResultsHonourTheGrammar() throws Exception {
    List<StreamingRecognizeResponse> responses =
        open()
            .config(
                RunningServer.linear16(RATE)
                    .setGrammar(
                        Grammar.newBuilder().setPhrases(PhraseList.newBuilder().addPhrases("a a"))),
                true)
            .audio(ToneAlphabet.linear16(ToneAlphabet.speak("a d a", RATE)), 1600)
            .halfClose()
            .toTheEnd();

    assertThat(responses).hasSizeGreaterThan(1);
    assertThat(transcript(responses.get(0))).isEqualTo("a");
    assertThat(responses).allSatisfy(r -> assertThat(transcript(r)).doesNotContain("d"));
    assertThat(transcript(responses.get(responses.size() - 1))).as("rejected").isEmpty();
  }

  @Test
  void aBadGrammarIsRefusedBeforeAnyAudio() throws Exception {
    assertRefused(
        open()
            .config(
                RunningServer.linear16(RATE)
                    .setGrammar(Grammar.newBuilder().setJsgf("#JSGF V1.0; grammar g;")),
                false),
        Status.Code.INVALID_ARGUMENT,
        "grammar, line 1, column 23: no public rule (expected: at least one)");
  }

  @Test
  void interimResultsComeBeforeTheEndAndGrowIntoTheFinalOne() throws Exception {
    TestStream stream = open().config(RunningServer.linear16(RATE), true);
    List<String> texts = new ArrayList<>();
    for (int letter = 0; letter < TEXT.length(); letter++) {
      int bytes = (int) (2 * RATE * ToneAlphabet.LETTER_SECONDS);
      stream.audio(beeps().substring(letter * bytes, (letter + 1) * bytes));
      if (TEXT.charAt(letter) != ' ') {
        StreamingRecognizeResponse interim = stream.next(); // while the client still speaks
        RecognitionResult result = interim.getResults(0);
        assertThat(result.getIsFinal()).isFalse();
        assertThat(result.getAlternatives(0).getConfidence()).isZero();
        assertThat(interim.getAudioDuration()).isEqualTo(result.getEndTime());
        texts.add(transcript(interim));
      }
    }
    StreamingRecognizeResponse last = stream.halfClose().toTheEnd().get(0);

    assertThat(texts).containsExactly("a", "ab", "ab c", "ab ca", "ab cad");
    assertThat(last.getResults(0).getIsFinal()).isTrue();
    assertThat(transcript(last)).isEqualTo(TEXT);
  }

  @Test
  void silenceBringsNoInterimResults() throws Exception {
    List<StreamingRecognizeResponse> responses =
        open()
            .config(RunningServer.linear16(RATE), true)
            .audio(ByteString.copyFrom(new byte[2 * RATE]), 3200)
            .halfClose()
            .toTheEnd();

    assertThat(responses).extracting(StreamingRecognizeTest::transcript).containsExactly("");
  }

  @Test
  void aStreamWithoutAudioEndsWithAnEmptyTranscript() throws Exception {
    TestStream none = open().config(RunningServer.linear16(RATE), true).halfClose();
    TestStream empty =
        open().config(RunningServer.linear16(RATE), true).audio(ByteString.EMPTY).halfClose();

    assertThat(none.toTheEnd()).extracting(StreamingRecognizeTest::transcript).containsExactly("");
    assertThat(empty.toTheEnd()).extracting(StreamingRecognizeTest::transcript).containsExactly("");
  }

  @Test
  void refusesMessagesInTheWrongOrder() throws Exception {
    assertRefused(
        open().audio(beeps()),
        Status.Code.INVALID_ARGUMENT,
        "audio before a config (expected: the config first)");
    assertRefused(
        open().halfClose(),
        Status.Code.INVALID_ARGUMENT,
        "the end before a config (expected: the config first)");
    assertRefused(
        open()
            .config(RunningServer.linear16(RATE), false)
            .config(RunningServer.linear16(RATE), false),
        Status.Code.INVALID_ARGUMENT,
        "a second config (expected: exactly one config, then audio)");
    assertRefused(
        open().send(StreamingRecognizeRequest.getDefaultInstance()),
        Status.Code.INVALID_ARGUMENT,
        "a message without config or audio (expected: one of them)");
  }

  @Test
  void refusesConfigsThatItCannotServe() throws Exception {
    assertRefused(
        open().config(RunningServer.linear16(0), false),
        Status.Code.INVALID_ARGUMENT,
        "sample rate: 0 Hz (expected: 8000..192000 Hz)");
    assertRefused(
        open().config(RunningServer.linear16(RATE).setEncoding(Encoding.FLAC), false),
        Status.Code.INVALID_ARGUMENT,
        "encoding: FLAC (expected: LINEAR16, FLOAT32, MULAW or ALAW)");
    assertRefused(
        open().config(RunningServer.linear16(RATE).setModel("en-none"), false),
        Status.Code.NOT_FOUND,
        "model: \"en-none\" (expected: beeps)");
  }

  @Test
  void refusesSamplesThatAreNotNumbers() throws Exception {
    byte[] infinity = {0, 0, (byte) 0x80, 0x7f};

    assertRefused(
        open()
            .config(RunningServer.linear16(RATE).setEncoding(Encoding.FLOAT32), false)
            .audio(ByteString.copyFrom(new byte[4]))
            .audio(ByteString.copyFrom(infinity), 3),
        Status.Code.INVALID_ARGUMENT,
        "audio at byte 4: sample: Infinity (expected: a finite number, nominally in [-1, 1])");
  }

  @Test
  void endsAStreamThatIsTooLong() throws Exception {
    TestStream stream = open().config(RunningServer.linear16(RATE), false);
    stream
        .audio(ByteString.copyFrom(new byte[10 * 2 * RATE]), 3200)
        .audio(ByteString.copyFrom(new byte[2]));

    assertRefused(
        stream,
        Status.Code.OUT_OF_RANGE,
        "audio: more than 10.0 s (expected: at most that in one stream)");
  }

  @Test
  void refusesAMessageThatIsTooLarge() throws Exception {
    TestStream stream =
        open()
            .config(RunningServer.linear16(RATE), false)
            .audio(ByteString.copyFrom(new byte[(1 << 20) + 1]));

    assertThat(stream.status().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
  }

  @Test
  void manyStreamsAtATimeDoNotDisturbEachOther() throws Exception {
    List<String> texts = List.of("a", "b c", "dad", "cab", "ab ba", "c d c d", "abcd", "bad");
    List<ByteString> spoken =
        texts.stream().map(t -> ToneAlphabet.linear16(ToneAlphabet.speak(t, RATE))).toList();
    List<TestStream> streams = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      streams.add(open().config(RunningServer.linear16(RATE), i % 2 == 0));
    }
    TestStream broken = open().config(RunningServer.linear16(1), false);
    int chunk = 3200;
    for (int from = 0; from < 2 * RATE * 2; from += chunk) { // side by side, chunk by chunk
      for (int i = 0; i < streams.size(); i++) {
        ByteString audio = spoken.get(i % spoken.size());
        int end = Math.min(audio.size(), from + chunk);
        streams.get(i).audio(audio.substring(Math.min(from, end), end));
      }
    }
    for (TestStream stream : streams) {
      stream.halfClose();
    }

    for (int i = 0; i < streams.size(); i++) {
      List<StreamingRecognizeResponse> responses = streams.get(i).toTheEnd();
      assertThat(transcript(responses.get(responses.size() - 1)))
          .isEqualTo(texts.get(i % texts.size()));
    }
    assertThat(broken.status().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
  }
}
