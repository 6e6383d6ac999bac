package org.auricle.decoder.ctc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CandidatesTest {

  @Test
  void keepsWhatSortingWouldKeep() {
    SplittableRandom random = new SplittableRandom(12);
    for (int round = 0; round < 300; round++) {
      int keep = 1 + random.nextInt(20);
      Candidates candidates = new Candidates(keep, Double.POSITIVE_INFINITY);
      candidates.clear(Double.NEGATIVE_INFINITY);
      List<Double> all = new ArrayList<>();
      int offered = random.nextInt(200);
      for (int i = 0; i < offered; i++) {
        double score = random.nextInt(50); // many ties
        all.add(score);
        if (score > candidates.threshold()) {
          candidates.add(score, i);
        }
      }
      candidates.cut();
      List<Double> kept =
          IntStream.range(0, candidates.size()).mapToObj(candidates::score).sorted().toList();
      List<Double> best =
          all.stream().sorted(Comparator.reverseOrder()).limit(keep).sorted().toList();
      assertThat(kept).isEqualTo(best);
      for (int i = 0; i < candidates.size(); i++) {
        assertThat(all.get(candidates.item(i))).isEqualTo(candidates.score(i));
      }
    }
  }
}
