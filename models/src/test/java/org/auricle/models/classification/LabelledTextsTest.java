package org.auricle.models.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.auricle.models.table.TableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledTextsTest {
  @TempDir private Path folder;

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  @Test
  void readsJsonLinesAndTables() throws IOException {
    LabelledText[] expected = {new LabelledText("a, b", "x"), new LabelledText("c", "1")};
    Path json =
        file("t.jsonl", "{\"text\":\"a, b\",\"label\":\"x\"}\n\n{\"label\":1,\"text\":\"c\"}\n");
    assertThat(LabelledTexts.DEFAULT.read(json)).containsExactly(expected);
    Path csv = file("t.csv", "queue,body,id\nx,\"a, b\",7\n1,c,8\n");
    LabelledTexts named = new LabelledTexts("body", "queue");
    assertThat(named.read(csv)).containsExactly(expected);
    assertThat(named.readTexts(csv)).containsExactly("a, b", "c");
  }

  @Test
  void namesTheLineOfWhatIsWrong() throws IOException {
    Path broken = file("broken.jsonl", "{\"text\":\"a\",\"label\":\"x\"}\n{\"text\":\n");
    assertThatThrownBy(() -> LabelledTexts.DEFAULT.read(broken))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("broken.jsonl:2: not JSON: ");
    Path without = file("without.jsonl", "{\"text\":\"a\"}\n");
    assertThatThrownBy(() -> LabelledTexts.DEFAULT.read(without))
        .hasMessageEndingWith("without.jsonl:1: label: not there (expected: text)");
    Path blank = file("blank.csv", "text,label\na,x\nb, \n");
    assertThatThrownBy(() -> LabelledTexts.DEFAULT.read(blank))
        .hasMessageEndingWith("blank.csv:3: label: blank (expected: a class)");
    Path empty = file("empty.jsonl", "\n");
    assertThatThrownBy(() -> LabelledTexts.DEFAULT.read(empty))
        .hasMessageEndingWith("empty.jsonl: no texts (expected: some)");
  }
}
