package org.auricle.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class DeltasTest {

  private static FeatureMatrix column(int frames, IntToDoubleFunction value) {
    float[] data = new float[frames];
    for (int t = 0; t < frames; t++) {
      data[t] = (float) value.applyAsDouble(t);
    }
    return new FeatureMatrix(data, frames, 1);
  }

  @Test
  void rampHasItsSlope() {
    for (int window = 1; window <= 4; window++) {
      FeatureMatrix out = new Deltas(1, 2, window).apply(column(30, t -> 0.25 * t - 2));
      for (int t = 2 * window; t < 30 - 2 * window; t++) {
        assertThat(out.data()[3 * t]).isEqualTo(0.25f * t - 2);
        assertThat((double) out.data()[3 * t + 1]).isCloseTo(0.25, within(1e-6));
        assertThat((double) out.data()[3 * t + 2]).isCloseTo(0, within(1e-6));
      }
    }
  }

  @Test
  void parabolaHasItsCurvature() {
    FeatureMatrix out = new Deltas(1, 2, 2).apply(column(20, t -> 0.5 * t * t));
    for (int t = 4; t < 16; t++) {
      assertThat((double) out.data()[3 * t + 1]).isCloseTo(t, within(1e-4));
      assertThat((double) out.data()[3 * t + 2]).isCloseTo(1, within(1e-4));
    }
  }

  @Test
  void endsRepeatTheOuterFramesOfTheStatics() {
    // Kaldi: both regressions run over the clamped statics, not over clamped deltas.
    Random random = new Random(13);
    for (int window : new int[] {1, 2, 3}) {
      for (int frames = 0; frames < 15; frames++) {
        int dim = 3;
        float[] x = new float[frames * dim];
        for (int i = 0; i < x.length; i++) {
          x[i] = random.nextFloat();
        }
        FeatureMatrix out = new Deltas(dim, 2, window).apply(new FeatureMatrix(x, frames, dim));
        assertThat(out.frames()).isEqualTo(frames);
        for (int t = 0; t < frames; t++) {
          for (int d = 0; d < dim; d++) {
            int row = t * 3 * dim;
            assertThat(out.data()[row + d]).isEqualTo(x[t * dim + d]);
            assertThat((double) out.data()[row + dim + d])
                .isCloseTo(delta(x, frames, dim, t, d, window), within(1e-6));
            assertThat((double) out.data()[row + 2 * dim + d])
                .isCloseTo(deltaDelta(x, frames, dim, t, d, window), within(1e-6));
          }
        }
      }
    }
  }

  private static double delta(float[] x, int frames, int dim, int t, int d, int window) {
    double sum = 0;
    double squares = 0;
    for (int j = -window; j <= window; j++) {
      int clamped = Math.max(0, Math.min(frames - 1, t + j));
      sum += j * (double) x[clamped * dim + d];
      squares += j * j;
    }
    return sum / squares;
  }

  private static double deltaDelta(float[] x, int frames, int dim, int t, int d, int window) {
    double sum = 0;
    double squares = 0;
    for (int j = -window; j <= window; j++) {
      sum += j * delta(x, frames, dim, t + j, d, window);
      squares += j * j;
    }
    return sum / squares;
  }

  @Test
  void refusesOtherWidths() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Deltas(3, 1, 2).apply(FeatureMatrix.empty(4)))
        .withMessage("dim: 4 (expected: 3)");
    assertThatIllegalArgumentException().isThrownBy(() -> new Deltas(3, 1, 0));
  }
}
