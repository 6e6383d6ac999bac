package org.auricle.decoder.ctc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.auricle.engine.recognition.LogPosteriors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlankDiscountTest {
  private static final int FRAMES = 7;
  private static final int TOKENS = 5;

  private static LogPosteriors posteriors() {
    SplittableRandom random = new SplittableRandom(1);
    float[] y = new float[FRAMES * TOKENS];
    for (int t = 0; t < FRAMES; t++) {
      double[] p = random.doubles(TOKENS, 1e-6, 1).toArray();
      double sum = 0;
      for (double x : p) {
        sum += x;
      }
      for (int v = 0; v < TOKENS; v++) {
        y[t * TOKENS + v] = (float) Math.log(p[v] / sum);
      }
    }
    return new LogPosteriors(y, FRAMES, TOKENS, 0.03);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 1, 8})
  void isThatOfItsDefinition(double nats) {
    LogPosteriors before = posteriors();
    for (int blank : new int[] {0, 3}) {
      LogPosteriors after = BlankDiscount.apply(before, blank, nats);
      for (int t = 0; t < FRAMES; t++) {
        double[] expected = new double[TOKENS];
        double sum = 0;
        for (int v = 0; v < TOKENS; v++) {
          double p = Math.exp(before.logProbs()[t * TOKENS + v]);
          expected[v] = v == blank ? p * Math.exp(-nats) : p;
          sum += expected[v];
        }
        for (int v = 0; v < TOKENS; v++) {
          assertThat((double) after.logProbs()[t * TOKENS + v])
              .isEqualTo(Math.log(expected[v] / sum), within(1e-4));
        }
      }
    }
  }

  @Test
  void survivesCertaintyAndLeavesItsInputAlone() {
    float[] sure = {0, Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY, 0};
    LogPosteriors before = new LogPosteriors(sure.clone(), 2, 2, 0.03);
    LogPosteriors after = BlankDiscount.apply(before, 0, 1);
    assertThat(before.logProbs()).containsExactly(sure);
    assertThat(after.logProbs()[0]).isEqualTo(0, within(1e-6f));
    assertThat(after.logProbs()[1]).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(after.logProbs()[2]).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(after.logProbs()[3]).isEqualTo(0, within(1e-6f));
    assertThat(BlankDiscount.apply(before, 0, 0)).isSameAs(before);
  }
}
