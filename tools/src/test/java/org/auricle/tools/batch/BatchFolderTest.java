package org.auricle.tools.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.auricle.engine.audio.AudioFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The oracle is what was written. */
class BatchFolderTest {
  @TempDir private Path temp;

  private BatchFolder open(BatchInput input, String settings) throws IOException {
    return BatchFolder.open(
        temp.resolve("out"),
        new BatchFolder.Plan(List.of(input), List.of("d/x"), Set.of("txt"), settings));
  }

  private BatchInput recording(String content) throws IOException {
    return BatchInput.named(Files.writeString(temp.resolve("x.wav"), content).toString());
  }

  private static Map<String, FileContent> text(String text) {
    return Map.of("txt", out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void knowsWhatIsDoneByContents() throws IOException {
    BatchInput input = recording("audio");
    try (BatchFolder batch = open(input, "s")) {
      assertThat(batch.isDone(input)).isFalse();
      batch.write(input, 1.5, text("hello"));
      assertThat(batch.isDone(input)).isTrue();
    }
    Path file = temp.resolve("out/d/x.txt");
    assertThat(file).hasContent("hello");
    assertThat(isDone(input, "s")).isTrue();
    assertThat(isDone(input, "other")).isFalse();
    assertThat(isDone(recording("changed"), "s")).isFalse();
    assertThat(isDone(recording("audio"), "s")).isTrue();
    Files.writeString(file, "hell");
    assertThat(isDone(input, "s")).isFalse();
    Files.delete(file);
    assertThat(isDone(input, "s")).isFalse();
  }

  private boolean isDone(BatchInput input, String settings) throws IOException {
    try (BatchFolder batch = open(input, settings)) {
      return batch.isDone(input);
    }
  }

  @Test
  void aLineThatWasCutIsNoLoss() throws IOException {
    BatchInput input = recording("audio");
    try (BatchFolder batch = open(input, "s")) {
      batch.write(input, 1.5, text("hello"));
      Files.writeString(batch.listFile(), "{\"recording\":\"y\",\"na", StandardOpenOption.APPEND);
      Files.writeString(temp.resolve("out/d/.auricle-batch.part"), "he");
    }
    try (BatchFolder batch = open(input, "s")) {
      assertThat(temp.resolve("out/d/.auricle-batch.part")).doesNotExist();
      assertThat(batch.isDone(input)).isTrue();
      batch.fail(input, "gone");
      assertThat(batch.isDone(input)).isFalse();
      batch.finish();
      assertThat(Files.readAllLines(batch.listFile()))
          .containsExactly(
              "{\"recording\":\"" + input.name() + "\",\"name\":\"d/x\",\"error\":\"gone\"}");
    }
    assertThat(temp.resolve("out/d/x.txt")).hasContent("hello"); // nobody asked to lose it
  }

  @Test
  void oneBatchAtATime() throws IOException {
    BatchInput input = recording("audio");
    try (BatchFolder batch = open(input, "s")) {
      assertThat(batch.listFile()).doesNotExist();
      assertThatThrownBy(() -> open(input, "s"))
          .isInstanceOf(BatchException.class)
          .hasMessageEndingWith("out: another batch is writing to it");
    }
    assertThat(isDone(input, "s")).isFalse();
    Files.writeString(temp.resolve("file"), "");
    BatchFolder.Plan plan = new BatchFolder.Plan(List.of(input), List.of("x"), Set.of("txt"), "s");
    assertThatThrownBy(() -> BatchFolder.open(temp.resolve("file"), plan))
        .hasMessageEndingWith("file: is a file (expected: a folder)");
  }

  /** Of the 255 bytes that most file systems have for a name, the ending takes four. */
  @Test
  void aNameThatFitsIsNotTooLong() throws IOException {
    String longest = "y".repeat(251);
    BatchInput one = recording("audio");
    BatchInput other = BatchInput.named("other.wav");
    BatchFolder.Plan plan =
        new BatchFolder.Plan(
            List.of(one, other), List.of(longest, longest + "y"), Set.of("txt"), "s");
    try (BatchFolder batch = BatchFolder.open(temp.resolve("out"), plan)) {
      batch.write(one, 1, text("hello"));
      assertThatThrownBy(() -> batch.write(other, 1, text("hello")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(longest + "y.txt");
    }
    assertThat(temp.resolve("out/" + longest + ".txt")).hasContent("hello");
    assertThat(temp.resolve("out"))
        .isDirectoryNotContaining(file -> file.toString().endsWith(".part"));
  }

  @Test
  void aFileWhereAFolderIsToBeIsNamed() throws IOException {
    Path file = Files.writeString(temp.resolve("a.txt"), "of another recording");
    assertThatThrownBy(() -> SafeFile.write(temp.resolve("a.txt/b.txt"), out -> out.write(1)))
        .isInstanceOf(IOException.class)
        .hasMessage(temp.resolve("a.txt/b.txt") + ": " + file + " is a file (expected: a folder)");
  }

  @Test
  void whatCannotBeMadeLeavesTheFileAsItWas() throws IOException {
    Path file = Files.writeString(temp.resolve("a.html"), "of last time");
    assertThatThrownBy(
            () ->
                SafeFile.write(
                    file,
                    out -> {
                      out.write(new byte[1 << 20]);
                      throw new AudioFormatException("a.wav", 7, "is damaged");
                    }))
        .isInstanceOf(AudioFormatException.class);
    assertThat(file).hasContent("of last time");
    assertThat(temp).isDirectoryNotContaining(path -> path.toString().endsWith(".part"));
  }

  @Test
  void saysWhichFileDoesNotFitOnADisk() {
    Path full = Path.of("/dev/full"); // refuses whatever is written to it
    assumeTrue(Files.exists(full), "there is no /dev/full here");
    assertThatThrownBy(() -> SafeFile.append(full, new byte[] {1}))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("/dev/full: ");
  }
}
