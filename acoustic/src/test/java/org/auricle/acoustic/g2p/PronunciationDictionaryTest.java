package org.auricle.acoustic.g2p;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PronunciationDictionaryTest {
  @TempDir Path folder;

  private PronunciationDictionary read(String text) throws IOException {
    Path file = folder.resolve("words.dict");
    Files.writeString(file, text);
    return PronunciationDictionary.read(file);
  }

  @Test
  void variantsAndCommentsAreUnderstood() throws IOException {
    PronunciationDictionary dictionary =
        read(";;; a comment\n\nThe DH AH\nthe(2)\tDH IY\nthe(3) DH AH\no\u2019er  AO R\n");
    assertThat(dictionary.pronunciations().keySet()).containsExactly("the", "o'er");
    assertThat(dictionary.of("THE")).containsExactly(List.of("DH", "AH"), List.of("DH", "IY"));
    assertThat(dictionary.of("o'er")).containsExactly(List.of("AO", "R"));
    assertThat(dictionary.of("of")).isEmpty();
  }

  @Test
  void whatIsNoneIsNamed() {
    assertThatThrownBy(() -> read("a AH\nb\n"))
        .isInstanceOf(PronunciationException.class)
        .hasMessageContaining("words.dict line 2: \"b\" (expected: a word and its phones)");
    assertThatThrownBy(() -> read("\n"))
        .isInstanceOf(PronunciationException.class)
        .hasMessageContaining("no words");
    assertThatThrownBy(
            () -> {
              Path file = folder.resolve("latin.dict");
              Files.write(file, new byte[] {(byte) 0xe9, ' ', 'A'});
              PronunciationDictionary.read(file);
            })
        .isInstanceOf(PronunciationException.class)
        .hasMessageContaining("not UTF-8");
  }
}
