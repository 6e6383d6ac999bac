package org.auricle.models.classification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTokenizerTest {

  @Test
  void cutsWordsNumbersAndSigns() {
    assertThat(TextTokenizer.words("It\u2019s a well-made, 3.5-star FILM... isn't it?"))
        .containsExactly(
            "it's",
            "a",
            "well-made",
            ",",
            "3.5",
            "-",
            "star",
            "film",
            ".",
            ".",
            ".",
            "isn't",
            "it",
            "?");
    assertThat(TextTokenizer.words("  \n")).isEmpty();
  }

  @Test
  void charactersThatNoBlanksDivideAreWords() {
    assertThat(TextTokenizer.words("JVM\u3067\u97f3\u58f0 Stra\u00dfe \ufb01n"))
        .containsExactly("jvm", "\u3067", "\u97f3", "\u58f0", "stra\u00dfe", "fin");
  }
}
