package org.auricle.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.auricle.acoustic.training.Manifest;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.recognition.RecognitionStream;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.StreamOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The default bundle says nothing where nobody speaks, and where somebody does, all it would say.
 */
class NoTextTest {
  private static final int RATE = 16_000;
  private static Recognizer gated;
  private static Recognizer open;

  @BeforeAll
  static void openModels() throws IOException {
    ModelBundle bundle = Models.open(Models.DEFAULT);
    RuntimeOptions options = RuntimeOptions.DEFAULT.withThreads(2);
    gated = RecognizerFactory.create(bundle, options);
    open = RecognizerFactory.create(bundle, options.withVoiceGate(false));
  }

  @AfterAll
  static void close() {
    gated.close();
    open.close();
  }

  private static float[] noise(double seconds, double rms, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] noise = new float[(int) (seconds * RATE)];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) (rms * random.nextGaussian());
    }
    return noise;
  }

  private static String text(Recognizer recognizer, float[] samples) {
    return recognizer.recognize(new AudioClip(samples, RATE)).text();
  }

  @Test
  void silenceHasNoWords() {
    assertThat(text(gated, new float[0])).isEmpty();
    assertThat(text(gated, new float[100])).isEmpty();
    assertThat(text(gated, new float[10 * RATE])).isEmpty();
    float[] offset = new float[5 * RATE];
    Arrays.fill(offset, 0.1f);
    assertThat(text(gated, offset)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.5e-5, 1e-4, 1e-3, 1e-2, 0.1, 0.25})
  void whiteNoiseFromDitherToARoarHasNoWords(double rms) {
    assertThat(text(gated, noise(8, rms, 77))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-4, 1e-3, 1e-2, 0.1})
  void pinkNoiseHasNoWords(double rms) {
    // White noise through first-order low passes an octave apart: Voss's sum, by filters.
    float[] white = noise(8, 1, 78);
    double[] states = new double[8];
    double energy = 0;
    float[] pink = new float[white.length];
    for (int i = 0; i < white.length; i++) {
      for (int k = 0; k < states.length; k++) {
        double pole = Math.exp(-Math.PI * Math.pow(2, -k));
        states[k] = pole * states[k] + Math.sqrt(1 - pole * pole) * white[i];
        pink[i] += (float) (states[k] * Math.pow(2, -0.5 * (states.length - k)));
      }
      energy += pink[i] * pink[i];
    }
    float gain = (float) (rms / Math.sqrt(energy / white.length));
    for (int i = 0; i < pink.length; i++) {
      pink[i] *= gain;
    }
    assertThat(text(gated, pink)).isEmpty();
  }

  /** Bells in fifths, tuned low, with beating partials: no instrument of the training's. */
  private static float[] bells(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] partials = {0.5, 1, 1.19, 1.5, 2, 2.51, 3.01, 4.1};
    float[] out = new float[10 * RATE];
    for (double at = 0.2; at < 9; at += 0.3 + random.nextDouble()) {
      double hertz = 180 * Math.pow(1.5, random.nextInt(4)) / (random.nextBoolean() ? 1 : 2);
      for (int p = 0; p < partials.length; p++) {
        double ring = 1.8 / (p + 1);
        double gain = 0.05 / (1 + 0.4 * p);
        for (int i = (int) (at * RATE); i < out.length; i++) {
          double t = (double) i / RATE - at;
          double beat = 1 + 0.2 * Math.sin(2 * Math.PI * (2 + p) * t);
          double wave = Math.sin(2 * Math.PI * hertz * partials[p] * t);
          out[i] += (float) (gain * beat * wave * Math.exp(-t / ring));
        }
      }
    }
    return out;
  }

  /** Drums: falling sines, and bursts of noise that are high or broad. */
  private static float[] drums(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] out = new float[10 * RATE];
    double step = 0.1 + 0.1 * random.nextDouble();
    for (int s = 0; s * step < 9.5; s++) {
      boolean kick = s % 8 == 0 || s % 8 == 5;
      boolean snare = s % 8 == 4;
      double last = 0;
      for (int i = (int) (s * step * RATE); i < out.length; i++) {
        double t = (double) i / RATE - s * step;
        if (t > 0.5) {
          break;
        }
        double noise = random.nextGaussian();
        double value = 0.03 * (noise - last) * Math.exp(-t / 0.02);
        last = noise;
        value +=
            kick ? 0.5 * Math.sin(30 * (1 - Math.exp(-t * 25)) + 300 * t) * Math.exp(-8 * t) : 0;
        value += snare ? 0.15 * noise * Math.exp(-t / 0.08) : 0;
        out[i] += (float) value;
      }
    }
    return out;
  }

  /** A waltz: a bowed bass (a saw-tooth through a low pass), two chords of reeds, brushes. */
  private static float[] waltz(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] out = new float[10 * RATE];
    double beat = 0.35 + 0.2 * random.nextDouble();
    int[] roots = {0, 5, 7, 0};
    double low = 0;
    for (int i = 0; i < out.length; i++) {
      double t = (double) i / RATE;
      int count = (int) (t / beat);
      int root = roots[count / 3 % roots.length];
      double into = t - count * beat;
      double bass = 98 * Math.pow(2, root / 12.0);
      low += 0.05 * (2 * (bass * t % 1) - 1 - low);
      double value = count % 3 == 0 ? 0.5 * low * Math.exp(-into / 0.3) : 0;
      if (count % 3 > 0) {
        for (int third : new int[] {0, 4, 7}) {
          double reed = 2 * bass * Math.pow(2, third / 12.0);
          value += 0.05 * Math.tanh(3 * Math.sin(2 * Math.PI * reed * t)) * Math.exp(-into / 0.15);
        }
        value += 0.04 * random.nextGaussian() * Math.exp(-into / 0.05);
      }
      out[i] = (float) value;
    }
    return out;
  }

  @Test
  void musicThatTrainingHasNotHeardHasNoWords() {
    for (long seed = 0; seed < 10; seed++) {
      assertThat(text(gated, waltz(seed))).as("waltz " + seed).isEmpty();
      assertThat(text(gated, bells(seed))).as("bells " + seed).isEmpty();
      assertThat(text(gated, drums(seed))).as("drums " + seed).isEmpty();
    }
  }

  @Test
  void streamsOfNoiseAndMusicShowNothing() {
    for (float[] samples : List.of(new float[2 * RATE], noise(8, 0.1, 79), drums(3), bells(3))) {
      RecognitionStream stream = gated.newStream(new StreamOptions(RATE, 1, true));
      for (int at = 0; at < samples.length; at += RATE / 5) {
        assertThat(stream.accept(samples, at, RATE / 5)).isEmpty();
      }
      assertThat(stream.finish().text()).isEmpty();
    }
  }

  @Test
  void itIsTheGateThatKeepsItSilent() {
    assertThat(text(open, drums(1)) + text(open, bells(1)) + text(open, waltz(1))).isNotEmpty();
  }

  /** Recordings that the training has left out; babies and sneezes, which are voices, may pass. */
  @Test
  void recordedNoiseHardlyEverHasWords() throws IOException {
    Path manifest = Path.of("../../shared/data/noise/manifest.jsonl");
    assumeTrue(Files.exists(manifest), "skipped: no shared/data/noise beside the repository");
    List<String> spoken = new ArrayList<>();
    int count = 0;
    for (Manifest.Entry entry : Manifest.read(manifest).entries()) {
      String name = entry.audio().getFileName().toString();
      if (name.matches(".*(-1-\\d*[014]-|exercise-bike|running-tap).*")) {
        count++;
        if (!gated.recognize(AudioReader.read(entry.audio())).text().isEmpty()) {
          spoken.add(name);
        }
      }
    }
    assertThat(count).isEqualTo(26);
    assertThat(spoken)
        .hasSizeLessThanOrEqualTo(3)
        .allMatch(name -> name.matches(".*(baby|sneeze).*"));
  }

  @Test
  void realSpeakersAreHeardAsBefore() throws IOException {
    Path dev = Path.of("../../shared/data/an4/dev.jsonl");
    assumeTrue(Files.exists(dev), "skipped: no shared/data/an4 beside the repository");
    List<Manifest.Entry> entries = Manifest.read(dev).entries();
    assertThat(entries).hasSize(105);
    for (Manifest.Entry entry : entries) {
      AudioClip clip = AudioReader.read(entry.audio());
      assertThat(gated.recognize(clip))
          .as(entry.audio().toString())
          .isEqualTo(open.recognize(clip));
    }
  }
}
