package org.auricle.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.AudioFormatException;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.audio.WavWriter;
import org.auricle.engine.offline.OfflineOptions;
import org.auricle.engine.offline.OfflineRecording;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.EndpointOptions;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.SegmentedRecognizer;
import org.auricle.engine.recognition.Transcript;
import org.auricle.engine.recognition.VoiceActivityDetector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The oracle is the recognizer, which has all of a recording in memory. */
class TranscriberTest {
  private static final Path SAMPLE = Path.of("../docs/samples/spelled.wav");
  private static final int TIMES = 10; // the sample, in a recording of more than a minute

  @TempDir private Path temp;

  @Test
  void transcribesAFileAsTheRecognizerDoes() throws Exception {
    AudioClip clip = AudioReader.read(SAMPLE);
    try (Transcriber transcriber = Transcriber.open(Models.DEFAULT);
        Recognizer recognizer =
            RecognizerFactory.create(Models.open(Models.DEFAULT), RuntimeOptions.DEFAULT)) {
      Transcript expected = recognizer.recognize(clip);
      assertThat(expected.words()).isNotEmpty();
      assertThat(transcriber.transcribe(SAMPLE)).isEqualTo(expected);
      OfflineOptions two = OfflineOptions.DEFAULT.withRequest(DecodeRequest.nBest(2));
      assertThat(transcriber.transcribe(SAMPLE, two)).isEqualTo(recognizer.recognize(clip, 2));
      byte[] bytes = Files.readAllBytes(SAMPLE);
      assertThat(
              transcriber.transcribe(
                  new ByteArrayInputStream(bytes), "request", OfflineOptions.DEFAULT))
          .isEqualTo(expected);
      assertThatThrownBy(() -> transcriber.transcribe(Path.of("nowhere.wav")))
          .isInstanceOf(AudioFormatException.class)
          .hasMessage("nowhere.wav: no such file");
    }
  }

  /** Also with a bundle that has no detector of speech, and borrows the default's. */
  @Test
  void takesLongRecordingsApart() throws Exception {
    AudioClip once = AudioReader.read(SAMPLE);
    int period = once.samples().length + 2 * once.sampleRate();
    float[] samples = new float[TIMES * period];
    for (int i = 0; i < TIMES; i++) {
      System.arraycopy(once.samples(), 0, samples, i * period, once.samples().length);
    }
    Path file = temp.resolve("long.wav");
    Files.write(file, WavWriter.pcm16(new AudioClip(samples, once.sampleRate())));
    ModelBundle mute = withoutDetector(Models.open(Models.DEFAULT));
    try (Transcriber transcriber = Transcriber.of(mute, RuntimeOptions.DEFAULT.withThreads(2))) {
      assertThat(transcriber.recognizer().voiceActivity()).isEmpty();
      List<Transcript> parts = new ArrayList<>();
      OfflineRecording recording =
          transcriber.newRecording(
              OfflineOptions.DEFAULT, segment -> parts.add(segment.transcript()));
      AudioReader.read(file, AudioReader.Options.DEFAULT, recording);
      Transcript transcript = recording.finishAndWait();
      assertThat(transcript).isEqualTo(segmented(transcriber.recognizer(), AudioReader.read(file)));
      assertThat(parts).hasSizeGreaterThanOrEqualTo(TIMES);
      assertThat(transcript).isEqualTo(transcriber.transcribe(file));
    }
  }

  /** The same by the default bundle's detector. */
  private static Transcript segmented(Recognizer recognizer, AudioClip clip) throws IOException {
    try (VoiceActivityDetector detector = VoiceDetectors.open(Models.DEFAULT)) {
      return new SegmentedRecognizer(recognizer, detector, EndpointOptions.DEFAULT, 1)
          .recognize(clip);
    }
  }

  private static ModelBundle withoutDetector(ModelBundle bundle) {
    return new ModelBundle(
        bundle.manifest(),
        bundle.tokens(),
        bundle.network(),
        bundle.language(),
        bundle.pieces(),
        Optional.empty(),
        bundle.card(),
        bundle.location(),
        bundle.bytes());
  }
}
