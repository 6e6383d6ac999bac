package org.auricle.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.auricle.acoustic.training.Manifest;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.recognition.ErrorRate;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.Transcript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedBundlesTest {

  @ParameterizedTest
  @MethodSource("org.auricle.models.Models#shipped")
  void opensAndHasACard(String name) throws IOException {
    ModelBundle bundle = Models.open(name);
    assertThat(bundle.manifest().name()).isEqualTo(name);
    assertThat(bundle.card()).contains("# " + name, "## Data", "## Error rates", "## Licence");
    assertThat(bundle.bytes()).isLessThan(40_000_000);
  }

  @Test
  void theDefaultShips() {
    assertThat(Models.shipped()).startsWith(Models.DEFAULT);
  }

  @Test
  void theRecordingInTheReadmeIsRecognised() throws IOException {
    try (Recognizer recognizer =
        RecognizerFactory.create(
            Models.open(Models.DEFAULT), RuntimeOptions.DEFAULT.withThreads(2))) {
      Transcript transcript =
          recognizer.recognize(AudioReader.read(Path.of("../docs/samples/spelled.wav")));
      assertThat(transcript.text()).isEqualTo("a u r i c l e two zero two six");
      assertThat(transcript.words()).hasSize(11);
    }
  }

  /** Other JDKs and machines may round a letter the other way. */
  @ParameterizedTest
  @CsvSource({"en-spell, 2.6", "en-letters, 8.3"})
  void errorRateOnRealSpeakersIsWhatTheCardSays(String name, double percent) throws IOException {
    Path dev = Path.of("../../shared/data/an4/dev.jsonl");
    assumeTrue(Files.exists(dev), "skipped: no shared/data/an4 beside the repository");
    ErrorRate words = ErrorRate.ZERO;
    try (Recognizer recognizer =
        RecognizerFactory.create(Models.open(name), RuntimeOptions.DEFAULT.withThreads(2))) {
      for (Manifest.Entry entry : Manifest.read(dev).entries()) {
        String heard = recognizer.recognize(AudioReader.read(entry.audio())).text();
        words = words.plus(ErrorRate.ofWords(entry.text(), heard));
      }
    }
    assertThat(words.referenceLength()).isEqualTo(606);
    assertThat(words.percent()).isBetween(percent - 0.7, percent + 0.7);
  }
}
