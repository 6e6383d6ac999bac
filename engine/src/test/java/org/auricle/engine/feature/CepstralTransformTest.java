package org.auricle.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CepstralTransformTest {

  /** Rows are the transform of the unit vectors: row n holds column n of the DCT. */
  private static float[] unitResponses(int bins, int cepstra, double lifter) {
    float[] identity = new float[bins * bins];
    for (int n = 0; n < bins; n++) {
      identity[n * bins + n] = 1;
    }
    return new CepstralTransform(bins, cepstra, lifter)
        .apply(new FeatureMatrix(identity, bins, bins))
        .data();
  }

  @Test
  void isOrthonormalWithoutLifter() {
    for (int bins : new int[] {3, 23, 40}) {
      float[] matrix = unitResponses(bins, bins, 0);
      for (int i = 0; i < bins; i++) {
        for (int j = 0; j < bins; j++) {
          double dot = 0;
          for (int n = 0; n < bins; n++) {
            dot += (double) matrix[n * bins + i] * matrix[n * bins + j];
          }
          assertThat(dot).isCloseTo(i == j ? 1 : 0, within(1e-6));
        }
      }
    }
  }

  @Test
  void lifterScalesEachCoefficient() {
    float[] plain = unitResponses(23, 13, 0);
    float[] liftered = unitResponses(23, 13, 22);
    for (int i = 0; i < plain.length; i++) {
      double lift = 1 + 11 * Math.sin(Math.PI * (i % 13) / 22);
      assertThat((double) liftered[i]).isCloseTo(lift * plain[i], within(1e-5));
    }
  }

  @Test
  void flatSpectrumHasOnlyC0() {
    float[] flat = new float[40];
    Arrays.fill(flat, 3);
    float[] cepstra = new CepstralTransform(40, 5, 22).apply(new FeatureMatrix(flat, 1, 40)).data();
    assertThat((double) cepstra[0]).isCloseTo(3 * Math.sqrt(40), within(1e-4));
    for (int k = 1; k < 5; k++) {
      assertThat((double) cepstra[k]).isCloseTo(0, within(1e-4));
    }
  }

  @Test
  void refusesOtherWidths() {
    CepstralTransform transform = new CepstralTransform(40, 13, 22);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> transform.apply(FeatureMatrix.empty(39)))
        .withMessage("dim: 39 (expected: 40)");
    assertThatIllegalArgumentException().isThrownBy(() -> new CepstralTransform(40, 41, 22));
  }
}
