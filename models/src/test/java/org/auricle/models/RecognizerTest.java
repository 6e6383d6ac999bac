package org.auricle.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.EndpointOptions;
import org.auricle.engine.recognition.RecognitionStream;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.SegmentedRecognizer;
import org.auricle.engine.recognition.SpeechSegment;
import org.auricle.engine.recognition.StreamLatency;
import org.auricle.engine.recognition.StreamOptions;
import org.auricle.engine.recognition.Transcript;
import org.auricle.engine.recognition.VoiceActivityDetector;
import org.auricle.engine.recognition.VoiceProbabilities;
import org.auricle.engine.recognition.Word;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole road with a network of random weights, which finds words in any noise. */
class RecognizerTest {
  private final Recognizer recognizer;

  RecognizerTest() throws IOException {
    recognizer =
        RecognizerFactory.create(TestBundles.bundle(), RuntimeOptions.DEFAULT.withThreads(2));
  }

  @AfterEach
  void close() {
    recognizer.close();
  }

  private static AudioClip noise(double seconds, int rate) {
    SplittableRandom random = new SplittableRandom(9);
    float[] samples = new float[(int) (seconds * rate)];
    for (int i = 0; i < samples.length; i++) {
      double envelope = 0.1 * (1 + Math.sin(i * 2 * Math.PI * 3 / rate));
      samples[i] = (float) (envelope * (2 * random.nextDouble() - 1));
    }
    return new AudioClip(samples, rate);
  }

  private static Transcript stream(
      Recognizer recognizer, AudioClip clip, int chunk, AtomicInteger interims) {
    RecognitionStream stream = recognizer.newStream(new StreamOptions(clip.sampleRate(), 3, true));
    for (int i = 0; i < clip.samples().length; i += chunk) {
      stream
          .accept(clip.samples(), i, Math.min(chunk, clip.samples().length - i))
          .ifPresent(t -> interims.incrementAndGet());
    }
    return stream.finish();
  }

  @ParameterizedTest
  @CsvSource({"16000, 1600", "16000, 7", "8000, 333", "44100, 4410", "48000, 1000000"})
  void finalOfAStreamIsTheOfflineTranscript(int rate, int chunk) {
    AudioClip clip = noise(3, rate);
    AtomicInteger interims = new AtomicInteger();
    assertThat(stream(recognizer, clip, chunk, interims)).isEqualTo(recognizer.recognize(clip, 3));
    assertThat(interims).hasPositiveValue();
  }

