package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DomainCommandTest {
  private static final String COUNTER =
      """
      context:
        expressions:
          order: ["(get me) a $size:size latte"]
          stop: [stop]
        slots:
          size: [small, {large: [large, big]}]
          milk: [soy]
      """;

  @TempDir private Path folder;

  private String write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("counter.yaml"), yaml).toString();
  }

  @Test
  void whatItAllowsIsTold() throws IOException {
    String file = write(COUNTER);
    CommandRun run = CommandRun.of("domain", file);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .isEqualTo(
            "counter: 2 intents, 2 slots, 9 words, 7 sentences\n"
                + "  order: 6 sentences; size\n"
                + "  stop: 1 sentences\n");
    assertThat(run.err()).startsWith("auricle: warning: " + file + ":7: ").contains("milk");
  }

  @Test
  void sentencesAreDrawnBySeed() throws IOException {
    String file = write(COUNTER);
    List<String> drawn = CommandRun.of("domain", file, "--samples=30").out().lines().toList();
    assertThat(drawn).hasSize(33);
    assertThat(drawn.subList(3, 33))
        .allMatch(
            line -> line.matches("(get me )?a (small|large|big) latte\torder size=.*|stop\tstop"))
        .contains("a big latte\torder size=large");
    assertThat(CommandRun.of("domain", file, "--samples=30").out().lines()).isEqualTo(drawn);
    assertThat(CommandRun.of("domain", file, "--samples=30", "--seed=2").out().lines())
        .isNotEqualTo(drawn);
  }

  @Test
  void allFaultsAreNamedWithTheirLines() throws IOException {
    String file =
        write(COUNTER.replace("$size:size", "$sise:size").replace("[stop]", "[\"[stop\"]"));
    CommandRun run = CommandRun.of("domain", file);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains(file + ":3: slot $sise", file + ":4: ", "2 faults")
        .doesNotContain("internal error");
    String missing = folder.resolve("tea.yaml").toString();
    assertThat(CommandRun.of("domain", missing))
        .isEqualTo(new CommandRun(2, "", "auricle: " + missing + ": no such file\n"));
    assertThat(CommandRun.of("domain", file, "--samples=-1").err())
        .isEqualTo("auricle: --samples: -1 (expected: 0..1000000)\n");
  }

  @Test
  void wordsThatAModelCannotSayAreFaults() throws IOException {
    String file = write(COUNTER.replace("[stop]", "[stop, \"go 7\"]"));
    assertThat(CommandRun.of("domain", file).code()).isZero();
    CommandRun run = CommandRun.of("domain", file, "-m", Fixtures.bundle(folder).toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(file + ":4: ");
  }
}
