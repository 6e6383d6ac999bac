package org.auricle.engine.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
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
    assertThatThrownBy(() -> TABLE.encode("zab y z"))
        .isInstanceOf(UnspellableException.class)
        .hasMessage("no token for \"z\", \"y\" in \"zab y z\"");
    assertThatThrownBy(() -> new TokenTable(List.of("a", "a"), 0))
        .hasMessage("symbol \"a\" has two ids: 0 and 1");
    assertThatThrownBy(() -> new TokenTable(List.of("a"), 1)).hasMessageContaining("blank: 1");
  }

  private static String read(List<String> symbols, String... said) {
    TokenTable table = new TokenTable(symbols, 0);
    return table.text(Stream.of(said).mapToInt(table::id).toArray());
  }

  @Test
  void wordPiecesBeginWords() {
    List<String> pieces = List.of("<blk>", "\u2581", "\u2581the", "\u2581c", "at", "s", "|");
    assertThat(read(pieces, "\u2581the", "\u2581c", "at", "s")).isEqualTo("the cats");
    assertThat(read(pieces, "at", "\u2581", "at", "\u2581", "\u2581c")).isEqualTo("at at c");
    assertThat(read(pieces, "\u2581", "s", "|", "s")).isEqualTo("s|s");
    assertThat(new TokenTable(pieces, 0).space()).isEqualTo(-1);
  }

  @Test
  void bytesAreJoinedToCharacters() {
    List<String> bytes = List.of("_", "<0xC3>", "<0xA9>", "<0xE2>", "<0x82>", "<0xac>", "a", " ");
    assertThat(read(bytes, "a", "<0xC3>", "<0xA9>", "a")).isEqualTo("a\u00e9a");
    assertThat(read(bytes, "<0xE2>", "<0x82>", "<0xac>", " ", "a")).isEqualTo("\u20ac a");
    assertThat(read(bytes, "a", "<0xC3>", "a", "<0xA9>", " ", "<0xE2>", "<0x82>"))
        .isEqualTo("a\ufffda\ufffd \ufffd");
  }

  @Test
  void specialTokensAreNotShown() {
    List<String> special =
        List.of("<pad>", "<s>", "</s>", "<unk>", "|", "[UNK]", "<sos/eos>", "a", "<b>");
    assertThat(read(special, "<s>", "a", "<unk>", "a", "|", "[UNK]", "|", "<b>", "</s>"))
        .isEqualTo("aa <b>");
    assertThat(read(special, "<s>", "<sos/eos>", "|", "</s>")).isEmpty();
  }

  @Test
  void scriptsWithoutSpacesHaveAWordAToken() {
    TokenTable table =
        new TokenTable(
            List.of("<blank>", "\u4f60", "\u597d", "\uff0c", "\u2581hi", "k", "\u2581"), 0);
    assertThat(table.text(new int[] {1, 2, 3, 1, 4, 5, 2, 5}))
        .isEqualTo("\u4f60\u597d\uff0c\u4f60 hik\u597dk");
    assertThat(table.words(new int[] {1, 2, 3, 6, 4, 5, 2, 5}))
        .containsExactly(
            new TokenWord("\u4f60", 0, 0, true),
            new TokenWord("\u597d\uff0c", 1, 2, false),
            new TokenWord("hik", 4, 5, true),
            new TokenWord("\u597d", 6, 6, false),
            new TokenWord("k", 7, 7, false));
  }
}
