package org.auricle.acoustic.vad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.feature.FbankExtractor;
import org.auricle.engine.feature.FbankOptions;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.recognition.VoiceProbabilities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LstmVadTest {
  private static final VoiceNetConfig SMALL = new VoiceNetConfig(12, 100, 3_500, 3, 7);
  private static final int RATE = VoiceNetConfig.SAMPLE_RATE_HZ;

  private static float[] noise(int samples) {
    SplittableRandom random = new SplittableRandom(3);
    float[] noise = new float[samples];
    for (int i = 0; i < samples; i++) {
      noise[i] = (float) (0.2 * (2 * random.nextDouble() - 1) * Math.sin(i * 1e-3));
    }
    return noise;
  }

  private static List<Float> probabilities(LstmVad vad, float[] samples, int rate, int step) {
    VoiceProbabilities stream = vad.newProbabilities(rate);
    List<Float> all = new ArrayList<>();
    for (int at = 0; at < samples.length; at += step) {
      add(all, stream.accept(samples, at, Math.min(step, samples.length - at)));
    }
    add(all, stream.finish());
    assertThatThrownBy(stream::finish).isInstanceOf(IllegalStateException.class);
    return all;
  }

  private static void add(List<Float> list, float[] values) {
    for (float value : values) {
      list.add(value);
    }
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** The equations of an LSTM in double precision, frame by frame. */
  private static double[] literally(VoiceNetWeights weights, float[] samples) {
    VoiceNetConfig config = weights.config();
    FeatureMatrix frames =
        new FbankExtractor((FbankOptions) config.features().frontEnd())
            .extract(new AudioClip(samples, RATE));
    int h = config.hidden();
    double[] hidden = new double[h];
    double[] cell = new double[h];
    double[] result = new double[(frames.frames() + 2) / 3];
    for (int t = 0; t < result.length; t++) {
      double[] gates = new double[4 * h];
      for (int g = 0; g < 4 * h; g++) {
        gates[g] = weights.values(VoiceNetWeights.BIAS)[g];
        for (int i = 0; i < config.inputDim(); i++) {
          int frame = Math.min(frames.frames() - 1, 3 * t + i / config.mels());
          double x = frames.data()[frame * config.mels() + i % config.mels()];
          gates[g] +=
              weights.values(VoiceNetWeights.WEIGHT_IH)[g * config.inputDim() + i] * (x - 8) / 5;
        }
        for (int i = 0; i < h; i++) {
          gates[g] += weights.values(VoiceNetWeights.WEIGHT_HH)[g * h + i] * hidden[i];
        }
      }
      double logit = weights.values(VoiceNetWeights.OUTPUT_BIAS)[0];
      for (int u = 0; u < h; u++) {
        cell[u] = sigmoid(gates[h + u]) * cell[u] + sigmoid(gates[u]) * Math.tanh(gates[2 * h + u]);
        hidden[u] = sigmoid(gates[3 * h + u]) * Math.tanh(cell[u]);
        logit += weights.values(VoiceNetWeights.OUTPUT_WEIGHT)[u] * hidden[u];
      }
      result[t] = sigmoid(logit);
    }
    return result;
  }

  @Test
  void probabilitiesAreThoseOfTheEquations() {
    VoiceNetWeights weights = RandomVoiceNet.of(SMALL, 5);
    float[] samples = noise(2 * RATE);
    double[] expected = literally(weights, samples);
    try (LstmVad vad = new LstmVad(weights)) {
      List<Float> actual = probabilities(vad, samples, RATE, samples.length);
      assertThat(actual).hasSize(expected.length);
      for (int t = 0; t < expected.length; t++) {
        assertThat((double) actual.get(t)).isCloseTo(expected[t], within(1e-4));
      }
    }
    assertThat(expected[expected.length - 1]).isNotCloseTo(expected[30], within(1e-3));
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 16_000, 44_100})
  void chunksDoNotMatter(int rate) {
    try (LstmVad vad = new LstmVad(RandomVoiceNet.of(SMALL, 6))) {
      float[] samples = noise(2 * rate);
      List<Float> whole = probabilities(vad, samples, rate, samples.length);
      assertThat(whole.size() * SMALL.windowSeconds()).isCloseTo(2, within(0.05));
      assertThat(probabilities(vad, samples, rate, 77)).isEqualTo(whole);
      assertThat(probabilities(vad, samples, rate, 1_600)).isEqualTo(whole);
    }
  }

  @Test
  void whatComesLaterDoesNotMatterEither() {
    try (LstmVad vad = new LstmVad(RandomVoiceNet.of(SMALL, 6))) {
      float[] samples = noise(2 * RATE);
      List<Float> whole = probabilities(vad, samples, RATE, samples.length);
      float[] head = Arrays.copyOf(samples, RATE);
      float[] known = vad.newProbabilities(RATE).accept(head, 0, head.length);
      assertThat(known.length * SMALL.windowSeconds()).isGreaterThan(0.95);
      for (int i = 0; i < known.length; i++) {
        assertThat(known[i]).isEqualTo(whole.get(i));
      }
    }
  }

  @Test
  void whatIsWrongIsRefused() {
    try (LstmVad vad = new LstmVad(RandomVoiceNet.of(SMALL, 6))) {
      VoiceProbabilities stream = vad.newProbabilities(RATE);
      assertThatThrownBy(() -> stream.accept(new float[] {0, Float.NaN}, 0, 2))
          .hasMessage("samples: NaN or infinite (expected: numbers)");
    }
    Map<String, float[]> tensors = new HashMap<>(RandomVoiceNet.of(SMALL, 6).tensors());
    tensors.put(VoiceNetWeights.OUTPUT_BIAS, new float[2]);
    assertThatThrownBy(() -> new VoiceNetWeights(SMALL, tensors))
        .hasMessage("tensor output.bias: 2 values (expected: 1)");
    tensors.put(VoiceNetWeights.OUTPUT_BIAS, new float[] {Float.NaN});
    assertThatThrownBy(() -> new VoiceNetWeights(SMALL, tensors))
        .hasMessage("tensor output.bias: a value that is not finite (expected: numbers)");
    assertThatThrownBy(() -> new VoiceNetConfig(12, 100, 9_000, 3, 7))
        .hasMessage("highHz: 9000.0 (expected: <= 8000)");
  }
}
