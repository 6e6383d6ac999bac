package org.auricle.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.auricle.engine.feature.FeatureOptions.Normalization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Front ends of foreign models against NumPy's and PyTorch's: see README.md in the resources. */
class ForeignFeaturesTest {
  private static final float TOLERANCE = 1e-3f;
  private static final int SAMPLES = 1_700;

  static Stream<Arguments> frontEnds() {
    NemoOptions nemo = NemoOptions.DEFAULT;
    FrameOptions whole = new FrameOptions(16_000, 25, 10, 0.97, true, WindowFunction.POVEY, true);
    return Stream.of(
        Arguments.of("nemo64", nemo.withBins(64), Normalization.NONE),
        Arguments.of("nemo80-per-feature", nemo, Normalization.NEMO_PER_FEATURE),
        Arguments.of("nemo128-all-features", nemo.withBins(128), Normalization.NEMO_ALL_FEATURES),
        Arguments.of(
            "fbank80-unit", new ScaledFbankOptions(FbankOptions.DEFAULT, 1), Normalization.NONE),
        Arguments.of(
            "fbank80-wenet",
            new FbankOptions(whole, new MelOptions(80, 20, 0)),
            Normalization.NONE),
        Arguments.of("waveform", WaveformOptions.DEFAULT, Normalization.WAV2VEC2));
  }

  @ParameterizedTest
  @MethodSource("frontEnds")
  void everyValueIsTheirs(String fixture, FrontEndOptions frontEnd, Normalization normalization)
      throws IOException {
    FeatureOptions options = new FeatureOptions(frontEnd, 0, 2, normalization, 1, 1);
    FeatureMatrix actual = new FeaturePipeline(options).extract(Signals.clip(signal()));
    List<float[]> expected = read(fixture);
    assertThat(actual.frames()).isEqualTo(expected.size());
    for (int t = 0; t < actual.frames(); t++) {
      assertThat(actual.rows(t, t + 1).data())
          .as("frame %d", t)
          .containsExactly(expected.get(t), Offset.offset(TOLERANCE));
    }
  }

  private static float[] signal() {
    float[] signal = new float[SAMPLES];
    long state = 12_345;
    for (int i = 0; i < SAMPLES; i++) {
      double t = i / 16_000.0;
      state = (1_103_515_245 * state + 12_345) % (1L << 31);
      double noise = state / (double) (1 << 30) - 1;
      signal[i] =
          (float)
              (0.3 * Math.sin(2 * Math.PI * 440 * t)
                  + 0.2 * Math.sin(2 * Math.PI * 9_000 * t * t)
                  + 0.02 * noise
                  + 0.05);
    }
    return signal;
  }

  private static List<float[]> read(String fixture) throws IOException {
    try (InputStream in = ForeignFeaturesTest.class.getResourceAsStream(fixture + ".txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return text.lines().map(ForeignFeaturesTest::row).toList();
    }
  }

  private static float[] row(String line) {
    String[] fields = line.split(" ");
    float[] row = new float[fields.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = Float.parseFloat(fields[i]);
    }
    return row;
  }
}
