package org.auricle.acoustic.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.auricle.acoustic.onnx.OnnxModelDescription.Layout;
import org.auricle.acoustic.onnx.proto.TensorProto.DataType;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.audio.Resampler;
import org.auricle.engine.recognition.EndpointOptions;
import org.auricle.engine.recognition.SpeechSegment;
import org.auricle.engine.recognition.VoiceProbabilities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real model, where there is one. */
class SileroVadTest {
  private static final int RATE = 16_000;

  private static Path model() {
    return Shared.file("models/silero-vad/silero_vad.onnx");
  }

  /** Spoken words of several people, at 16 kHz. */
  private static List<AudioClip> speech(int count) throws IOException {
    try (Stream<Path> files = Files.walk(Shared.file("data/an4/audio"))) {
      List<Path> sorted = files.filter(f -> f.toString().endsWith(".flac")).sorted().toList();
      List<AudioClip> clips = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        clips.add(
            Resampler.resample(AudioReader.read(sorted.get(i * sorted.size() / count)), RATE));
      }
      return clips;
    }
  }

  private static float[] noise(int samples, double amplitude, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] noise = new float[samples];
    for (int i = 0; i < samples; i++) {
      noise[i] = (float) (amplitude * (2 * random.nextDouble() - 1));
    }
    return noise;
  }

  private static void addTo(List<Float> list, float[] values) {
    for (float value : values) {
      list.add(value);
    }
  }

  /** The same network run the plain way: arrays in, arrays out, nothing kept. */
  private static float[] plainly(float[] samples, int rate) throws IOException, OrtException {
    int window = rate == RATE ? 512 : 256;
    int context = window / 8;
    OrtEnvironment environment = SessionOpener.environment();
    List<Float> probabilities = new ArrayList<>();
    try (OrtSession session = environment.createSession(Files.readAllBytes(model()))) {
      float[][][] state = new float[2][1][128];
      float[] before = new float[context];
      for (int at = 0; at < samples.length; at += window) {
        float[] audio = Arrays.copyOfRange(samples, at, at + window);
        float[][] input = {Arrays.copyOf(before, context + window)};
        System.arraycopy(audio, 0, input[0], context, window);
        before = Arrays.copyOfRange(audio, window - context, window);
        try (OnnxTensor x = OnnxTensor.createTensor(environment, input);
            OnnxTensor s = OnnxTensor.createTensor(environment, state);
            OnnxTensor sr = OnnxTensor.createTensor(environment, (long) rate);
            OrtSession.Result result = session.run(Map.of("input", x, "state", s, "sr", sr))) {
          probabilities.add(((float[][]) result.get("output").orElseThrow().getValue())[0][0]);
          state = (float[][][]) result.get("stateN").orElseThrow().getValue();
        }
      }
    }
    float[] all = new float[probabilities.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = probabilities.get(i);
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(ints = {16_000, 8_000})
  void probabilitiesAreThoseOfAPlainLoop(int rate) throws Exception {
    float[] samples = Resampler.resample(speech(1).get(0), rate).samples();
    float[] expected = plainly(samples, rate);
    assertThat(expected).hasSizeGreaterThan(20).contains(expected[0]);
    try (SileroVad vad = SileroVad.open(model())) {
      for (int step : new int[] {100, 4_000, samples.length}) {
        SileroWindows windows = vad.newWindows(rate);
        List<Float> actual = new ArrayList<>();
        for (int at = 0; at < samples.length; at += step) {
          int end = Math.min(samples.length, at + step);
          addTo(actual, windows.accept(Arrays.copyOfRange(samples, at, end)));
        }
        addTo(actual, windows.finish());
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
          assertThat(actual.get(i)).isCloseTo(expected[i], within(1e-6f));
        }
      }
      assertThat(vad.openTensors()).isZero();
    }
  }

  /**
   * First and last tenth of a second whose energy is within 15 dB of the loudest: words, not
   * clicks.
   */
  private static double[] energyBounds(float[] samples) {
    int frame = RATE / 10;
    double[] energy = new double[samples.length / frame];
    double loudest = 0;
    for (int f = 0; f < energy.length; f++) {
      for (int i = f * frame; i < (f + 1) * frame; i++) {
        energy[f] += samples[i] * samples[i];
      }
      loudest = Math.max(loudest, energy[f]);
    }
    int first = 0;
    while (energy[first] < loudest / 30) {
      first++;
    }
    int last = energy.length - 1;
    while (energy[last] < loudest / 30) {
      last--;
    }
    return new double[] {first * 0.1, (last + 1) * 0.1};
  }

  @Test
  void utterancesBetweenSilencesAreFoundWhereTheyAre() throws IOException {
    List<AudioClip> clips = speech(8);
    EndpointOptions options =
        EndpointOptions.DEFAULT.withTrailingSilence(1).withPadding(0, 0).withMaxUtterance(30);
    float[] all = new float[0];
    List<double[]> expected = new ArrayList<>();
    for (AudioClip clip : clips) {
      int start = all.length + 2 * RATE;
      double[] bounds = energyBounds(clip.samples());
      double at = (double) start / RATE;
      expected.add(new double[] {at, at + bounds[0], at + bounds[1], at + clip.durationSeconds()});
      float[] longer = Arrays.copyOf(all, start + clip.samples().length);
      System.arraycopy(clip.samples(), 0, longer, start, clip.samples().length);
      all = longer;
    }
    float[] quiet = noise(all.length + 2 * RATE, 1e-4, 4);
    for (int i = 0; i < all.length; i++) {
      quiet[i] += all[i];
    }
    try (SileroVad vad = SileroVad.open(model())) {
      List<SpeechSegment> found = vad.detect(new AudioClip(quiet, RATE), options);
      assertThat(found).hasSameSizeAs(expected);
      for (int i = 0; i < found.size(); i++) {
        double[] edges = expected.get(i); // of the clip, and of what is loud in it
        assertThat(found.get(i).startSeconds()).isBetween(edges[0] - 0.05, edges[1] + 0.2);
        assertThat(found.get(i).endSeconds()).isBetween(edges[2] - 0.2, edges[3] + 0.2);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 16_000, 22_050, 48_000})
  void anyRateAndAnyChunksGiveTheSameSegments(int rate) throws IOException {
    AudioClip clip = Resampler.resample(speech(1).get(0), rate);
    try (SileroVad vad = SileroVad.open(model())) {
      List<SpeechSegment> segments = vad.detect(clip, EndpointOptions.DEFAULT);
      assertThat(segments).isNotEmpty();
      assertThat(segments.get(segments.size() - 1).endSeconds())
          .isLessThanOrEqualTo(clip.durationSeconds());
      VoiceProbabilities whole = vad.newProbabilities(rate);
      List<Float> expected = new ArrayList<>();
      addTo(expected, whole.accept(clip.samples(), 0, clip.samples().length));
      addTo(expected, whole.finish());
      assertThat(expected.size() * whole.windowSeconds())
          .isBetween(clip.durationSeconds(), clip.durationSeconds() + 0.04);
      VoiceProbabilities stream = vad.newProbabilities(rate);
      List<Float> parts = new ArrayList<>();
      for (int at = 0; at < clip.samples().length; at += 333) {
        int length = Math.min(333, clip.samples().length - at);
        addTo(parts, stream.accept(clip.samples(), at, length));
      }
      addTo(parts, stream.finish());
      assertThat(parts).isEqualTo(expected);
      assertThatThrownBy(stream::finish).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void noiseIsNoSpeech() {
    try (SileroVad vad = SileroVad.open(model())) {
      for (double amplitude : new double[] {0, 1e-3, 0.05, 0.5}) {
        AudioClip clip = new AudioClip(noise(10 * RATE, amplitude, 2), RATE);
        assertThat(vad.detect(clip, EndpointOptions.DEFAULT)).as("noise of " + amplitude).isEmpty();
      }
      assertThat(vad.detect(new AudioClip(new float[0], RATE), EndpointOptions.DEFAULT)).isEmpty();
      VoiceProbabilities stream = vad.newProbabilities(RATE);
      assertThatThrownBy(() -> stream.accept(new float[] {0, Float.NaN}, 0, 2))
          .hasMessage("samples: NaN or infinite (expected: numbers)");
    }
  }

  @Test
  void anotherModelIsNamed(@TempDir Path folder) {
    Path other = TinyCtc.plain(Layout.BATCH_TIME_DIM, DataType.FLOAT).write(folder.resolve("m"));
    int before = OnnxSession.openSessions();
    assertThatThrownBy(() -> SileroVad.open(other))
        .isInstanceOf(OnnxModelException.class)
        .hasMessage(other + ": inputs: x FLOAT (expected: Silero VAD's, version 5)");
    assertThat(OnnxSession.openSessions()).isEqualTo(before);
  }
}
