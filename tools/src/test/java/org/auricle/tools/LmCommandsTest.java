package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LmCommandsTest {
  @TempDir private Path folder;

  private String text() throws IOException {
    String text = "go to the house\nto the house\nthe dog is in the house\n\n";
    return Files.writeString(folder.resolve("text"), text).toString();
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void buildsConvertsAndDescribes() throws IOException {
    CommandRun build =
        CommandRun.of(
            "lm",
            "build",
            text(),
            "-o",
            path("lm.arpa"),
            "--discount-fallback",
            "--prune=0,0,1",
            "--dev",
            text());
    assertThat(build.err()).isEmpty();
    assertThat(build.code()).isZero();
    assertThat(build.out()).contains("words      13", "3-grams    2 of 10", "perplexity");
    assertThat(Files.readString(Path.of(path("lm.arpa")))).startsWith("\\data\\\nngram 1=10\n");
    assertThat(CommandRun.of("lm", "convert", path("lm.arpa"), path("lm.bin")).code()).isZero();
    CommandRun info = CommandRun.of("lm", "info", path("lm.bin"), "--json");
    assertThat(info.out()).startsWith("{\"order\":3,\"ngrams\":[10,11,2],\"binaryBytes\":");
    assertThat(CommandRun.of("lm", "info", path("lm.arpa")).out()).contains("2-grams    11");
    CommandRun bench =
        CommandRun.of("bench", "lm", path("lm.bin"), text(), "--json", "--seconds=0.01");
    assertThat(bench.code()).isZero();
    assertThat(bench.out())
        .contains("\"nanosPerQuery\":", "\"bytesPerNgram\":", "\"perplexity\":")
        .contains("\"queries\":16", "\"unknown\":0");
  }

  @Test
  void mixes() throws IOException {
    Files.writeString(folder.resolve("other"), "go home\nthe dog is home\n");
    String fallback = "--discount-fallback";
    assertThat(CommandRun.of("lm", "build", text(), "-o", path("a"), fallback).code()).isZero();
    assertThat(CommandRun.of("lm", "build", path("other"), "-o", path("b"), fallback).code())
        .isZero();
    Files.writeString(folder.resolve("words"), "go to the\nhouse dog home\n");
    CommandRun mix =
        CommandRun.of(
            "lm",
            "mix",
            path("a"),
            path("b"),
            "-o",
            path("ab.arpa"),
            "--tune",
            path("other"),
            "--limit-vocab",
            path("words"),
            "--dev",
            text());
    assertThat(mix.err()).isEmpty();
    assertThat(mix.out()).contains("weights    0.0000, 1.0000", "1-grams    9", "perplexity");
    assertThat(Files.readString(Path.of(path("ab.arpa")))).contains("\tthe dog\t");
    String a = path("a");
    String x = path("x");
    assertFails("[0.5] (expected: 1 together)", "lm", "mix", a, "-o", x, "--weights=0.5");
    assertFails("-1.0 (expected: >= 0)", "lm", "mix", a, "-o", x, "--prune=-1");
    assertFails("none, with --weights", "lm", "mix", a, "-o", x, "--weights=1", "--tune=x");
  }

  @Test
  void saysWhatIsWrongWithATextOrAModel() throws IOException {
    assertFails("adjusted count of", "lm", "build", text(), "-o", path("x"));
    assertFails("prune: [1] (expected: 0 for", "lm", "build", text(), "-o", path("x"), "--prune=1");
    Files.write(folder.resolve("latin"), "caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    assertFails("not UTF-8", "lm", "build", path("latin"), "-o", path("x"));
    Files.writeString(folder.resolve("unk"), "a\nb <unk> c\n");
    assertFails("unk line 2: <unk> in the text", "lm", "build", path("unk"), "-o", path("x"));
    Files.write(folder.resolve("gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});
    assertFails("gz: broken gzip data", "lm", "build", path("gz"), "-o", path("x"));
    assertFails("line 1: \"go to the house\" (expected: \\data\\", "lm", "info", text());
    assertFails("no such file", "bench", "lm", path("none"), text());
    assertFails("is a directory (expected: a file)", "lm", "build", "none", "-o", path("."));
    assertFails("no/x: no folder ", "lm", "build", "none", "-o", path("no/x"));
    Files.writeString(folder.resolve("empty"), "\n");
    CommandRun empty = CommandRun.of("lm", "build", path("empty"), "-o", path("x"));
    assertThat(empty.err()).endsWith("no sentences (expected: some text)\n");
  }

  private static void assertFails(String message, String... command) {
    CommandRun run = CommandRun.of(command);
    assertThat(run.errLines()).singleElement().asString().contains(message);
    assertThat(run.code()).isEqualTo(Failures.INPUT);
  }
}
