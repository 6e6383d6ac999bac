package org.auricle.tools.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.auricle.tools.eval.Evaluation.Utterance;
import org.junit.jupiter.api.Test;

class BootstrapTest {

  @Test
  void overEqualUtterancesOfOneWordItIsTheBinomialDistribution() {
    int n = 60;
    int wrong = 18;
    List<Utterance> utterances = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      utterances.add(Results.wrong("", 1, i < wrong ? 1 : 0));
    }
    Interval found = interval(utterances, 40_000);
    assertThat(found.low()).isEqualTo(100.0 * binomialQuantile(n, 0.3, 0.025) / n, within(1e-9));
    assertThat(found.high()).isEqualTo(100.0 * binomialQuantile(n, 0.3, 0.975) / n, within(1e-9));
  }

  @Test
  void overUnequalUtterancesItIsTheListOfAllDraws() {
    int[] words = {3, 5, 2, 9, 4};
    int[] errors = {1, 0, 2, 3, 1};
    List<Utterance> utterances = new ArrayList<>();
    for (int i = 0; i < words.length; i++) {
      utterances.add(Results.wrong("", words[i], errors[i]));
    }
    double[] all = new double[5 * 5 * 5 * 5 * 5];
    for (int draw = 0; draw < all.length; draw++) {
      double e = 0;
      double w = 0;
      for (int rest = draw, k = 0; k < 5; k++, rest /= 5) {
        e += errors[rest % 5];
        w += words[rest % 5];
      }
      all[draw] = 100 * e / w;
    }
    Arrays.sort(all);
    Interval found = interval(utterances, 100_000);
    assertThat(found.low()).isBetween(all[70], all[87]); // 2.5 % of 3125 is 78
    assertThat(found.high()).isBetween(all[3037], all[3054]);
  }

  @Test
  void errorsOfOneSpeakerGoTogether() {
    List<Utterance> utterances = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      utterances.add(Results.wrong(i < 10 ? "good" : "bad", 4, i < 10 ? 0 : 2));
    }
    // both speakers good, or both bad, in a quarter of the draws each
    assertThat(interval(utterances, 2_000)).isEqualTo(new Interval(0, 50));
    List<Utterance> strangers =
        utterances.stream().map(u -> Results.of(Map.of(), u.said(), u.heard())).toList();
    Interval narrower = interval(strangers, 2_000);
    assertThat(narrower.low()).isBetween(10.0, 25.0);
    assertThat(narrower.high()).isBetween(25.0, 40.0);
    assertThat(Blocks.of(utterances))
        .extracting(Blocks::count, Blocks::bySpeaker)
        .containsExactly(2, true);
    assertThat(Blocks.of(strangers))
        .extracting(Blocks::count, Blocks::bySpeaker)
        .containsExactly(20, false);
  }

  @Test
  void oneBlockHasNoInterval() {
    List<Utterance> one = List.of(Results.wrong("a", 3, 1));
    assertThat(Bootstrap.DEFAULT.interval(one, Utterance::words)).isEmpty();
    assertThat(Bootstrap.DEFAULT.interval(List.of(), Utterance::words)).isEmpty();
  }

  @Test
  void sameSeedSameInterval() {
    List<Utterance> utterances = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      utterances.add(Results.wrong("", 5 + i % 7, i % 4));
    }
    assertThat(new Bootstrap(500, 3).interval(utterances, Utterance::words))
        .isEqualTo(new Bootstrap(500, 3).interval(utterances, Utterance::words))
        .isNotEqualTo(new Bootstrap(500, 4).interval(utterances, Utterance::words));
  }

  @Test
  void aPairIsDrawnTogether() {
    List<Utterance> a = new ArrayList<>();
    List<Utterance> b = new ArrayList<>();
    for (int i = 0; i < 16; i++) { // bad and good utterances; b always has one error less
      a.add(Results.wrong("", 10, 1 + i % 8));
      b.add(Results.wrong("", 10, i % 8));
    }
    Bootstrap.Difference difference = new Bootstrap(1_000, 1).compare(a, b);
    assertThat(difference.points()).isEqualTo(-10, within(1e-9));
    assertThat(difference.interval()).isEqualTo(new Interval(-10, -10));
    assertThat(difference.improved()).isEqualTo(1);
    assertThat(difference.p()).isEqualTo(2.0 / 1_001, within(1e-12));
    Bootstrap.Difference none = new Bootstrap(1_000, 1).compare(a, a);
    assertThat(none.points()).isZero();
    assertThat(none.improved()).isEqualTo(0.5);
    assertThat(none.p()).isEqualTo(1);
  }

  private static Interval interval(List<Utterance> utterances, int replications) {
    return new Bootstrap(replications, 7).interval(utterances, Utterance::words).orElseThrow();
  }

  /** The least k that at most k successes have the probability of. */
  private static int binomialQuantile(int n, double p, double share) {
    double term = Math.pow(1 - p, n);
    double sum = term;
    int k = 0;
    while (sum < share) {
      term *= (double) (n - k) / (k + 1) * p / (1 - p);
      sum += term;
      k++;
    }
    return k;
  }
}
