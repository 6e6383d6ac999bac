package org.auricle.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.EndpointOptions;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.models.Models;
import org.auricle.models.RecognizerFactory;
import org.auricle.models.RuntimeOptions;
import org.junit.jupiter.api.Test;

/** The model that ships, its own detector included, through an hour in which nobody speaks. */
class SilentHourTest {
  private static final int SECONDS = 3_600;
  private static final double[] ROOMS = {0, 1e-5, 1e-4, 1e-3}; // root mean square, a minute each

  @Test
  void anHourOfSilenceIsNotKeptAndWhoSpeaksThenIsHeard() throws IOException {
    AudioClip spelled = AudioReader.read(Path.of("../docs/samples/spelled.wav"));
    int rate = spelled.sampleRate();
    SplittableRandom random = new SplittableRandom(3);
    float[] second = new float[rate];
    int most = 0;
    try (Recognizer recognizer =
        RecognizerFactory.create(Models.open(Models.DEFAULT), RuntimeOptions.DEFAULT)) {
      SpeechStream stream =
          new SpeechStream(
              recognizer,
              new LiveOptions(rate, DecodeRequest.nBest(1), true)
                  .withEndpointing(EndpointOptions.DEFAULT));
      List<LiveEvent> events = new ArrayList<>();
      for (int s = 0; s < SECONDS; s++) {
        double rms = ROOMS[s / 60 % ROOMS.length];
        for (int i = 0; i < rate; i++) {
          second[i] = (float) (rms * random.nextGaussian());
        }
        events.addAll(stream.accept(second, 0, rate));
        most = Math.max(most, stream.keptSamples());
      }
      assertThat(events).isEmpty();
      assertThat(most).isLessThan(rate / 2);
      events.addAll(stream.accept(spelled.samples(), 0, spelled.samples().length));
      events.addAll(stream.finish());
      LiveEvent.Final last = (LiveEvent.Final) events.get(events.size() - 1);
      // the "a" begins where the noise is cut off, and is taken for another letter now and then
      assertThat(last.transcript().text()).matches(". u r i c l e two zero two six");
      assertThat(last.transcript().words().get(0).startSeconds())
          .isBetween(SECONDS - 0.1, SECONDS + 1.0);
    }
  }
}
