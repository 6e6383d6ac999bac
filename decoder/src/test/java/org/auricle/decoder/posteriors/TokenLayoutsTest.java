package org.auricle.decoder.posteriors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.auricle.engine.recognition.TokenTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenLayoutsTest {
  @TempDir private Path folder;

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("tokens"), text).toString();
  }

  @Test
  void knowsLayouts() throws IOException {
    TokenTable letters = TokenLayouts.read("letters", "", 29);
    assertThat(letters.blank()).isEqualTo(28);
    assertThat(letters.text(new int[] {8, 9, 0, 27, 1})).isEqualTo("hi 'a");
    TokenTable wav2vec2 = TokenLayouts.read("wav2vec2", "", 32);
    assertThat(wav2vec2.blank()).isZero();
    assertThat(wav2vec2.text(new int[] {11, 5, 15, 15, 8, 4, 31})).isEqualTo("HELLO Z");
  }

  @Test
  void readsFilesOfEitherForm() throws IOException {
    for (String text : new String[] {"<blk>\n<space>\nab\n", "ab 2\n<blk> 0\n  1\n"}) {
      TokenTable table = TokenLayouts.read(file(text), "", 3);
      assertThat(table.symbols()).containsExactly("<blk>", " ", "ab");
      assertThat(table.blank()).isZero();
    }
    assertThat(TokenLayouts.read(file("a\nb\n"), "last", 3).symbols())
        .containsExactly("a", "b", "<blank>");
    assertThat(TokenLayouts.read(file("a\nb\n"), "first", 3).blank()).isZero();
    assertThat(TokenLayouts.read(file("a\n_\nb\n"), "1", 3).blank()).isEqualTo(1);
  }

  @Test
  void saysWhatDoesNotFit() throws IOException {
    assertFails(file("a\nb\n"), "", 2, "0 symbols called like a blank (expected: 1");
    assertFails(file("a\nb\n"), "2", 2, "blank \"2\" (expected: first, last or 0..1)");
    assertFails(file("a\nb\n"), "last", 4, "2 symbols (expected: 4, one a column)");
    assertFails(file("a 0\nb 0\n"), "last", 2, "line 2: column 0 (expected: each of 0..1 once)");
    assertFails(file("a\na\n"), "last", 2, "two ids");
    assertFails("letters", "", 31, "29 symbols (expected: 31, one a column)");
  }

  private static void assertFails(String file, String blank, int columns, String message) {
    assertThatThrownBy(() -> TokenLayouts.read(file, blank, columns))
        .isInstanceOf(PosteriorsException.class)
        .hasMessageContaining(message);
  }
}
