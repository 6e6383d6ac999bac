package org.auricle.grpc.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.auricle.grpc.google.Spoken.audio;
import static org.auricle.grpc.google.Spoken.linear16;
import static org.auricle.grpc.google.Spoken.pcm;

import com.google.api.gax.rpc.InvalidArgumentException;
import com.google.cloud.speech.v1.CustomClass;
import com.google.cloud.speech.v1.PhraseSet;
import com.google.cloud.speech.v1.RecognitionAudio;
import com.google.cloud.speech.v1.RecognitionConfig;
import com.google.cloud.speech.v1.RecognitionConfig.AudioEncoding;
import com.google.cloud.speech.v1.RecognizeResponse;
import com.google.cloud.speech.v1.SpeakerDiarizationConfig;
import com.google.cloud.speech.v1.SpeechAdaptation;
import com.google.cloud.speech.v1.SpeechContext;
import com.google.cloud.speech.v1.SpeechRecognitionAlternative;
import com.google.cloud.speech.v1.WordInfo;
import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.auricle.grpc.ToneAlphabet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Google's Java client, Recognize. What is said, and when, is known by construction. */
class GoogleRecognizeTest {
  @TempDir static Path folder;
  private static GoogleServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new GoogleServer(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void everythingIsGivenBack() {
    server.models.awaitReturn();
    assertThat(server.scheduler.openStreams()).isZero();
  }

  private static RecognizeResponse recognize(RecognitionConfig.Builder config, ByteString content) {
    return server.client.recognize(config.build(), audio(content));
  }

  private static String text(RecognitionConfig.Builder config, ByteString content) {
    return recognize(config, content).getResults(0).getAlternatives(0).getTranscript();
  }

  @Test
  void recognizesAllEncodings() throws Exception {
    assertThat(text(linear16(), pcm("bad cab"))).isEqualTo("bad cab");
    assertThat(text(config(AudioEncoding.MULAW, 16_000), Spoken.muLaw("bad cab")))
        .isEqualTo("bad cab");
    assertThat(text(config(AudioEncoding.FLAC, 0), Spoken.fixture("bad-cab.flac")))
        .isEqualTo("bad cab");
    assertThat(text(config(AudioEncoding.OGG_OPUS, 16_000), Spoken.fixture("bad-cab.opus")))
        .isEqualTo("bad cab");
    assertThat(text(config(AudioEncoding.OGG_OPUS, 48_000), Spoken.fixture("bad-cab.opus")))
        .isEqualTo("bad cab");
    ByteString wav = ToneAlphabet.wav(ToneAlphabet.speak("bad cab", 8_000));
    assertThat(text(config(AudioEncoding.LINEAR16, 0), wav)).isEqualTo("bad cab");
    assertThat(text(config(AudioEncoding.ENCODING_UNSPECIFIED, 0), wav)).isEqualTo("bad cab");
  }

  private static RecognitionConfig.Builder config(AudioEncoding encoding, int rate) {
    return RecognitionConfig.newBuilder()
        .setEncoding(encoding)
        .setSampleRateHertz(rate)
        .setLanguageCode("en-US");
  }

  @Test
  void tellsWordsWithTheirTimesAndConfidences() {
    RecognizeResponse response =
        recognize(
            linear16().setEnableWordTimeOffsets(true).setEnableWordConfidence(true), pcm("ab cd"));

    List<WordInfo> words = response.getResults(0).getAlternatives(0).getWordsList();
    assertThat(words).extracting(WordInfo::getWord).containsExactly("ab", "cd");
    double letter = ToneAlphabet.LETTER_SECONDS;
    double gap = ToneAlphabet.GAP_SECONDS;
    assertThat(Spoken.seconds(words.get(0).getStartTime())).isCloseTo(gap, within(0.03));
    assertThat(Spoken.seconds(words.get(0).getEndTime())).isCloseTo(2 * letter, within(0.03));
    assertThat(Spoken.seconds(words.get(1).getStartTime()))
        .isCloseTo(3 * letter + gap, within(0.03));
    assertThat(words).allSatisfy(word -> assertThat(word.getConfidence()).isBetween(0.5f, 1f));
    assertThat(Spoken.seconds(response.getResults(0).getResultEndTime()))
        .isCloseTo(5 * letter + gap, within(0.001));
    assertThat(response.getTotalBilledTime().getSeconds()).isEqualTo(1); // 0.8 s, rounded up
    assertThat(response.getRequestId()).isPositive();
    assertThat(response.getResults(0).getLanguageCode()).isEqualTo("en-us");
    assertThat(recognize(linear16(), pcm("ab")).getResults(0).getAlternatives(0).getWordsCount())
        .isZero();
  }

  @Test
  void alternativesAreRankedAndOnlyTheBestHasAConfidence() {
    List<SpeechRecognitionAlternative> alternatives =
        recognize(linear16().setMaxAlternatives(3), pcm("abc")).getResults(0).getAlternativesList();

    assertThat(alternatives).hasSize(3);
    assertThat(alternatives.get(0).getTranscript()).isEqualTo("abc");
    assertThat(alternatives.get(0).getConfidence()).isPositive();
    assertThat(alternatives).extracting(a -> a.getTranscript()).doesNotHaveDuplicates();
    assertThat(alternatives.subList(1, 3)).allSatisfy(a -> assertThat(a.getConfidence()).isZero());
    assertThat(recognize(linear16(), pcm("abc")).getResults(0).getAlternativesCount()).isEqualTo(1);
  }

  @Test
  void silenceHasNoResults() {
    RecognizeResponse response = recognize(linear16(), Spoken.silence(1));

    assertThat(response.getResultsList()).isEmpty();
    assertThat(response.getTotalBilledTime().getSeconds()).isEqualTo(1);
    assertThat(recognize(linear16(), ByteString.EMPTY).getResultsList()).isEmpty();
  }

  @Test
  void speechContextsAndAdaptationMakePhrasesLikelier() {
    // to the model "abbc" is less likely by a factor of exp(5.8); boosts of 10 and 20 are 4 and 8
    assertThat(text(linear16(), pcm("abc"))).isEqualTo("abc");
    assertThat(text(linear16().addSpeechContexts(context("abbc", 10)), pcm("abc")))
        .isEqualTo("abc");
    assertThat(text(linear16().addSpeechContexts(context("abbc", 20)), pcm("abc")))
        .isEqualTo("abbc");

    SpeechAdaptation adaptation =
        SpeechAdaptation.newBuilder()
            .addCustomClasses(
                CustomClass.newBuilder()
                    .setCustomClassId("ends")
                    .addItems(CustomClass.ClassItem.newBuilder().setValue("dd"))
                    .addItems(CustomClass.ClassItem.newBuilder().setValue("bc")))
            .addPhraseSets(
                PhraseSet.newBuilder()
                    .setBoost(20)
                    .addPhrases(PhraseSet.Phrase.newBuilder().setValue("ab${ends}")))
            .build();
    SpeechContext superseded = context("aabc", 100);
    assertThat(text(linear16().setAdaptation(adaptation).addSpeechContexts(superseded), pcm("abc")))
        .isEqualTo("abbc");
  }

  private static SpeechContext context(String phrase, float boost) {
    return SpeechContext.newBuilder().addPhrases(phrase).setBoost(boost).build();
  }

  @Test
  void phrasesThatTheModelCannotSpellAreHintsThatDoNotHelp() {
    SpeechContext context =
        SpeechContext.newBuilder()
            .addAllPhrases(List.of("Zürich 8001", "abbc", "$MONTH", "x", "bad", "y z"))
            .setBoost(20)
            .build();

    assertThat(text(linear16().addSpeechContexts(context), pcm("abc"))).isEqualTo("abbc");
  }

  @Test
  void channelsAreRecognizedSeparatelyIfAsked() {
    ByteString three = Spoken.channels("ab", "cd", "bad");
    RecognitionConfig.Builder config = linear16().setAudioChannelCount(3);

    RecognizeResponse first = recognize(config, three);
    RecognizeResponse all = recognize(config.setEnableSeparateRecognitionPerChannel(true), three);

    assertThat(first.getResultsList())
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.getAlternatives(0).getTranscript()).isEqualTo("ab");
              assertThat(result.getChannelTag()).isZero();
            });
    assertThat(all.getResultsList())
        .extracting(r -> r.getChannelTag() + r.getAlternatives(0).getTranscript())
        .containsExactly("1ab", "2cd", "3bad");
  }

  @Test
  void googlesModelsAndOurOwnAreServed() {
    for (String model : List.of("default", "latest_long", "phone_call", "beeps")) {
      assertThat(text(linear16().setModel(model), pcm("d"))).isEqualTo("d");
    }
    assertThat(
            text(
                linear16().setLanguageCode("de-DE").addAlternativeLanguageCodes("en-US"), pcm("d")))
        .isEqualTo("d");
    assertRefused("(expected: en-US)", linear16().setLanguageCode("xx-XX"), pcm("d"));
    assertRefused("(expected: beeps)", linear16().setModel("../../etc/passwd"), pcm("d"));
  }

  @Test
  void whatContradictsOrIsNotServedIsRefused() throws Exception {
    ByteString wav = ToneAlphabet.wav(ToneAlphabet.speak("a", 8_000));
    assertRefused("sample_rate_hertz: 16000 (expected: 0 or the header's 8000)", linear16(), wav);
    assertRefused(
        "encoding: MULAW (expected: the header's, PCM_S16LE)",
        config(AudioEncoding.MULAW, 8_000),
        wav);
    assertRefused(
        "audio_channel_count: 2 (expected: 0 or the header's 1)",
        config(AudioEncoding.LINEAR16, 8_000).setAudioChannelCount(2),
        wav);
    assertRefused("no FLAC stream", config(AudioEncoding.FLAC, 0), pcm("bad cab"));
    assertRefused("no Ogg page", config(AudioEncoding.OGG_OPUS, 0), Spoken.fixture("bad-cab.flac"));
    assertRefused("no RIFF header", config(AudioEncoding.LINEAR16, 0), pcm("a"));
    assertRefused("unknown format", config(AudioEncoding.ENCODING_UNSPECIFIED, 16_000), pcm("bad"));
    assertRefused("encoding: MP3 (expected: LINEAR16", config(AudioEncoding.MP3, 0), pcm("a"));
    assertRefused("encoding: AMR_WB", config(AudioEncoding.AMR_WB, 16_000), pcm("a"));
    assertRefused("sample_rate_hertz: 4000", linear16().setSampleRateHertz(4_000), pcm("a"));
    assertRefused("max_alternatives: 31", linear16().setMaxAlternatives(31), pcm("a"));
    assertRefused("audio_channel_count: 9", linear16().setAudioChannelCount(9), pcm("a"));
    assertRefused(
        "diarization_config",
        linear16()
            .setDiarizationConfig(
                SpeakerDiarizationConfig.newBuilder().setEnableSpeakerDiarization(true)),
        pcm("a"));
    RecognitionAudio uri = RecognitionAudio.newBuilder().setUri("gs://bucket/a.wav").build();
    for (RecognitionAudio audio : List.of(uri, RecognitionAudio.getDefaultInstance())) {
      assertThatThrownBy(() -> server.client.recognize(linear16().build(), audio))
          .isInstanceOf(InvalidArgumentException.class)
          .hasMessageContaining("expected: content");
    }
  }

  @Test
  void tooManyPhrasesAreRefused() {
    assertRefused(
        "phrases: 5001 (expected: at most 5000)",
        contexts(Collections.nCopies(5_001, "ab")),
        pcm("a"));
    assertRefused("phrase: 101 characters", contexts(List.of("a".repeat(101))), pcm("a"));
    assertRefused(
        "phrases: 100100 characters in all (expected: at most 100000)",
        contexts(Collections.nCopies(1_001, "a".repeat(100))),
        pcm("a"));
    assertRefused(
        "none are stored",
        linear16()
            .setAdaptation(
                SpeechAdaptation.newBuilder()
                    .addPhraseSetReferences("projects/p/locations/global/phraseSets/s")),
        pcm("a"));
    assertRefused(
        "a class among custom_classes",
        linear16()
            .setAdaptation(
                SpeechAdaptation.newBuilder()
                    .addPhraseSets(
                        PhraseSet.newBuilder()
                            .addPhrases(PhraseSet.Phrase.newBuilder().setValue("a ${none}")))),
        pcm("a"));
    assertThat(text(contexts(Collections.nCopies(5_000, "ab cd")), pcm("abc"))).isEqualTo("abc");
  }

  private static RecognitionConfig.Builder contexts(List<String> phrases) {
    return linear16().addSpeechContexts(SpeechContext.newBuilder().addAllPhrases(phrases));
  }

  private static void assertRefused(
      String problem, RecognitionConfig.Builder config, ByteString content) {
    assertThatThrownBy(() -> recognize(config, content))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining(problem);
  }
}