  @ParameterizedTest
  @CsvSource({"0.01, 16000, 7", "0.3, 8000, 333", "0.6, 44100, 9999", "0.99, 16000, 100000"})
  void quietAroundAShortRecordingIsNoPartOfIt(double seconds, int rate, int chunk)
      throws IOException {
    RuntimeOptions options = RuntimeOptions.DEFAULT.withThreads(2);
    try (Recognizer wants = RecognizerFactory.create(TestBundles.bundleThatWantsQuiet(), options)) {
      AudioClip clip = noise(seconds, rate);
      int own = wants.features(clip).frames();
      assertThat(wants.utteranceFeatures(clip).frames()).isEqualTo(own + 2 * 17); // of 30 ms
      assertThat(recognizer.utteranceFeatures(clip).frames()).isEqualTo(own);
      AudioClip longer = noise(1, rate);
      assertThat(wants.utteranceFeatures(longer).data()).isEqualTo(wants.features(longer).data());
      Transcript whole = wants.recognize(clip, 3);
      assertThat(whole.durationSeconds()).isEqualTo(clip.durationSeconds());
      assertThat(whole.words())
          .allSatisfy(word -> assertThat(word.endSeconds()).isBetween(0.0, clip.durationSeconds()));
      assertThat(stream(wants, clip, chunk, new AtomicInteger())).isEqualTo(whole);
      assertThat(stream(wants, longer, chunk, new AtomicInteger()))
          .isEqualTo(recognizer.recognize(longer, 3));
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
  void samplesThatAreNoneAreRefusedInShortRecordingsAsInOthers(float sample) throws IOException {
    float[] samples = new float[4_000];
    Arrays.fill(samples, sample);
    AudioClip clip = new AudioClip(samples, 16_000);
    try (Recognizer wants =
        RecognizerFactory.create(TestBundles.bundleThatWantsQuiet(), RuntimeOptions.DEFAULT)) {
      assertThatThrownBy(() -> wants.recognize(clip))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("sample 0: " + sample + " (expected: finite");
    }
  }

  @Test
  void manyThreadsShareOneRecognizer() {
    AudioClip clip = noise(2, 16_000);
    Transcript expected = recognizer.recognize(clip, 3);
    assertThat(expected.text()).isNotEmpty();
    assertThat(
            IntStream.range(0, 16)
                .parallel()
                .mapToObj(
                    i ->
                        i % 2 == 0
                            ? recognizer.recognize(clip, 3)
                            : stream(recognizer, clip, 500, new AtomicInteger())))
        .containsOnly(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 400})
  void almostNoAudioIsAlmostNoTranscript(int samples) {
    AudioClip clip = new AudioClip(new float[samples], 16_000);
    Transcript transcript = recognizer.recognize(clip);
    assertThat(transcript.alternatives()).hasSize(1);
    assertThat(transcript.durationSeconds()).isEqualTo(samples / 16_000.0);
    assertThat(stream(recognizer, clip, 50, new AtomicInteger()).text())
        .isEqualTo(transcript.text());
  }

  @Test
  void aBatchIsRecognisedAsItsClipsAre() {
    List<AudioClip> clips = List.of(noise(1.1, 8_000), noise(0, 16_000), noise(2.3, 22_050));
    List<String> oneByOne = clips.stream().map(clip -> recognizer.recognize(clip).text()).toList();
    assertThat(recognizer.recognize(clips, 3))
        .extracting(Transcript::text)
        .containsExactlyElementsOf(oneByOne);
  }

  @Test
  void chunksThatSeeTheWholeUtteranceReadAsItDoes() {
    DecodeRequest request = DecodeRequest.nBest(2);
    for (double seconds : new double[] {0, 0.3, 1, 2.345}) {
      AudioClip clip = noise(seconds, 22_050);
      Transcript whole = recognizer.recognize(clip, request);
      for (StreamLatency latency :
          List.of(new StreamLatency(2.5, 0), new StreamLatency(0.1, 2.5))) {
        assertThat(recognizer.recognizeByChunks(clip, request, Optional.of(latency)))
            .isEqualTo(whole);
      }
      Transcript chunks = recognizer.recognizeByChunks(clip, request, Optional.empty());
      assertThat(chunks.equals(whole)).isEqualTo(seconds == 0);
    }
  }

  /** Says that somebody speaks in two places. */
  private static final class TwoSegments implements VoiceActivityDetector {
    static final List<SpeechSegment> SEGMENTS =
        List.of(new SpeechSegment(0.25, 1.5), new SpeechSegment(2, 2.75));
    static final EndpointOptions OPTIONS =
        EndpointOptions.DEFAULT.withTrailingSilence(0.5).withPadding(0, 0);

    @Override
    public VoiceProbabilities newProbabilities(int sampleRateHz) {
      return new VoiceProbabilities() {
        @Override
        public double windowSeconds() {
          return 0.25;
        }

        @Override
        public float[] accept(float[] samples, int offset, int length) {
          return new float[] {0, 1, 1, 1, 1, 1, 0, 0, 1, 1};
        }

        @Override
        public float[] finish() {
          return new float[] {1, 0};
        }
      };
    }

    @Override
    public void close() {}
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void segmentsAreRecognisedByThemselvesAndTimesShifted(int batch) {
    AudioClip clip = noise(3, 8_000);
    Transcript all =
        new SegmentedRecognizer(recognizer, new TwoSegments(), TwoSegments.OPTIONS, batch)
            .recognize(clip);
    List<Word> expected = new ArrayList<>();
    double score = 0;
    for (SpeechSegment segment : TwoSegments.SEGMENTS) {
      float[] cut =
          Arrays.copyOfRange(
              clip.samples(),
              (int) (segment.startSeconds() * 8_000),
              (int) (segment.endSeconds() * 8_000));
      Transcript part = recognizer.recognize(new AudioClip(cut, 8_000));
      for (Word word : part.words()) {
        expected.add(
            new Word(
                word.text(),
                word.startSeconds() + segment.startSeconds(),
                word.endSeconds() + segment.startSeconds(),
                word.confidence()));
      }
      score += part.alternatives().get(0).score();
    }
    assertThat(all.words())
        .extracting(Word::text)
        .containsExactlyElementsOf(expected.stream().map(Word::text).toList());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(all.words().get(i).startSeconds())
          .isCloseTo(expected.get(i).startSeconds(), within(1e-9));
      assertThat(all.words().get(i).endSeconds())
          .isCloseTo(expected.get(i).endSeconds(), within(1e-9));
    }
    assertThat(all.text()).isEqualTo(String.join(" ", expected.stream().map(Word::text).toList()));
    assertThat(all.alternatives().get(0).score()).isCloseTo(score, within(1e-3));
    assertThat(all.durationSeconds()).isEqualTo(3);
  }

  @Test
  void timesAreOrderedAndWithinTheAudio() {
    Transcript transcript = recognizer.recognize(noise(3, 16_000));
    double last = 0;
    for (var word : transcript.words()) {
      assertThat(word.startSeconds()).isGreaterThanOrEqualTo(last);
      assertThat(word.endSeconds()).isGreaterThan(word.startSeconds()).isLessThanOrEqualTo(3);
      assertThat(word.confidence()).isBetween(0.0, 1.0);
      last = word.endSeconds();
    }
  }

  @Test
  void aFinishedStreamTakesNothing() {
    RecognitionStream stream = recognizer.newStream(new StreamOptions(16_000, 1, false));
    stream.finish();
    assertThatThrownBy(() -> stream.accept(new float[1], 0, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("finished");
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new StreamOptions(0, 1, true))
        .hasMessage("sampleRateHz: 0 (expected: > 0)");
    assertThatThrownBy(() -> new StreamOptions(8_000, 0, true))
        .hasMessage("nBest: 0 (expected: >= 1)");
  }
}
