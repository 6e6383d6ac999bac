package org.auricle.tools.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The oracle is what was put into the folder. */
class InputListTest {
  @TempDir private Path folder;

  @BeforeEach
  void fill() throws IOException {
    Files.createDirectories(folder.resolve("b/c"));
    for (String name : List.of("z.wav", "a.FLAC", "b/x.ogg", "b/c/y.mp3", ".hidden.wav", "t.txt")) {
      Files.write(folder.resolve(name), new byte[0]);
    }
  }

  private List<String> names(String... arguments) throws IOException {
    return InputList.of(List.of(arguments), List.of()).stream().map(BatchInput::name).toList();
  }

  private String in(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void aFolderStandsForTheRecordingsInAndBelowIt() throws IOException {
    List<BatchInput> inputs = InputList.of(List.of(folder.toString()), List.of());
    assertThat(inputs)
        .containsExactly(
            new BatchInput(in("a.FLAC"), ""),
            new BatchInput(in("b/c/y.mp3"), "b/c/"),
            new BatchInput(in("b/x.ogg"), "b/"),
            new BatchInput(in("z.wav"), ""));
    assertThat(new NameTemplate(NameTemplate.DEFAULT).names(inputs))
        .containsExactly("a", "b/c/y", "b/x", "z");
    assertThat(new NameTemplate("{number}/{file}").names(inputs))
        .containsExactly("000001/a.FLAC", "000002/y.mp3", "000003/x.ogg", "000004/z.wav");
  }

  @Test
  void linksAreFollowedButNotForEver(@TempDir Path elsewhere) throws IOException {
    Path link = Files.createSymbolicLink(elsewhere.resolve("link"), folder);
    assertThat(names(link.toString()))
        .containsExactly(link + "/a.FLAC", link + "/b/c/y.mp3", link + "/b/x.ogg", link + "/z.wav");
    assertThat(names(link + "/*.wav")).containsExactly(link + "/.hidden.wav", link + "/z.wav");
    Files.createSymbolicLink(folder.resolve("b/c/around"), folder);
    Files.createSymbolicLink(folder.resolve("lost.wav"), elsewhere.resolve("nothing"));
    Files.write(elsewhere.resolve("w.wav"), new byte[0]);
    Files.delete(link);
    Files.createSymbolicLink(folder.resolve("more"), elsewhere);
    assertThat(names(folder.toString()))
        .containsExactly(
            in("a.FLAC"),
            in("b/c/y.mp3"),
            in("b/x.ogg"),
            in("lost.wav"),
            in("more/w.wav"),
            in("z.wav"));
  }

  @Test
  void aFolderThatCannotBeOpenedKeepsNothingElseFromBeingFound() throws IOException {
    Path shut = folder.resolve("b/c");
    Files.setPosixFilePermissions(shut, Set.of());
    try {
      assumeFalse(Files.isReadable(shut), "this user may read everything");
      assertThat(names(folder.toString()))
          .containsExactly(in("a.FLAC"), in("b/c"), in("b/x.ogg"), in("z.wav"));
      assertThatThrownBy(() -> names(shut.toString())).isInstanceOf(AccessDeniedException.class);
    } finally {
      Files.setPosixFilePermissions(shut, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void theSameRecordingTwiceIsRefusedWhereItsFilesWouldBe() throws IOException {
    List<BatchInput> twice = InputList.of(List.of(in("z.wav"), folder.toString()), List.of());
    assertThatThrownBy(() -> new NameTemplate("{number}").names(twice))
        .isInstanceOf(BatchException.class)
        .hasMessage(in("z.wav") + ": named twice (expected: each recording once)");
  }

  @Test
  void namesAreOfFilesAsTheSystemHasThem() throws IOException {
    List<BatchInput> input = List.of(BatchInput.named("x/a\\b.wav"));
    assertThat(new NameTemplate("{stem}").names(input))
        .containsExactly(File.separatorChar == '\\' ? "b" : "a\\b");
    for (String none : List.of(".", "d/..", " ", "d/", "../x")) {
      assertThatThrownBy(() -> new NameTemplate(none).names(input))
          .isInstanceOf(BatchException.class)
          .hasMessageEndingWith("\"" + none + "\" (expected: a name within the folder)");
    }
  }

  @Test
  void patternsAreThoseOfAShell() throws IOException {
    assertThat(names(folder + "/*.wav")).containsExactly(in(".hidden.wav"), in("z.wav"));
    assertThat(names(folder + "/**.{ogg,mp3}")).containsExactly(in("b/c/y.mp3"), in("b/x.ogg"));
    assertThat(names(folder + "/[az].*")).containsExactly(in("a.FLAC"), in("z.wav"));
    assertThatThrownBy(() -> names(folder + "/*.aiff")).hasMessageEndingWith("no such files");
    assertThatThrownBy(() -> names(folder + "/no/*.wav")).hasMessageEndingWith("no such files");
    assertThatThrownBy(() -> names(folder + "/[a")).isInstanceOf(BatchException.class);
  }

  @Test
  void whatIsNamedIsTakenAsItIs() throws IOException {
    assertThat(names("-", in("t.txt"), "nowhere.wav"))
        .containsExactly("-", in("t.txt"), "nowhere.wav");
    Files.write(folder.resolve("[1].wav"), new byte[0]);
    assertThat(names(in("[1].wav"))).containsExactly(in("[1].wav"));
  }

  @Test
  void listsNameRecordingsRelativeToThemselves() throws IOException {
    Path list =
        Files.writeString(
            folder.resolve("b/list"),
            "x.ogg\n\n{\"audio_filepath\": \"c/y.mp3\", \"text\": \"no matter\"}\n../z.wav\n");
    assertThat(InputList.of(List.of(), List.of(list)))
        .containsExactly(
            new BatchInput(in("b/x.ogg"), ""),
            new BatchInput(in("b/c/y.mp3"), "c/"),
            new BatchInput(in("z.wav"), ""));
    Files.writeString(list, "\ufeffx.ogg\r\nc/y.mp3\r\n"); // as Windows has it
    assertThat(InputList.of(List.of(), List.of(list)))
        .containsExactly(new BatchInput(in("b/x.ogg"), ""), new BatchInput(in("b/c/y.mp3"), "c/"));
    Files.writeString(list, "x.ogg\n{\"path\": \"x.ogg\"}\n");
    assertThatThrownBy(() -> InputList.of(List.of(), List.of(list)))
        .hasMessage(list + ", line 2: no \"audio_filepath\"");
    Files.writeString(list, "{");
    assertThatThrownBy(() -> InputList.of(List.of(), List.of(list)))
        .hasMessage(list + ", line 1: not JSON (expected: a JSON object, or a path)");
    Files.writeString(list, "\n");
    assertThatThrownBy(() -> InputList.of(List.of(), List.of(list)))
        .hasMessage(list + ": recordings: 0 (expected: >= 1)");
  }
}
