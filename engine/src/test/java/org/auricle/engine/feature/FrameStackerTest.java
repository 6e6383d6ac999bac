package org.auricle.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class FrameStackerTest {
  private static final int DIM = 2;

  /** Frame t holds 10 t and 10 t + 1. */
  private static FeatureMatrix numbered(int frames) {
    float[] data = new float[frames * DIM];
    for (int i = 0; i < data.length; i++) {
      data[i] = 10 * (i / DIM) + i % DIM;
    }
    return new FeatureMatrix(data, frames, DIM);
  }

  @Test
  void lastFrameRepeatsBeyondTheEnd() {
    FeatureMatrix out = new FrameStacker(DIM, 3, 3).apply(numbered(7));
    assertThat(out.dim()).isEqualTo(6);
    assertThat(out.frames()).isEqualTo(3);
    assertThat(out.data())
        .containsExactly(0, 1, 10, 11, 20, 21, 30, 31, 40, 41, 50, 51, 60, 61, 60, 61, 60, 61);
  }

  @Test
  void anyShape() {
    for (int stack = 1; stack <= 4; stack++) {
      for (int skip = 1; skip <= 5; skip++) {
        for (int frames = 0; frames <= 11; frames++) {
          FeatureMatrix out = new FrameStacker(DIM, stack, skip).apply(numbered(frames));
          assertThat(out.frames()).isEqualTo((int) Math.ceil((double) frames / skip));
          for (int t = 0; t < out.frames(); t++) {
            for (int i = 0; i < stack * DIM; i++) {
              int source = Math.min(t * skip + i / DIM, frames - 1);
              assertThat(out.data()[t * stack * DIM + i]).isEqualTo(10 * source + i % DIM);
            }
          }
        }
      }
    }
  }

  @Test
  void framesComeOutOnceTheirContextIsIn() {
    FrameStream stream = new FrameStacker(DIM, 3, 2).newStream();
    assertThat(stream.accept(numbered(2)).frames()).isZero();
    assertThat(stream.accept(numbered(1)).frames()).isEqualTo(1);
    assertThat(stream.accept(numbered(4)).frames()).isEqualTo(2);
    assertThat(stream.finish().frames()).isEqualTo(1);
  }

  @Test
  void refusesOtherWidths() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FrameStacker(3, 1, 1).apply(FeatureMatrix.empty(4)))
        .withMessage("dim: 4 (expected: 3)");
    assertThatIllegalArgumentException().isThrownBy(() -> new FrameStacker(3, 1, 0));
  }
}
