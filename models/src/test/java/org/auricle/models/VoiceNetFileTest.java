package org.auricle.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.auricle.acoustic.vad.VoiceNetConfig;
import org.auricle.acoustic.vad.VoiceNetWeights;
import org.auricle.engine.recognition.VoiceActivityDetector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VoiceNetFileTest {
  private static final VoiceNetConfig CONFIG = new VoiceNetConfig(5, 80, 3_600, 2, 3);

  @TempDir Path folder;

  static VoiceNetWeights weights(float outputBias) {
    SplittableRandom random = new SplittableRandom(1);
    Map<String, float[]> tensors = new LinkedHashMap<>();
    VoiceNetWeights.shapes(CONFIG)
        .forEach(
            (name, shape) -> {
              float[] values = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
              for (int i = 0; i < values.length; i++) {
                values[i] = (float) (0.1 * (random.nextDouble() - 0.5));
              }
              tensors.put(name, values);
            });
    tensors.put(VoiceNetWeights.OUTPUT_BIAS, new float[] {outputBias});
    return new VoiceNetWeights(CONFIG, tensors);
  }

  private Path plainBundle() throws IOException {
    Path bundle = folder.resolve("plain");
    BundleWriter.write(
        TestBundles.MANIFEST,
        TestBundles.TOKENS,
        TestBundles.weights(),
        "# Tiny\n",
        TensorType.F16,
        bundle);
    return bundle;
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    VoiceNetWeights weights = weights(0.25f);
    VoiceNetWeights read =
        VoiceNetFile.read(VoiceNetFile.write(weights, TensorType.F32), "vad.safetensors");
    assertThat(read.config()).isEqualTo(CONFIG);
    for (String name : weights.tensors().keySet()) {
      assertThat(read.values(name)).as(name).isEqualTo(weights.values(name));
    }
    VoiceNetWeights half =
        VoiceNetFile.read(VoiceNetFile.write(weights, TensorType.F16), "vad.safetensors");
    assertThat(half.values(VoiceNetWeights.BIAS)[1])
        .isCloseTo(weights.values(VoiceNetWeights.BIAS)[1], within(1e-4f));
  }

  @Test
  void aBundleBringsItsDetector() throws IOException {
    Path plain = plainBundle();
    assertThat(Models.open(plain.toString()).voice()).isEmpty();
    assertThatThrownBy(() -> VoiceDetectors.open(plain.toString()))
        .hasMessage(plain + ", bundle.json: sha256: no vad.safetensors (expected: one)");
    Path file =
        Files.write(
            folder.resolve("v.safetensors"), VoiceNetFile.write(weights(1), TensorType.F32));
    for (String name : new String[] {"with", "with.zip"}) {
      Path target = folder.resolve(name);
      BundleWriter.amend(
          plain.toString(),
          BundleManifest.Language.DEFAULT,
          Map.of(ModelBundle.VOICE_FILE, file),
          target);
      ModelBundle bundle = Models.open(target.toString());
      assertThat(bundle.voice().orElseThrow().values(VoiceNetWeights.OUTPUT_BIAS))
          .containsExactly(1);
      try (VoiceActivityDetector detector = VoiceDetectors.open(target.toString());
          VoiceActivityDetector same = VoiceDetectors.open(file.toString())) {
        float[] samples = new float[1_600];
        assertThat(detector.newProbabilities(16_000).accept(samples, 0, samples.length))
            .isEqualTo(same.newProbabilities(16_000).accept(samples, 0, samples.length))
            .isNotEmpty();
      }
    }
  }

  @Test
  void whatIsNoDetectorIsNamed() throws IOException {
    byte[] other =
        Safetensors.write(Map.of("x", new Tensor(new int[] {1}, new float[1])), TensorType.F32);
    assertThatThrownBy(() -> VoiceNetFile.read(other, "x.safetensors"))
        .hasMessage("x.safetensors: metadata format: null (expected: auricle-vad-1)");
    Map<String, String> metadata =
        Map.of(
            "format", "auricle-vad-1", "mels", "5", "lowHz", "80", "highHz", "3600", "stack", "2");
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    VoiceNetWeights.shapes(CONFIG)
        .forEach((n, s) -> tensors.put(n, new Tensor(s, weights(1).values(n))));
    tensors.put(VoiceNetWeights.BIAS, new Tensor(new int[] {3, 4}, new float[12]));
    assertThatThrownBy(
            () ->
                VoiceNetFile.read(
                    Safetensors.write(tensors, TensorType.F32, metadata), "x.safetensors"))
        .hasMessage("x.safetensors: tensor lstm.bias_ih_l0: shape [3, 4] (expected: [12])");
    tensors.remove(VoiceNetWeights.OUTPUT_WEIGHT);
    assertThatThrownBy(
            () ->
                VoiceNetFile.read(
                    Safetensors.write(tensors, TensorType.F32, metadata), "x.safetensors"))
        .hasMessage("x.safetensors: tensor output.weight: not there (expected: a matrix)");
    assertThatThrownBy(() -> VoiceDetectors.open("nowhere.safetensors"))
        .hasMessage("nowhere.safetensors: no such file");
  }
}
