package org.auricle.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MelFilterBankTest {

  @Test
  void neighboursShareEachBinBetweenTheOuterCenters() {
    // Halves of adjacent triangles sum to 1 from the first centre to the last.
    MelFilterBank bank = new MelFilterBank(new MelOptions(40, 20, -400), 16_000, 512);
    double low = mel(20);
    double step = (mel(7_600) - low) / 41;
    for (int k = 0; k < bank.spectrumSize(); k++) {
      float[] energies = energies(bank, k);
      double sum = 0;
      for (float energy : energies) {
        assertThat(energy).isBetween(0f, 1f);
        sum += energy;
      }
      double position = (mel(k * 31.25) - low) / step; // 1: first centre, 40: last
      double expected = Math.max(0, Math.min(1, Math.min(position, 41 - position)));
      assertThat(sum).as("FFT bin %d", k).isCloseTo(expected, within(1e-5));
    }
  }

  @Test
  void neitherDcNorNyquistCounts() {
    MelFilterBank bank = new MelFilterBank(new MelOptions(23, 0, 0), 16_000, 512);
    for (int bin : new int[] {0, 256}) {
      for (float energy : energies(bank, bin)) {
        assertThat(energy).isBetween(0f, 1e-6f);
      }
    }
  }

  private static float[] energies(MelFilterBank bank, int bin) {
    float[] power = new float[bank.spectrumSize()];
    power[bin] = 1;
    float[] energies = new float[bank.bins()];
    bank.apply(power, energies, 0);
    return energies;
  }

  @Test
  void refusesRangesThatDoNotFit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MelFilterBank(new MelOptions(23, 20, 5_000), 8_000, 256))
        .withMessage(
            "lowHz, highHz: 20.0, 5000.0 (expected: low < high <= 4000.0, the Nyquist rate)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MelFilterBank(new MelOptions(23, 3_000, -2_000), 8_000, 256))
        .withMessageStartingWith("lowHz, highHz: 3000.0, 2000.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MelFilterBank(new MelOptions(200, 20, 0), 16_000, 512))
        .withMessage(
            "bins: 200 (expected: fewer; filter 2 holds no FFT bin, which are 31.25 Hz apart)");
  }

  private static double mel(double hertz) {
    return 1127 * Math.log(1 + hertz / 700);
  }
}
