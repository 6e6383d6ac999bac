package org.auricle.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.G711;
import org.auricle.grpc.v1.BoostedPhrase;
import org.auricle.grpc.v1.Grammar;
import org.auricle.grpc.v1.PhraseList;
import org.auricle.grpc.v1.RecognitionAlternative;
import org.auricle.grpc.v1.RecognitionConfig;
import org.auricle.grpc.v1.RecognitionConfig.Encoding;
import org.auricle.grpc.v1.RecognizeRequest;
import org.auricle.grpc.v1.RecognizeResponse;
import org.auricle.grpc.v1.SpeechGrpc;
import org.auricle.grpc.v1.WordInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecognizeTest {
  private static final String TEXT = "ab cad";
  private static RunningServer running;

  @BeforeAll
  static void start() throws Exception {
    running =
        new RunningServer(
            RunningServer.options().withMaxAudioSeconds(10).withMaxMessageBytes(1 << 20));
  }

  @AfterAll
  static void stop() throws Exception {
    running.close();
  }

  private static RecognizeResponse recognize(RecognitionConfig.Builder config, ByteString audio) {
    return SpeechGrpc.newBlockingStub(running.channel)
        .withDeadlineAfter(TestStream.TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .recognize(RecognizeRequest.newBuilder().setConfig(config).setAudio(audio).build());
  }

  private static Status refusal(RecognitionConfig.Builder config, ByteString audio) {
    return catchThrowableOfType(StatusRuntimeException.class, () -> recognize(config, audio))
        .getStatus();
  }

  private static String transcript(RecognizeResponse response) {
    assertThat(response.getResultsCount()).isEqualTo(1);
    assertThat(response.getResults(0).getIsFinal()).isTrue();
    return response.getResults(0).getAlternatives(0).getTranscript();
  }

  private static double seconds(Duration duration) {
    return duration.getSeconds() + duration.getNanos() / 1e9;
  }

  @ParameterizedTest
  @ValueSource(ints = {8000, 11025, 16000, 44100, 48000})
  void readsHeaderlessAudioOfAnyRate(int sampleRate) {
    AudioClip clip = ToneAlphabet.speak(TEXT, sampleRate);

    RecognizeResponse response =
        recognize(RunningServer.linear16(sampleRate), ToneAlphabet.linear16(clip));

    assertThat(transcript(response)).isEqualTo(TEXT);
    assertThat(response.getModel()).isEqualTo(RunningServer.MODEL);
    assertThat(seconds(response.getAudioDuration()))
        .isEqualTo(clip.durationSeconds(), within(1e-9));
  }

  @Test
  void readsWavWithoutAnyConfig() {
    ByteString wav = ToneAlphabet.wav(ToneAlphabet.speak(TEXT, 22050));

    assertThat(transcript(recognize(RecognitionConfig.newBuilder(), wav))).isEqualTo(TEXT);
  }

  @Test
  void readsFloat32() {
    AudioClip clip = ToneAlphabet.speak(TEXT, 16000);
    ByteString.Output bytes = ByteString.newOutput();
    for (float sample : clip.samples()) {
      int bits = Float.floatToIntBits(sample);
      IntStream.of(bits, bits >> 8, bits >> 16, bits >> 24).forEach(bytes::write);
    }
    RecognitionConfig.Builder config = RunningServer.linear16(16000).setEncoding(Encoding.FLOAT32);

    assertThat(transcript(recognize(config, bytes.toByteString()))).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @CsvSource({"MULAW", "ALAW"})
  void readsG711(Encoding encoding) {
    AudioClip clip = ToneAlphabet.speak(TEXT, 8000);
    ByteString.Output bytes = ByteString.newOutput();
    for (float sample : clip.samples()) {
      bytes.write(nearestCode(sample, encoding));
    }
    RecognitionConfig.Builder config = RunningServer.linear16(8000).setEncoding(encoding);

    assertThat(transcript(recognize(config, bytes.toByteString()))).isEqualTo(TEXT);
  }

  /** An encoder by search, which needs no formula. */
  private static int nearestCode(float sample, Encoding encoding) {
    int best = 0;
    float bestError = Float.POSITIVE_INFINITY;
    for (int code = 0; code < 256; code++) {
      float value =
          encoding == Encoding.MULAW ? G711.decodeMuLaw((byte) code) : G711.decodeALaw((byte) code);
      if (Math.abs(value - sample) < bestError) {
        bestError = Math.abs(value - sample);
        best = code;
      }
    }
    return best;
  }

  @Test
  void mixesChannels() {
    AudioClip clip = ToneAlphabet.speak(TEXT, 16000);

    RecognizeResponse response =
        recognize(RunningServer.linear16(16000).setChannels(3), ToneAlphabet.linear16(clip, 3));

    assertThat(transcript(response)).isEqualTo(TEXT);
    assertThat(seconds(response.getAudioDuration()))
        .isEqualTo(clip.durationSeconds(), within(1e-9));
  }

  @Test
  void wordsCarryTheTimesAtWhichTheyWereSpoken() {
    RecognizeResponse response =
        recognize(
            RunningServer.linear16(16000).setEnableWordTimes(true),
            ToneAlphabet.linear16(ToneAlphabet.speak(TEXT, 16000)));

    RecognitionAlternative best = response.getResults(0).getAlternatives(0);
    assertThat(best.getWordsList()).extracting(WordInfo::getWord).containsExactly("ab", "cad");
    assertSpoken(best.getWords(0), 0, 2);
    assertSpoken(best.getWords(1), 3, 6);
    assertThat(best.getConfidence()).isBetween(0.5f, 1f);
    assertThat(best.getWords(1).getConfidence()).isBetween(0.5f, 1f);
  }

  private static void assertSpoken(WordInfo word, int firstLetter, int endLetter) {
    assertThat(seconds(word.getStartTime()))
        .isEqualTo(
            firstLetter * ToneAlphabet.LETTER_SECONDS + ToneAlphabet.GAP_SECONDS, within(0.03));
    assertThat(seconds(word.getEndTime()))
        .isEqualTo(endLetter * ToneAlphabet.LETTER_SECONDS, within(0.03));
  }

  @Test
  void wordsAreLeftOutUnlessAskedFor() {
    RecognizeResponse response =
        recognize(
            RunningServer.linear16(16000), ToneAlphabet.linear16(ToneAlphabet.speak(TEXT, 16000)));

    assertThat(response.getResults(0).getAlternatives(0).getWordsList()).isEmpty();
  }

  @Test
  void returnsNoMoreAlternativesThanAskedFor() {
    ByteString audio = ToneAlphabet.linear16(ToneAlphabet.speak(TEXT, 16000));

    assertThat(recognize(RunningServer.linear16(16000), audio).getResults(0).getAlternativesList())
        .hasSize(1);
    assertThat(
            recognize(RunningServer.linear16(16000).setMaxAlternatives(3), audio)
                .getResults(0)
                .getAlternativesList())
        .hasSize(3)
        .extracting(RecognitionAlternative::getTranscript)
        .doesNotHaveDuplicates()
        .startsWith(TEXT);
  }

  @Test
  void aGrammarAllowsNothingElse() {
    ByteString audio = ToneAlphabet.linear16(ToneAlphabet.speak(TEXT, 16000));
    assertThat(transcript(recognize(grammar("ab cad", "dad"), audio))).isEqualTo(TEXT);
    assertThat(transcript(recognize(grammar("dad", "bad cab"), audio)))
        .as("fits nothing")
        .isEmpty();
  }

  private static RecognitionConfig.Builder grammar(String... phrases) {
    return RunningServer.linear16(16000)
        .setGrammar(
            Grammar.newBuilder()
                .setPhrases(PhraseList.newBuilder().addAllPhrases(List.of(phrases))));
  }

  @Test
  void refusesRequestsThatTheModelCannotMeet() {
    ByteString audio = ToneAlphabet.linear16(ToneAlphabet.speak(TEXT, 16000));
    Status boost =
        refusal(
            RunningServer.linear16(16000).addBoosts(BoostedPhrase.newBuilder().setText("abx")),
            audio);
    assertThat(boost.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(boost.getDescription()).contains("\"abx\"", "\"x\"");
    Status grammar =
        refusal(
            RunningServer.linear16(16000)
                .setGrammar(
                    Grammar.newBuilder().setJsgf("#JSGF V1.0; grammar g; public <g> = (a;")),
            audio);
    assertThat(grammar.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(grammar.getDescription()).startsWith("grammar, line 1, column 39: ");
  }

  @Test
  void servesItsModelByNameAndNoOther() {
    ByteString audio = ToneAlphabet.linear16(ToneAlphabet.speak(TEXT, 16000));

    assertThat(
            transcript(
                recognize(RunningServer.linear16(16000).setModel(RunningServer.MODEL), audio)))
        .isEqualTo(TEXT);
    Status status = refusal(RunningServer.linear16(16000).setModel("/etc/passwd"), audio);
    assertThat(status.getCode()).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(status.getDescription()).isEqualTo("model: \"/etc/passwd\" (expected: beeps)");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 7999, 192_001, Integer.MAX_VALUE})
  void refusesBadRates(int sampleRate) {
    Status status = refusal(RunningServer.linear16(sampleRate), ByteString.copyFrom(new byte[320]));

    assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(status.getDescription())
        .isEqualTo("sample rate: " + sampleRate + " Hz (expected: 8000..192000 Hz)");
  }

  @Test
  void refusesValuesOutOfRange() {
    ByteString audio = ByteString.copyFrom(new byte[320]);

    assertThat(refusal(RunningServer.linear16(16000).setChannels(65), audio).getDescription())
        .isEqualTo("channels: 65 (expected: 1..64)");
    assertThat(refusal(RunningServer.linear16(16000).setChannels(-1), audio).getCode())
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(
            refusal(RunningServer.linear16(16000).setMaxAlternatives(31), audio).getDescription())
        .isEqualTo("max_alternatives: 31 (expected: 0..30)");
    assertThat(refusal(RunningServer.linear16(16000).setEncodingValue(99), audio).getDescription())
        .isEqualTo("encoding: 99 (expected: a value of Encoding)");
  }

  @Test
  void refusesARateThatContradictsTheHeader() {
    Status status =
        refusal(
            RecognitionConfig.newBuilder().setSampleRateHertz(8000),
            ToneAlphabet.wav(ToneAlphabet.speak(TEXT, 16000)));

    assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(status.getDescription())
        .isEqualTo("sample_rate_hertz: 8000 (expected: 0 or the header's 16000)");
  }

  @Test
  void refusesEmptyAudio() {
    assertThat(refusal(RunningServer.linear16(16000), ByteString.EMPTY).getCode())
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refusal(RecognitionConfig.newBuilder(), ByteString.EMPTY).getCode())
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
  }

  @Test
  void refusesWhatIsNotAudio() {
    Status garbage =
        refusal(
            RecognitionConfig.newBuilder().setEncoding(Encoding.FLAC),
            ByteString.copyFromUtf8("fLaC").concat(ByteString.copyFrom(new byte[100])));
    Status text = refusal(RecognitionConfig.newBuilder(), ByteString.copyFromUtf8("once upon a"));
    Status notFlac =
        refusal(
            RecognitionConfig.newBuilder().setEncoding(Encoding.FLAC),
            ToneAlphabet.wav(ToneAlphabet.speak(TEXT, 16000)));

    assertThat(garbage.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(garbage.getDescription()).startsWith("audio at byte ").doesNotContain("\n");
    assertThat(text.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(notFlac.getDescription())
        .isEqualTo("audio: no FLAC header (expected with encoding FLAC)");
  }

  @Test
  void refusesSamplesThatAreNotNumbers() {
    Status status =
        refusal(
            RunningServer.linear16(16000).setEncoding(Encoding.FLOAT32),
            ByteString.copyFrom(new byte[] {0, 0, 0, 0, 0, 0, (byte) 0xc0, 0x7f}));

    assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(status.getDescription()).contains("at byte 4").contains("NaN");
  }

  @Test
  void refusesAudioThatIsTooLong() {
    ByteString elevenSeconds = ByteString.copyFrom(new byte[11 * 2 * 8000]);

    assertThat(refusal(RunningServer.linear16(8000), elevenSeconds).getCode())
        .isEqualTo(Status.Code.OUT_OF_RANGE);
    assertThat(
            refusal(
                    RecognitionConfig.newBuilder(),
                    ToneAlphabet.wav(new AudioClip(new float[11 * 8000], 8000)))
                .getCode())
        .isEqualTo(Status.Code.OUT_OF_RANGE);
  }

  @Test
  void refusesAMessageThatIsTooLarge() {
    Status status =
        refusal(RunningServer.linear16(192_000), ByteString.copyFrom(new byte[(1 << 20) + 1]));

    assertThat(status.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
  }

  @Test
  void audioShorterThanAFrameHasAnEmptyTranscript() {
    RecognizeResponse response =
        recognize(RunningServer.linear16(16000), ByteString.copyFrom(new byte[2]));

    assertThat(transcript(response)).isEmpty();
  }
}
