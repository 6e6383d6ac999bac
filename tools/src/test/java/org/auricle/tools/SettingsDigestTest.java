package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The oracle is what a transcript depends on. */
class SettingsDigestTest {
  @TempDir private Path folder;
  private Path model;

  @BeforeEach
  void makeModel() throws IOException {
    model = Fixtures.bundle(folder);
  }

  private String digest(String... arguments) throws IOException {
    return digestOf(model, arguments);
  }

  private static String digestOf(Path model, String... arguments) throws IOException {
    CommandSpec spec = CommandSpec.create();
    spec.addOption(OptionSpec.builder("--boost").type(String.class).build());
    spec.addOption(OptionSpec.builder("--grammar").type(String.class).build());
    spec.addOption(OptionSpec.builder("--lm").type(Path.class).build());
    spec.addOption(OptionSpec.builder("--format").type(String.class).build());
    return SettingsDigest.of(new CommandLine(spec).parseArgs(arguments), model.toString());
  }

  @Test
  void filesCountByTheirContents() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "one");
    for (String option : new String[] {"--grammar", "--lm"}) {
      String before = digest(option, file.toString());
      Files.writeString(file, "two");
      assertThat(digest(option, file.toString())).isNotEqualTo(before);
      Files.writeString(file, "one");
      assertThat(digest(option, file.toString())).isEqualTo(before).isNotEqualTo(digest());
    }
  }

  /** Or a folder for transcripts that is called like a phrase would be another thing each time. */
  @Test
  void whatIsNoFileCountsByItsWords() throws IOException {
    String phrase = Files.createDirectories(folder.resolve("text")).toString();
    String before = digest("--boost", phrase);
    Files.writeString(folder.resolve("text/a.txt"), "yes");
    assertThat(digest("--boost", phrase)).isEqualTo(before).isNotEqualTo(digest("--boost", "x"));
    assertThat(digest("--format", "text")).isEqualTo(digest("--format", "srt")).isEqualTo(digest());
  }

  @Test
  void aModelBehindALinkCountsByItsFiles() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), model);
    String before = digestOf(link);
    Files.writeString(model.resolve("CARD.md"), "another");
    assertThat(digestOf(link)).isNotEqualTo(before);
  }
}
