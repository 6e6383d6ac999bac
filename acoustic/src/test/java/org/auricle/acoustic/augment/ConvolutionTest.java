package org.auricle.acoustic.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvolutionTest {

  /** Against the sum of the definition; sizes around the edges of blocks. */
  @ParameterizedTest
  @CsvSource({"1,1", "5,3", "3,5", "900,600", "1024,1", "1025,512", "2500,513", "4000,700", "0,4"})
  void equalsTheSumOfProducts(int signalLength, int responseLength) {
    float[] signal = noise(signalLength, 1);
    float[] response = noise(responseLength, 2);
    float[] result = Convolution.convolve(signal, response);
    assertThat(result).hasSize(signalLength);
    for (int n = 0; n < signalLength; n++) {
      double sum = 0;
      for (int k = 0; k <= Math.min(n, responseLength - 1); k++) {
        sum += (double) response[k] * signal[n - k];
      }
      assertThat((double) result[n]).isCloseTo(sum, within(1e-4));
    }
  }

  @Test
  void anImpulseLeavesTheSignalAlone() {
    float[] signal = noise(3_000, 3);
    float[] same = Convolution.convolve(signal, new float[] {1});
    for (int i = 0; i < signal.length; i++) {
      assertThat(same[i]).isCloseTo(signal[i], within(1e-6f));
    }
  }

  private static float[] noise(int length, long seed) {
    return ColoredNoise.white(length, new SplittableRandom(seed));
  }
}
