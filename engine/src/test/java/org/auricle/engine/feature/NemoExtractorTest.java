package org.auricle.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.auricle.engine.audio.AudioClip;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link NemoExtractor} against the definitions in double precision, with a DFT in O(N^2). */
class NemoExtractorTest {
  private static final int[] LENGTHS = {0, 1, 159, 160, 161, 199, 200, 399, 401, 1_600, 2_077};

  static Stream<NemoOptions> options() {
    return Stream.of(
        NemoOptions.DEFAULT,
        NemoOptions.DEFAULT.withBins(128),
        new NemoOptions(16_000, 20, 10, 512, 0.97, 64),
        new NemoOptions(8_000, 25.2, 10.1, 256, 0, 40),
        new NemoOptions(16_000, 25.07, 12.5, 1_024, 0.9, 20));
  }

  @ParameterizedTest
  @MethodSource("options")
  void logMelIsNemos(NemoOptions options) {
    for (int length : LENGTHS) {
      float[] signal = Signals.rich(length, 17);
      FeatureMatrix actual =
          new NemoExtractor(options).extract(new AudioClip(signal, options.sampleRateHz()));
      assertThat(actual.frames()).isEqualTo(length / options.frameShift());
      for (int t = 0; t < actual.frames(); t++) {
        double[] expected = naive(options, signal, t);
        for (int b = 0; b < options.bins(); b++) {
          assertThat((double) actual.data()[t * options.bins() + b])
              .as("%d samples, frame %d, band %d", length, t, b)
              .isCloseTo(expected[b], within(1e-3));
        }
      }
    }
  }

  /** Pads the emphasised signal with half an FFT of zeros on each side, and takes FFT t * shift. */
  private static double[] naive(NemoOptions options, float[] signal, int t) {
    int n = options.fftSize();
    double[] padded = new double[signal.length + n];
    for (int i = 0; i < signal.length; i++) {
      padded[n / 2 + i] = signal[i] - (i > 0 ? options.preEmphasis() * signal[i - 1] : 0);
    }
    int window = options.window();
    int lead = (n - window) / 2;
    double[] power = new double[n / 2 + 1];
    for (int k = 0; k < power.length; k++) {
      double re = 0;
      double im = 0;
      for (int i = 0; i < window; i++) {
        double hann = 0.5 * (1 - Math.cos(2 * Math.PI * i / (window - 1)));
        double x = hann * padded[t * options.frameShift() + lead + i];
        re += x * Math.cos(2 * Math.PI * ((long) k * i % n) / n);
        im += x * Math.sin(2 * Math.PI * ((long) k * i % n) / n);
      }
      power[k] = re * re + im * im;
    }
    double top = toMel(options.sampleRateHz() / 2.0);
    double[] out = new double[options.bins()];
    for (int b = 0; b < out.length; b++) {
      double left = toHertz(top * b / (out.length + 1));
      double peak = toHertz(top * (b + 1) / (out.length + 1));
      double right = toHertz(top * (b + 2) / (out.length + 1));
      double energy = 0;
      for (int k = 0; k < power.length; k++) {
        double f = (double) k * options.sampleRateHz() / n;
        double height = f <= peak ? (f - left) / (peak - left) : (right - f) / (right - peak);
        energy += Math.max(0, height) * power[k] / ((right - left) / 2);
      }
      out[b] = Math.log(energy + Math.pow(2, -24));
    }
    return out;
  }

  private static double toMel(double hertz) {
    return hertz < 1_000 ? 3 * hertz / 200 : 15 + 27 * Math.log(hertz / 1_000) / Math.log(6.4);
  }

  private static double toHertz(double mel) {
    return mel < 15 ? mel * 200 / 3 : 1_000 * Math.pow(6.4, (mel - 15) / 27);
  }

  @Test
  void filtersHaveUnitArea() {
    float[] energies = new float[80];
    MelFilterBank filters = SlaneyMel.filters(80, 16_000, 8_192);
    float[] flat = new float[filters.spectrumSize()];
    Arrays.fill(flat, 1);
    filters.apply(flat, energies, 0);
    for (float energy : energies) {
      assertThat(energy * 16_000 / 8_192).isCloseTo(1, within(0.01f));
    }
  }

  @Test
  void silenceIsTheGuard() {
    FeatureMatrix silence =
        new NemoExtractor(NemoOptions.DEFAULT).extract(Signals.clip(new float[1_600]));
    assertThat(silence.frames()).isEqualTo(10);
    assertThat(silence.data()).containsOnly((float) Math.log(Math.pow(2, -24)));
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new NemoOptions(16_000, 25, 13, 512, 0.97, 80))
        .hasMessage("frameShiftMs: 13.0 (expected: at most half of windowMs)");
    assertThatThrownBy(() -> new NemoOptions(16_000, 25, 10, 256, 0.97, 80))
        .hasMessage("fftSize: 256 (expected: a power of two, 400..8192)");
    assertThatThrownBy(() -> new NemoOptions(16_000, 25, 10, 500, 0.97, 80))
        .hasMessageStartingWith("fftSize: 500");
    assertThatThrownBy(() -> new NemoOptions(16_000, 25, 10, 512, 2, 80))
        .hasMessage("preEmphasis: 2.0 (expected: 0..1)");
    assertThatThrownBy(() -> NemoOptions.DEFAULT.withBins(2))
        .hasMessage("bins: 2 (expected: 3..1024)");
    assertThatThrownBy(() -> new NemoOptions(0, 25, 10, 512, 0.97, 80))
        .hasMessage("sampleRateHz: 0 (expected: 1000..384000)");
  }

  @Test
  void defaultIsNemos() {
    assertThat(NemoOptions.DEFAULT).isEqualTo(new NemoOptions(16_000, 25, 10, 512, 0.97, 80));
    assertThat(NemoOptions.DEFAULT.window()).isEqualTo(400);
    assertThat(NemoOptions.DEFAULT.frameShift()).isEqualTo(160);
  }
}
