package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PatternSearchTest {
  @Test
  void findsTheBottomOfABowl() {
    PatternSearch search = new PatternSearch(new double[] {1, 4}, new double[] {-100, -100}, 8);
    double[] best =
        search.minimize(
            new double[] {0, 0}, x -> Math.pow(x[0] - 3.25, 2) + Math.pow(x[1] + 7.5, 2));
    assertThat(best[0]).isCloseTo(3.25, Offset.offset(0.01));
    assertThat(best[1]).isCloseTo(-7.5, Offset.offset(0.01));
  }

  @Test
  void staysAboveTheLeastAndLeavesAStepOfZeroAlone() {
    PatternSearch search = new PatternSearch(new double[] {1, 0}, new double[] {-2, -9}, 3);
    assertThat(search.minimize(new double[] {1, 5}, x -> x[0] + x[1])).containsExactly(-2, 5);
  }

  @Test
  void asksForEachPointOnceAndKeepsTheStartWhereNothingIsBetter() {
    Set<String> seen = new HashSet<>();
    PatternSearch search = new PatternSearch(new double[] {1, 1}, new double[] {-9, -9}, 2);
    double[] best =
        search.minimize(
            new double[] {2, 2},
            x -> {
              assertThat(seen.add(x[0] + " " + x[1])).isTrue();
              return 7;
            });
    assertThat(best).containsExactly(2, 2);
  }
}
