package org.auricle.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.auricle.acoustic.vad.LstmVad;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.live.LiveEvent;
import org.auricle.engine.live.LiveOptions;
import org.auricle.engine.live.SpeechStream;
import org.auricle.engine.recognition.ConfidenceOptions;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.EndpointOptions;
import org.auricle.engine.recognition.RecognitionStream;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.StreamOptions;
import org.auricle.engine.recognition.Transcript;
import org.junit.jupiter.api.Test;

/**
 * A network of random weights, which finds words in any noise, behind a detector that hears speech
 * where it is loud.
 */
class VoiceGateTest {
  private static final int RATE = 16_000;

  /** Speech is what is louder than 0.05. */
  private static LoudnessVoice loud() {
    return new LoudnessVoice(loudest -> loudest > 0.05 ? 1 : 0);
  }

  private static Recognizer recognizer(boolean gate) throws IOException {
    return TestBundles.recognizer(ConfidenceOptions.DEFAULT, loud(), gate);
  }

  /** Noise, louder between two times, seconds. */
  private static AudioClip clip(double seconds, double from, double to) {
    SplittableRandom random = new SplittableRandom(9);
    float[] samples = new float[(int) (seconds * RATE)];
    for (int i = 0; i < samples.length; i++) {
      double gain = i >= from * RATE && i < to * RATE ? 0.5 : 0.01;
      samples[i] = (float) (gain * (2 * random.nextDouble() - 1));
    }
    return new AudioClip(samples, RATE);
  }

  private static final AudioClip QUIET = clip(2, 0, 0);
  private static final AudioClip SPOKEN = clip(2, 1, 1.5);

  @Test
  void onlyWhatHasSpeechIsRecognised() throws IOException {
    try (Recognizer open = recognizer(false);
        Recognizer gated = recognizer(true)) {
      assertThat(open.recognize(QUIET).text()).isNotEmpty();
      assertThat(gated.recognize(QUIET)).isEqualTo(Transcript.empty(2));
      assertThat(gated.recognize(SPOKEN)).isEqualTo(open.recognize(SPOKEN));
      assertThat(gated.recognize(List.of(QUIET, SPOKEN, QUIET), 2))
          .containsExactly(Transcript.empty(2), gated.recognize(SPOKEN, 2), Transcript.empty(2));
      assertThat(gated.recognize(List.of(QUIET), 1)).containsExactly(Transcript.empty(2));
    }
  }

  @Test
  void streamsSayNothingBeforeTheGateOpensAndThenAllOfIt() throws IOException {
    try (Recognizer open = recognizer(false);
        Recognizer gated = recognizer(true)) {
      assertThat(interims(gated, QUIET)).containsExactly("");
      List<String> all = interims(open, SPOKEN);
      List<String> shown = interims(gated, SPOKEN);
      assertThat(shown).hasSizeBetween(2, all.size());
      assertThat(all.subList(all.size() - shown.size() + 1, all.size()))
          .isEqualTo(shown.subList(1, shown.size()));
      assertThat(shown.get(shown.size() - 1)).isEqualTo(gated.recognize(SPOKEN).text());
    }
  }

  @Test
  void whatIsSureIsKeptAndToldAtTheEnd() throws IOException {
    ConfidenceOptions sure = new ConfidenceOptions(1, 0, 1); // the one reading there is
    try (Recognizer open = TestBundles.recognizer(sure, loud(), false);
        Recognizer gated = TestBundles.recognizer(sure, loud(), true)) {
      Transcript kept = open.recognize(QUIET);
      assertThat(kept.text()).isNotEmpty();
      assertThat(kept.confidence()).isEqualTo(1);
      assertThat(gated.recognize(QUIET)).isEqualTo(kept);
      assertThat(gated.recognize(List.of(QUIET, SPOKEN), 1))
          .containsExactly(kept, open.recognize(SPOKEN));
      assertThat(interims(gated, QUIET)).containsExactly(kept.text());
    }
  }

