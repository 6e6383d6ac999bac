package org.auricle.decoder.lm.lstm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.auricle.engine.math.Parallel;
import org.junit.jupiter.api.Test;

class SampledSoftmaxTest {
  private static final int SYMBOLS = 9;
  private static final int SIZE = 3;
  private static final long[] COUNTS = {30, 20, 10, 6, 4, 3, 2, 1, 1};

  private final SparseTable weight = new SparseTable("w", SYMBOLS, SIZE);
  private final SparseTable bias = new SparseTable("b", SYMBOLS, 1);

  @Test
  void aSampleOfAllIsTheFullSoftmax() {
    SplittableRandom random = new SplittableRandom(1);
    CarriedLstm.uniform(weight.value(), 1, random);
    CarriedLstm.uniform(bias.value(), 1, random);
    float[] h = new float[2 * SIZE];
    CarriedLstm.uniform(h, 1, random);
    int[] targets = {4, 8};
    SampledSoftmax softmax = new SampledSoftmax(COUNTS, SYMBOLS, Parallel.single());
    softmax.draw(random);
    float[] dH = new float[2 * SIZE];
    double loss = softmax.forwardBackward(h, 2, targets, weight, bias, dH);

    double expectedLoss = 0;
    double[] expectedBias = new double[SYMBOLS];
    for (int r = 0; r < 2; r++) {
      double[] p = probabilities(h, r);
      expectedLoss -= Math.log(p[targets[r]]);
      for (int w = 0; w < SYMBOLS; w++) {
        expectedBias[w] += p[w] - (w == targets[r] ? 1 : 0);
      }
      for (int i = 0; i < SIZE; i++) {
        double d = 0;
        for (int w = 0; w < SYMBOLS; w++) {
          d += (p[w] - (w == targets[r] ? 1 : 0)) * weight.value()[w * SIZE + i];
        }
        assertThat((double) dH[r * SIZE + i]).isCloseTo(d, within(1e-5));
      }
    }
    assertThat(loss).isCloseTo(expectedLoss, within(1e-5));
    for (int w = 0; w < SYMBOLS; w++) {
      assertThat((double) bias.parameter().grad()[w]).isCloseTo(expectedBias[w], within(1e-5));
    }
  }

  /** Where the logits are the true ln P, targets drawn from P leave no gradient on average. */
  @Test
  void theTruthIsAnOptimumWhateverTheSample() {
    for (int w = 0; w < SYMBOLS; w++) {
      bias.value()[w] = (float) Math.log(w + 1.0);
    }
    double total = IntStream.rangeClosed(1, SYMBOLS).sum();
    SampledSoftmax softmax = new SampledSoftmax(COUNTS, 4, Parallel.single());
    SplittableRandom random = new SplittableRandom(2);
    int rounds = 60_000;
    double[] mean = new double[SYMBOLS];
    for (int i = 0; i < rounds; i++) {
      softmax.draw(random);
      double u = random.nextDouble() * total;
      int target = 0;
      while ((u -= target + 1) > 0) {
        target++;
      }
      softmax.forwardBackward(
          new float[SIZE], 1, new int[] {target}, weight, bias, new float[SIZE]);
      for (int w = 0; w < SYMBOLS; w++) {
        mean[w] += bias.parameter().grad()[w] / rounds;
      }
      weight.clear();
      bias.clear();
    }
    assertThat(mean).containsExactly(new double[SYMBOLS], within(0.006));
  }

  @Test
  void theSampleHasTheSizeAskedForAndTheFrequentAreAlwaysInIt() {
    double[] pi = SampledSoftmax.inclusion(COUNTS, 4);
    assertThat(Arrays.stream(pi).sum()).isCloseTo(4, within(1e-6));
    assertThat(pi[0]).isEqualTo(1);
    assertThat(pi[3] / pi[5]).isCloseTo(Math.pow(2, 0.75), within(1e-9));
  }

  private double[] probabilities(float[] h, int r) {
    double[] p = new double[SYMBOLS];
    for (int w = 0; w < SYMBOLS; w++) {
      double s = bias.value()[w];
      for (int i = 0; i < SIZE; i++) {
        s += weight.value()[w * SIZE + i] * h[r * SIZE + i];
      }
      p[w] = Math.exp(s);
    }
    double sum = Arrays.stream(p).sum();
    return Arrays.stream(p).map(v -> v / sum).toArray();
  }
}
