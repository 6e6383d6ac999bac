package org.auricle.tools.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchedPairsTest {

  @Test
  void segmentsLieBetweenTwoWordsThatBothHaveRight() {
    // one right word between two errors joins them; two part them
    assertThat(MatchedPairs.differences("a b c d e", "x b y d e", "a b c d e")).containsExactly(2);
    assertThat(MatchedPairs.differences("a b c d e", "x b c y e", "a b c d z"))
        .containsExactly(1, 0); // the second system errs beside the first one's second error
    assertThat(MatchedPairs.differences("a b c", "a b c", "a b c")).isEmpty();
    assertThat(MatchedPairs.differences("", "", "x y")).containsExactly(-2);
    // an insertion between two right words keeps them from parting anything
    assertThat(MatchedPairs.differences("a b c d e", "x b c y e", "a b q c d e"))
        .containsExactly(1);
    assertThat(MatchedPairs.differences("a b c d", "a b", "a b c")).containsExactly(1);
  }

  @Test
  void theStatisticIsThatOfThePaper() {
    MatchedPairs test = MatchedPairs.of(new int[] {1, 0, 2, -1, 1, 0, 2, -1, 1, 0, 2, -1});
    double mean = 6.0 / 12;
    double variance = 3 * (0.25 + 0.25 + 2.25 + 2.25) / 11;
    assertThat(test.mean()).isEqualTo(mean, within(1e-12));
    assertThat(test.w()).isEqualTo(mean / Math.sqrt(variance / 12), within(1e-12));
    assertThat(test.p()).isEqualTo(NormalTail.twoSided(test.w()));
    assertThat(test.segments()).isEqualTo(12);
  }

  @Test
  void withoutVarianceThereIsNoStatistic() {
    assertThat(MatchedPairs.of(new int[] {2, 2, 2}).w()).isNaN();
    assertThat(MatchedPairs.of(new int[] {2, 2, 2}).exactP()).isEqualTo(0.25);
    assertThat(MatchedPairs.of(new int[0]).p()).isNaN();
    assertThat(MatchedPairs.of(new int[0]).exactP()).isEqualTo(1);
  }

  @Test
  void theExactTestCountsAllChoicesOfSigns() {
    SplittableRandom random = new SplittableRandom(11);
    for (int round = 0; round < 60; round++) {
      int[] z = random.ints(1 + random.nextInt(11), -3, 4).toArray();
      assertThat(MatchedPairs.of(z).exactP()).isEqualTo(byTrying(z), within(1e-12));
    }
  }

  /** All 2^n choices, one by one. */
  private static double byTrying(int[] z) {
    int observed = Math.abs(Arrays.stream(z).sum());
    int far = 0;
    for (int signs = 0; signs < 1 << z.length; signs++) {
      int sum = 0;
      for (int i = 0; i < z.length; i++) {
        sum += (signs >> i & 1) == 0 ? z[i] : -z[i];
      }
      far += Math.abs(sum) >= observed ? 1 : 0;
    }
    return (double) far / (1 << z.length);
  }

  @Test
  void ofManySegmentsBothTestsSayNearlyTheSame() {
    SplittableRandom random = new SplittableRandom(3);
    int[] z = random.ints(400, -2, 3).map(x -> random.nextInt(12) == 0 ? x + 1 : x).toArray();
    MatchedPairs test = MatchedPairs.of(z);
    assertThat(test.exactP()).isEqualTo(test.p(), within(0.03));
  }

  @ParameterizedTest // values of erfc(z / sqrt(2)) from tables of twenty digits
  @CsvSource({
    "0, 1",
    "0.5, 0.6170750774519738",
    "1.959963984540054, 0.05",
    "2.828427124746190, 0.004677734981047266",
    "3, 0.002699796063260189",
    "-3, 0.002699796063260189",
    "5, 5.733031437583878e-7",
    "10, 1.523970604832105e-23"
  })
  void theNormalTailIsThatOfTables(double z, double p) {
    assertThat(NormalTail.twoSided(z)).isEqualTo(p, within(p * 1e-12));
  }

  @Test
  void twoSystemsAreComparedUtteranceByUtterance() {
    List<Evaluation.Utterance> a =
        List.of(Results.wrong("", 4, 2), Results.wrong("", 3, 0), Results.wrong("", 9, 1));
    List<Evaluation.Utterance> b =
        List.of(Results.wrong("", 4, 0), Results.wrong("", 3, 0), Results.wrong("", 9, 3));
    MatchedPairs test = MatchedPairs.of(a, b);
    assertThat(test.segments()).isEqualTo(2);
    assertThat(test.mean()).isZero();
    assertThat(test.exactP()).isEqualTo(1);
  }
}
