package org.auricle.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.recognition.BoostedPhrase;
import org.auricle.engine.recognition.ConfidenceOptions;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.DecodeRequestException;
import org.auricle.engine.recognition.Grammar;
import org.auricle.engine.recognition.RecognitionStream;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.StreamOptions;
import org.auricle.engine.recognition.Transcript;
import org.junit.jupiter.api.Test;

/**
 * A network of random weights, which finds words in any noise, and a grammar which they are none
 * of.
 */
class SecondSearchTest {
  private static final int RATE = 16_000;
  private static final String WORD = "abba"; // that the network hears in no noise
  private static final String TOO_LONG = WORD.repeat(100); // for the audio
  private static final DecodeRequest ANY = DecodeRequest.nBest(3);

  /** Whose detector says of everything that it is speech with one probability. */
  private static Recognizer recognizer(double speech) throws IOException {
    return TestBundles.recognizer(
        ConfidenceOptions.DEFAULT, new LoudnessVoice(any -> speech), true);
  }

  /** Of one word, however far what was said is from it. */
  private static DecodeRequest only(String word) {
    String source = "#JSGF V1.0; grammar g; public <w> = " + word + ";";
    return new DecodeRequest(
        3, List.of(), Optional.of(new Grammar.Jsgf(source, "g", OptionalDouble.of(1000))));
  }

  private static AudioClip noise(double seconds) {
    SplittableRandom random = new SplittableRandom(9);
    float[] samples = new float[(int) (seconds * RATE)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.5 * (2 * random.nextDouble() - 1));
    }
    return new AudioClip(samples, RATE);
  }

  private static Transcript stream(Recognizer recognizer, AudioClip clip, DecodeRequest request) {
    RecognitionStream stream = recognizer.newStream(new StreamOptions(RATE, request, true));
    for (int at = 0; at < clip.samples().length; at += 1_000) {
      stream.accept(clip.samples(), at, Math.min(1_000, clip.samples().length - at));
    }
    return stream.finish();
  }

  private static boolean isNothing(Transcript transcript) {
    return transcript.text().isEmpty();
  }

  @Test
  void itTakesThePlaceOfWhatIsOfNoUse() throws IOException {
    AudioClip clip = noise(2);
    try (Recognizer recognizer = recognizer(1)) {
      assertThat(recognizer.recognize(clip, only(TOO_LONG)).text()).isEmpty();
      assertThat(recognizer.recognize(clip, only(WORD)).text()).isEqualTo(WORD);
      Transcript any = recognizer.recognize(clip, ANY);
      assertThat(any.text()).isNotEmpty().isNotEqualTo(WORD);

      DecodeRequest refused = only(TOO_LONG).withSecond(SecondSearchTest::isNothing, ANY);
      assertThat(recognizer.recognize(clip, refused)).isEqualTo(any);
      assertThat(recognizer.recognize(List.of(clip, clip), refused)).containsExactly(any, any);
      assertThat(stream(recognizer, clip, refused)).isEqualTo(any);
      assertThat(recognizer.recognizeByChunks(clip, refused, Optional.empty()))
          .isEqualTo(recognizer.recognizeByChunks(clip, ANY, Optional.empty()));

      DecodeRequest found = only(WORD).withSecond(SecondSearchTest::isNothing, ANY);
      assertThat(recognizer.recognize(clip, found))
          .isEqualTo(recognizer.recognize(clip, only(WORD)));
      assertThat(stream(recognizer, clip, found)).isEqualTo(recognizer.recognize(clip, found));
    }
  }

  /** Less certain speech opens the gate of a grammar, and not that of any words. */
  @Test
  void itHasAVoiceGateOfItsOwn() throws IOException {
    AudioClip clip = noise(2);
    try (Recognizer recognizer = recognizer(0.4)) {
      assertThat(recognizer.recognize(clip, ANY).text()).isEmpty();
      assertThat(recognizer.recognize(clip, only(WORD)).text()).isEqualTo(WORD);
      DecodeRequest always = only(WORD).withSecond(transcript -> true, ANY);
      assertThat(recognizer.recognize(clip, always).text()).isEmpty();
      assertThat(stream(recognizer, clip, always).text()).isEmpty();
      DecodeRequest never = only(WORD).withSecond(transcript -> false, ANY);
      assertThat(stream(recognizer, clip, never).text()).isEqualTo(WORD);
    }
  }

  @Test
  void whatCannotBeMetIsRefusedBeforeAnyAudio() throws IOException {
    DecodeRequest unspellable =
        new DecodeRequest(1, List.of(new BoostedPhrase("7", 4)), Optional.empty());
    DecodeRequest request = only(TOO_LONG).withSecond(SecondSearchTest::isNothing, unspellable);
    try (Recognizer recognizer = recognizer(1)) {
      assertThatThrownBy(() -> recognizer.check(request))
          .isInstanceOf(DecodeRequestException.class);
      assertThatThrownBy(() -> recognizer.newStream(new StreamOptions(RATE, request, false)))
          .isInstanceOf(DecodeRequestException.class);
    }
    assertThatThrownBy(() -> ANY.withSecond(SecondSearchTest::isNothing, request))
        .hasMessage("second: of a second (expected: none)");
  }
}