  @Test
  void anEmptyBatchHasNoTranscripts() throws IOException {
    try (Recognizer gated = recognizer(true)) {
      assertThat(gated.recognize(List.of(), 1)).isEmpty();
    }
  }

  /** Interim texts, then the final one. */
  private static List<String> interims(Recognizer recognizer, AudioClip clip) {
    RecognitionStream stream = recognizer.newStream(new StreamOptions(RATE, 1, true));
    List<String> texts = new ArrayList<>();
    for (int at = 0; at < clip.samples().length; at += 1_000) {
      int length = Math.min(1_000, clip.samples().length - at);
      stream.accept(clip.samples(), at, length).ifPresent(t -> texts.add(t.text()));
    }
    texts.add(stream.finish().text());
    return texts;
  }

  @Test
  void finalsOfLiveStreamsAreThoseOfTheSameStretchOffline() throws IOException {
    AudioClip noisy = clip(20, 9, 9.5);
    try (Recognizer gated = recognizer(true)) {
      LiveOptions plain = new LiveOptions(RATE, DecodeRequest.nBest(1), true);
      int spoken = 0;
      for (LiveOptions options :
          List.of(
              plain,
              plain.withMaxUtteranceSeconds(6),
              plain.withEndpointing(EndpointOptions.DEFAULT))) {
        SpeechStream stream = new SpeechStream(gated, options);
        List<LiveEvent> events = new ArrayList<>();
        for (int at = 0; at < noisy.samples().length; at += 1_600) {
          events.addAll(stream.accept(noisy.samples(), at, 1_600));
        }
        events.addAll(stream.finish());
        for (LiveEvent event : events) {
          if (event instanceof LiveEvent.Final last) {
            float[] stretch =
                Arrays.copyOfRange(
                    noisy.samples(),
                    (int) Math.round(last.startSeconds() * RATE),
                    (int) Math.round((last.endSeconds() + quietAfter(options)) * RATE));
            assertThat(last.transcript().text())
                .isEqualTo(gated.recognize(new AudioClip(stretch, RATE)).text());
            spoken += last.transcript().text().isEmpty() ? 0 : 1;
          }
        }
      }
      assertThat(spoken).isEqualTo(3);
    }
  }

  /** The silence that ended an utterance is heard with it. */
  private static double quietAfter(LiveOptions options) {
    return options.endpointing().map(e -> e.trailingSilence() - e.endPadding()).orElse(0.0);
  }

  @Test
  void theDetectorIsClosedWithTheRecognizer() throws IOException {
    LoudnessVoice detector = loud();
    TestBundles.recognizer(ConfidenceOptions.DEFAULT, detector, true).close();
    assertThat(detector.closed).isTrue();
  }

  @Test
  void aBundlesDetectorIsItsGateUnlessToldOtherwise() throws IOException {
    for (boolean hearsSpeech : new boolean[] {false, true}) {
      ModelBundle bundle =
          new ModelBundle(
              TestBundles.MANIFEST,
              TestBundles.TOKENS,
              new ModelBundle.Native(TestBundles.weights()),
              LanguageParts.NONE,
              Optional.empty(),
              Optional.of(VoiceNetFileTest.weights(hearsSpeech ? 50 : -50)),
              "",
              "tiny",
              0);
      RuntimeOptions options = RuntimeOptions.DEFAULT;
      try (Recognizer recognizer = RecognizerFactory.create(bundle, options);
          Recognizer open = RecognizerFactory.create(bundle, options.withVoiceGate(false))) {
        assertThat(recognizer.voiceActivity()).containsInstanceOf(LstmVad.class);
        assertThat(open.voiceActivity()).isPresent();
        assertThat(open.recognize(SPOKEN).text()).isNotEmpty();
        assertThat(recognizer.recognize(SPOKEN).text())
            .isEqualTo(hearsSpeech ? open.recognize(SPOKEN).text() : "");
      }
    }
  }
}
