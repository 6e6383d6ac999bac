package org.auricle.acoustic.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.auricle.engine.feature.FeatureMatrix;
import org.junit.jupiter.api.Test;

/** The queue against a list that forgets nothing. */
class FrameQueueTest {
  private static final int DIM = 3;

  @Test
  void framesComeOutAsTheyWentIn() {
    SplittableRandom random = new SplittableRandom(4);
    FrameQueue queue = new FrameQueue(DIM);
    List<float[]> all = new ArrayList<>();
    int dropped = 0;
    for (int step = 0; step < 3000; step++) {
      int n = random.nextInt(step % 100 == 0 ? 200 : 9);
      if (random.nextInt(4) == 0) {
        queue.addPadding(n, step);
        float[] padding = new float[DIM];
        Arrays.fill(padding, step);
        for (int i = 0; i < n; i++) {
          all.add(padding);
        }
      } else {
        float[] data = TinyCtc.random(step, n * DIM);
        queue.add(new FeatureMatrix(data, n, DIM));
        for (int i = 0; i < n; i++) {
          all.add(Arrays.copyOfRange(data, i * DIM, (i + 1) * DIM));
        }
      }
      assertThat(queue.end()).isEqualTo(all.size());
      int from = dropped + random.nextInt(all.size() - dropped + 1);
      int to = from + random.nextInt(all.size() - from + 1);
      float[] expected = new float[(to - from) * DIM];
      for (int i = from; i < to; i++) {
        System.arraycopy(all.get(i), 0, expected, (i - from) * DIM, DIM);
      }
      assertThat(queue.frames(from, to).data()).isEqualTo(expected);
      if (random.nextBoolean()) {
        queue.dropBefore(from);
        dropped = from;
      }
    }
  }
}
