package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command knows all its subcommands, also where it looks at one of them only. */
class AuricleTest {

  /** As the help lists them, which knows all. */
  static List<String> commands() {
    List<String> names =
        CommandRun.of("--help")
            .out()
            .lines()
            .dropWhile(line -> !line.equals("Commands:"))
            .skip(1)
            .takeWhile(line -> line.startsWith("  "))
            .filter(line -> line.matches("  [a-z].*")) // not what a description goes on with
            .map(line -> line.strip().split(" ", 2)[0])
            .toList();
    assertThat(names).contains("transcribe", "serve", "g2p", "help");
    return names;
  }

  @ParameterizedTest
  @MethodSource("commands")
  void commandAloneIsWhatItIsAmongAll(String name) {
    CommandRun alone = CommandRun.of(name, "--help");
    assertThat(alone.code()).isZero();
    assertThat(alone.out()).contains("Usage: auricle " + name + " ");
    assertThat(alone).isEqualTo(CommandRun.of("help", name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-h", "--help"})
  void helpListsAllWhateverFollows(String flag) {
    assertThat(CommandRun.of(flag, "transcribe")).isEqualTo(CommandRun.of("--help"));
  }

  @Test
  void flagsMayStandBeforeTheCommand() {
    assertThat(CommandRun.of("-v", "--debug", "transcribe", "--help"))
        .isEqualTo(CommandRun.of("transcribe", "--help"));
  }

  @Test
  void unknownCommandsAreNamed() {
    CommandRun run = CommandRun.of("transcribble", "x.wav");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("transcribble");
  }
}
