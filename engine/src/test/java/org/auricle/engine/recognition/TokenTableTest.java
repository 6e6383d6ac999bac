package org.auricle.engine.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TokenTableTest {
  private static final TokenTable TABLE = new TokenTable(List.of("<blank>", " ", "a", "b"), 0);

  @Test
  void textAndTokensAreInverse() {
    assertThat(TABLE.encode(" ab  ba ")).containsExactly(2, 3, 1, 3, 2);
    assertThat(TABLE.text(new int[] {2, 3, 1, 3, 2})).isEqualTo("ab ba");
    assertThat(TABLE.text(new int[] {1, 1, 2, 1, 1, 3, 1})).isEqualTo("a b");
    assertThat(TABLE.text(new int[0])).isEmpty();
    assertThat(TABLE.encode("")).isEmpty();
  }

  @Test
  void knowsItsSymbols() {
    assertThat(TABLE.size()).isEqualTo(4);
    assertThat(TABLE.blank()).isZero();
    assertThat(TABLE.space()).isEqualTo(1);
    assertThat(TABLE.id("b")).isEqualTo(3);
    assertThat(TABLE.id("z")).isEqualTo(-1);
    assertThat(new TokenTable(List.of("|", "_"), 1).space()).isZero();
  }

  @Test
  void refusesWhatHasNoToken() {
    assertThatThrownBy(() -> TABLE.encode("abz"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no token for \"z\" in \"abz\"");
    assertThatThrownBy(() -> new TokenTable(List.of("a", "a"), 0))
        .hasMessage("symbol \"a\" has two ids: 0 and 1");
    assertThatThrownBy(() -> new TokenTable(List.of("a"), 1)).hasMessageContaining("blank: 1");
  }
}
