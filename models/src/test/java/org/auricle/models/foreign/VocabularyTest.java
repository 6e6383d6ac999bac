package org.auricle.models.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VocabularyTest {
  @TempDir private Path folder;

  private List<String> read(String name, String text) throws IOException {
    return Vocabulary.read(Files.writeString(folder.resolve(name), text));
  }

  @Test
  void symbolsWithIds() throws IOException {
    assertThat(read("tokens.txt", "<blk> 0\n\u2581a 1\nb 2\n"))
        .containsExactly("<blk>", "\u2581a", "b");
    assertThat(read("shuffled.txt", "b 2\n<blk> 0\na\t1")).containsExactly("<blk>", "a", "b");
    assertThat(read("windows.txt", "\ufeffa 0\r\n\u3000 1\r\n")).containsExactly("a", "\u3000");
  }

  @Test
  void aLineWithOneFieldIsTheSpace() throws IOException {
    for (String space : List.of("1", " 1", "  1", "\t1")) {
      assertThat(read("tokens.txt", "a 0\n" + space + "\nb 2\n")).containsExactly("a", " ", "b");
    }
  }

  @Test
  void plainLists() throws IOException {
    assertThat(read("list.txt", "a\n \n7\nb c\n")).containsExactly("a", " ", "7", "b c");
    assertThat(read("list.json", " [\"a\", \" \", \"7\"]")).containsExactly("a", " ", "7");
  }

  @Test
  void huggingFace() throws IOException {
    Files.writeString(folder.resolve("added_tokens.json"), "{\"</s>\": 3, \"<s>\": 2}");
    assertThat(read("vocab.json", "{\"|\": 1, \"[PAD]\": 0}"))
        .containsExactly("[PAD]", "|", "<s>", "</s>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "v.txt; ~a 0\nb 1\nc~; line 3: \"c\" (expected: a token and its id)",
        "v.txt; ~a 0\nb 2\n~; no token with id 1 (expected: ids from 0 without gaps)",
        "v.txt; ~a 0\nb 0\n~; line 2: id 0 (expected: another, \"a\" has it)",
        "v.txt; ~\n~; empty (expected: tokens)",
        "v.json; ~{\"eng\": {\"a\": 0}}~; token \"eng\": an object (expected: its id)",
        "v.json; ~{\"a\": \"0\"}~; token \"a\": \"0\" (expected: its id)",
        "v.json; ~{\"\": 0}~; id 0: no token (expected: a token)",
        "v.json; ~[\"a\", \"b\\rc\"]~; id 1: a line break (expected: a token)",
        "v.txt; ~a\rb\nc\n~; id 0: a line break (expected: a token)",
        "v.json; ~[1]~; token 0: 1 (expected: a string)"
      })
  void mistakesAreNamed(String name, String text, String message) {
    assertThatThrownBy(() -> read(name, text.replace("\\n", "\n")))
        .isInstanceOf(ForeignModelException.class)
        .hasMessage(folder.resolve(name) + ": " + message);
  }

  @Test
  void filesThatAreNoListsAreRefused() {
    assertThatThrownBy(() -> read("v.json", "{\"a\""))
        .hasMessageStartingWith(folder.resolve("v.json") + ": not JSON: ");
    assertThatThrownBy(() -> read("v.txt", "a 0\n" + "b".repeat(20_000) + " 1\n"))
        .isInstanceOf(ForeignModelException.class)
        .hasMessage(
            folder.resolve("v.txt")
                + ": line 2: 20002 characters (expected: a token, at most 10000)");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void filesWithoutAnEndAreNotReadToIt() {
    assertThatThrownBy(() -> Vocabulary.read(Path.of("/dev/zero")))
        .isInstanceOf(ForeignModelException.class)
        .hasMessage("/dev/zero: more than 16777216 bytes (expected: at most that)");
  }
}
