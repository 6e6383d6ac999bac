package org.auricle.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PowerSpectrumTest {

  /** A tone that fits the FFT, 160 dB above noise: what stands beside the tone is the noise's. */
  @ParameterizedTest
  @CsvSource({"2, 2", "2, 1", "4, 3", "8, 8", "64, 40", "512, 400", "512, 512", "4096, 2048"})
  void showsWhatStandsFarBelowTheLoudest(int size, int length) {
    SplittableRandom random = new SplittableRandom(size + length);
    PowerSpectrum spectrum = new PowerSpectrum(size);
    float[] signal = spectrum.signal();
    for (int i = 0; i < size; i++) {
      double quiet = (2 * random.nextDouble() - 1) * 1e-4;
      signal[i] = (float) (i % 4 == 0 ? 1e4 : i % 4 == 2 ? -1e4 : quiet);
    }
    float[] kept = signal.clone();
    float[] power = spectrum.compute(length);
    assertThat(power).hasSize(size / 2 + 1);
    for (int k = 0; k <= size / 2; k++) {
      double re = 0;
      double im = 0;
      for (int i = 0; i < length; i++) {
        double angle = 2 * Math.PI * ((long) i * k % size) / size;
        re += kept[i] * Math.cos(angle);
        im += kept[i] * Math.sin(angle);
      }
      double expected = re * re + im * im;
      assertThat((double) power[k])
          .as("bin %d of %d", k, size)
          .isCloseTo(expected, within(1e-5 * expected + 1e-12));
    }
  }
}
