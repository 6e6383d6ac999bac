package org.auricle.engine.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.auricle.engine.recognition.Alignment.Kind;
import org.auricle.engine.recognition.Alignment.Pair;
import org.junit.jupiter.api.Test;

class AlignmentTest {

  @Test
  void showsWhatBecameOfEachWord() {
    assertThat(Alignment.ofWords("enter six two four", "enter sick two forty four").pairs())
        .containsExactly(
            new Pair(Kind.SAME, "enter", "enter"),
            new Pair(Kind.SUBSTITUTED, "six", "sick"),
            new Pair(Kind.SAME, "two", "two"),
            new Pair(Kind.INSERTED, "", "forty"),
            new Pair(Kind.SAME, "four", "four"));
    assertThat(Alignment.ofWords("a b", "").pairs())
        .containsExactly(new Pair(Kind.DELETED, "a", ""), new Pair(Kind.DELETED, "b", ""));
    assertThat(Alignment.ofWords("", "").pairs()).isEmpty();
    assertThat(Alignment.ofCharacters("a b", "ab").pairs())
        .containsExactly(
            new Pair(Kind.SAME, "a", "a"),
            new Pair(Kind.DELETED, " ", ""),
            new Pair(Kind.SAME, "b", "b"));
  }

  @Test
  void readsAsBothTextsWithTheFewestErrors() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 300; i++) {
      List<String> said = tokens(random);
      List<String> heard = tokens(random);
      Alignment alignment = Alignment.of(said, heard);
      List<Pair> pairs = alignment.pairs();
      assertThat(pairs.stream().filter(p -> p.kind() != Kind.INSERTED).map(Pair::reference))
          .containsExactlyElementsOf(said);
      assertThat(pairs.stream().filter(p -> p.kind() != Kind.DELETED).map(Pair::hypothesis))
          .containsExactlyElementsOf(heard);
      assertThat(alignment.errors().errors()).isEqualTo(fewest(said, heard));
      assertThat(alignment.errors().referenceLength()).isEqualTo(said.size());
    }
  }

  /** By trying all ways. */
  private static int fewest(List<String> said, List<String> heard) {
    if (said.isEmpty() || heard.isEmpty()) {
      return said.size() + heard.size();
    }
    List<String> restSaid = said.subList(1, said.size());
    List<String> restHeard = heard.subList(1, heard.size());
    int together = fewest(restSaid, restHeard) + (said.get(0).equals(heard.get(0)) ? 0 : 1);
    return Math.min(together, 1 + Math.min(fewest(restSaid, heard), fewest(said, restHeard)));
  }

  private static List<String> tokens(SplittableRandom random) {
    List<String> tokens = new ArrayList<>();
    for (int n = random.nextInt(6); n > 0; n--) {
      tokens.add("abc".substring(random.nextInt(3)).substring(0, 1));
    }
    return tokens;
  }
}
