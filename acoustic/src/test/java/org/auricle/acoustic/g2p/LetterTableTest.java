package org.auricle.acoustic.g2p;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LetterTableTest {
  private static final LetterTable TABLE = new LetterTable(List.of("'", "a", "e", "s"));

  @Test
  void lettersAreTakenWithoutCaseAndAccents() {
    assertThat(TABLE.encode("Ase's")).containsExactly(1, 3, 2, 0, 3);
    assertThat(TABLE.encode("\u00c9\u2019s")).as("E acute, curly apostrophe").contains(2, 0, 3);
    assertThat(TABLE.encode("e\u0301")).as("combining accent").containsExactly(2);
    assertThat(new LetterTable(List.of("e", "\u00e9")).encode("\u00c9")).containsExactly(1);
  }

  @Test
  void whatIsNoLetterIsNamed() {
    assertThatThrownBy(() -> TABLE.encode("as4"))
        .isInstanceOf(PronunciationException.class)
        .hasMessage("word \"as4\": \"4\" (expected: letters of 'aes)");
    assertThatThrownBy(() -> TABLE.encode("a\ns"))
        .isInstanceOf(PronunciationException.class)
        .hasMessageMatching("[^\\n]*");
    assertThatThrownBy(() -> TABLE.encode("a\ud83d\ude00"))
        .hasMessageContaining("\"\ud83d\ude00\" (expected");
    assertThatThrownBy(() -> TABLE.encode(" ")).hasMessageContaining("0 characters");
    assertThatThrownBy(() -> TABLE.encode("a".repeat(101))).hasMessageContaining("101 characters");
  }

  @Test
  void lettersAreSingleAndDifferent() {
    for (List<String> bad :
        List.of(List.<String>of(), List.of("ab"), List.of("a", "a"), List.of(" "))) {
      assertThatThrownBy(() -> new LetterTable(bad)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
