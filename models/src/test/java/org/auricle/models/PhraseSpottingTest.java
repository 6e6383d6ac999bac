package org.auricle.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.live.LiveEvent;
import org.auricle.engine.live.LiveOptions;
import org.auricle.engine.live.SpeechStream;
import org.auricle.engine.live.Spotting;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.DecodeRequestException;
import org.auricle.engine.recognition.EndpointOptions;
import org.auricle.engine.recognition.KeyPhrase;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.Word;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Phrases in the sample recording, in live streams of the models that ship. */
class PhraseSpottingTest {
  private static final Path SAMPLE =
      Path.of("../docs/samples/spelled.wav"); // A U R I C L E two zero two six

  private static List<LiveEvent.PhraseHeard> heard(Recognizer recognizer, String... phrases)
      throws IOException {
    AudioClip clip = AudioReader.read(SAMPLE);
    float[] samples = Arrays.copyOf(clip.samples(), clip.samples().length + clip.sampleRate());
    LiveOptions options =
        new LiveOptions(clip.sampleRate(), DecodeRequest.nBest(1), false)
            .withEndpointing(EndpointOptions.DEFAULT)
            .withSpotting(
                new Spotting(
                    recognizer.spotter(Arrays.stream(phrases).map(KeyPhrase::new).toList()), true));
    SpeechStream stream = new SpeechStream(recognizer, options);
    List<LiveEvent> events = new ArrayList<>(stream.accept(samples, 0, samples.length));
    events.addAll(stream.finish());
    return events.stream()
        .filter(LiveEvent.PhraseHeard.class::isInstance)
        .map(LiveEvent.PhraseHeard.class::cast)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-spell", "en-letters"})
  void aPhraseIsFoundWhereTheTranscriptHasIt(String model) throws IOException {
    try (Recognizer recognizer = RecognizerFactory.open(model)) {
      List<Word> words = recognizer.recognize(AudioReader.read(SAMPLE)).words();
      assertThat(words).extracting(Word::text).startsWith("a", "u", "r");
      List<LiveEvent.PhraseHeard> heard = heard(recognizer, "two zero two six", "seven nine");

      assertThat(heard).hasSize(1);
      assertThat(heard.get(0).phrase()).isEqualTo("two zero two six");
      assertThat(heard.get(0).startSeconds()).isCloseTo(words.get(7).startSeconds(), within(0.2));
      assertThat(heard.get(0).endSeconds()).isCloseTo(words.get(10).endSeconds(), within(0.2));
    }
  }

  @Test
  void whatNobodyCanPronounceIsRefused() throws IOException {
    try (Recognizer recognizer = RecognizerFactory.open("en-spell")) {
      assertThatThrownBy(() -> recognizer.spotter(List.of(new KeyPhrase("hey 42"))))
          .isInstanceOf(DecodeRequestException.class)
          .hasMessageContaining("42");
      assertThat(recognizer.spotter(List.of(new KeyPhrase("hey auricle")))).isNotNull();
    }
  }
}
