package org.auricle.engine.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InverseMdctTest {

  @ParameterizedTest
  @ValueSource(ints = {8, 64, 256, 1024})
  void isTheSumOfItsDefinition(int n) {
    Random random = new Random(n);
    float[] spectrum = new float[n / 2];
    for (int k = 0; k < spectrum.length; k++) {
      spectrum[k] = random.nextFloat() - 0.5f;
    }
    float[] samples = new float[n];
    new InverseMdct(n).transform(spectrum, samples);
    for (int t = 0; t < n; t++) {
      double sum = 0;
      for (int k = 0; k < n / 2; k++) {
        sum += spectrum[k] * Math.cos(2 * Math.PI / n * (t + 0.5 + n / 4.0) * (k + 0.5));
      }
      assertThat((double) samples[t]).isCloseTo(sum, within(1e-5 * n));
    }
  }
}
