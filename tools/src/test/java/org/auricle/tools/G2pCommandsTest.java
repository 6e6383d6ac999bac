package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class G2pCommandsTest {
  @TempDir private Path folder;

  /** Words of two letters that are said as they are written, each some times. */
  @BeforeEach
  void writeDictionary() throws IOException {
    StringBuilder text = new StringBuilder(";;; two letters\n");
    for (int i = 0; i < 128; i++) {
      String word =
          Integer.toBinaryString(128 + i).substring(1).replace('0', 'a').replace('1', 'b');
      text.append(word).append(' ').append(word.replaceAll("(.)", "$1 ").toUpperCase().strip());
      text.append('\n');
    }
    Files.writeString(folder.resolve("words.dict"), text);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private CommandRun train(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("train", "g2p", path("words.dict"), "--out", path("run")));
    arguments.addAll(List.of("--hidden=6", "--layers=1", "--epochs=2", "--batch=8"));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private static void assertFails(CommandRun run, String message) {
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(message);
  }

  @Test
  void trainsAndSays() throws IOException {
    CommandRun run = train("--held-out=0.2", "--learning-rate=0.02", "--dropout=0");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("2 letters, 2 phones", "epoch   2  loss", "words not learned");
    assertFails(train(), "a training has begun here (expected: --resume");
    String model = path("run/g2p.safetensors");
    CommandRun said = CommandRun.of("g2p", model, "Abba", "abba", "bab");
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out()).matches("Abba\\t[AB ]+\\nabba\\t[AB ]+\\nbab\\t[AB ]+\\n");
    CommandRun scored = CommandRun.of("g2p", model, "-n", "3", "--share=0", "--scores", "ab");
    assertThat(scored.out()).matches("(ab\\t[AB ]+\\t[01]\\.\\d{4}\\n){3}");

    Files.writeString(folder.resolve("list.txt"), "aaaaaab\n\nb4\nbb\n");
    CommandRun strict = CommandRun.of("g2p", model, "--file", path("list.txt"));
    assertFails(strict, "list.txt line 3: word \"b4\": \"4\" (expected: letters of ab)");
    CommandRun list =
        CommandRun.of(
            "g2p",
            model,
            "--dictionary",
            path("words.dict"),
            "--file",
            path("list.txt"),
            "--skip",
            "-o",
            path("lexicon.txt"));
    assertThat(list.code()).as(list.err()).isZero();
    assertThat(list.err()).contains("words left out: 1");
    assertThat(Files.readString(folder.resolve("lexicon.txt")))
        .startsWith("aaaaaab\tA A A A A A B\nbb\t");

    String phones = "2 of 2 phones are none of the model's tokens: A B";
    String sample = "../docs/samples/spelled.wav";
    assertFails(CommandRun.of("transcribe", "-m", "en-letters", "--g2p", model, sample), phones);
    CommandRun into =
        train(
            "--held-out=0.2",
            "--learning-rate=0.02",
            "--dropout=0",
            "--resume",
            "--into=en-letters");
    assertFails(into, phones);
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    assertFails(train("--held-out=1"), "heldOut: 1.0 (expected: within 0..1)");
    assertFails(train("--frames=9"), "frames: 9 (expected: 1..8)");
    assertFails(train("--seed=x"), "--seed");
    assertFails(train("--learning-rate=2"), "learningRate: 2.0 (expected: within 0..1)");
    Files.writeString(folder.resolve("words.dict"), "word\n");
    assertFails(train(), "words.dict line 1: \"word\" (expected: a word and its phones)");
    Files.delete(folder.resolve("words.dict"));
    assertFails(train(), "words.dict: no such file");
    assertFails(CommandRun.of("g2p", path("no.safetensors"), "a"), "no such file");
    assertFails(CommandRun.of("g2p", "en-letters", "a"), "no g2p.safetensors (expected: one)");
    assertFails(CommandRun.of("g2p", "en-letters"), "WORD: none (expected: words, or --file)");
    assertFails(CommandRun.of("g2p", "en-letters", "a", "-n", "0"), "--n-best: 0");
    assertFails(CommandRun.of("g2p", "en-letters", "a", "--share", "2"), "--share: 2.0");
  }
}
