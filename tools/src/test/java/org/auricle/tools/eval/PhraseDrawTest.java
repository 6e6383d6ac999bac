package org.auricle.tools.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PhraseDrawTest {
  private static final List<String> TEXTS = List.of("a b c d", "  e  f g ", "h", "a b", "i j k");

  @Test
  void phrasesAreNeighbouringWordsOfATextAndDiffer() {
    List<String> phrases = PhraseDraw.draw(TEXTS, 10, 2, 1);

    assertThat(phrases).doesNotHaveDuplicates().hasSizeBetween(3, 4);
    assertThat(phrases)
        .allMatch(p -> List.of("a b", "b c", "c d", "e f", "f g", "i j", "j k").contains(p));
    assertThat(PhraseDraw.draw(TEXTS, 10, 2, 1)).isEqualTo(phrases);
    assertThat(PhraseDraw.draw(TEXTS, 2, 2, 1)).isEqualTo(phrases.subList(0, 2));
  }
}
