package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Folders of recordings, some of them broken, to folders of transcripts. The oracles are recordings
 * transcribed one by one, and a batch that nobody disturbs.
 */
class TranscribeBatchTest {
  private static final String LIST = "auricle-batch.jsonl";
  private static final int RECORDINGS = 60;
  private static final int BROKEN_EVERY = 10;

  @TempDir private Path folder;
  private Path audio;
  private String model;

  @BeforeEach
  void record() throws IOException {
    model = Fixtures.bundle(folder).toString();
    audio = Files.createDirectories(folder.resolve("audio"));
    for (int i = 0; i < RECORDINGS; i++) {
      Path file = audio.resolve("in%d/a%02d.wav".formatted(i % 3, i));
      Files.createDirectories(file.getParent());
      Fixtures.tone(file, 100 + 40 * i, 0.2 + 0.01 * (i % 7));
      if (i % BROKEN_EVERY == 4) {
        Files.write(file, new byte[] {'R', 'I', 'F', 'F', (byte) i});
      }
    }
    Files.writeString(audio.resolve("in0/notes.txt"), "not a recording");
  }

  private CommandRun batch(Path out, String... more) {
    List<String> command = new ArrayList<>(command(out));
    command.addAll(List.of(more));
    return CommandRun.of(command.toArray(String[]::new));
  }

  private List<String> command(Path out) {
    return List.of(
        "transcribe", "-m", model, "--output-dir", out.toString(), "--resume", audio.toString());
  }

  @Test
  void eachRecordingHasItsFileOrItsError() throws IOException {
    Path out = folder.resolve("out");
    CommandRun run = batch(out, "--format", "text,ctm");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.errLines())
        .hasSize(7)
        .last()
        .isEqualTo("auricle: 60 recordings: 54 transcribed, 6 failed (" + out.resolve(LIST) + ")");
    assertThat(run.errLines().get(0)).startsWith("auricle: " + audio.resolve("in0/a24.wav"));
    assertThat(Files.readAllLines(out.resolve(LIST)))
        .hasSize(60)
        .filteredOn(line -> line.contains("\"error\":"))
        .hasSize(6);
    Map<String, String> files = contents(out);
    assertThat(files).hasSize(2 * 54 + 1);
    for (int i : new int[] {0, 7, 59}) {
      String name = "in%d/a%02d".formatted(i % 3, i);
      String alone = CommandRun.of("transcribe", "-m", model, audio + "/" + name + ".wav").out();
      assertThat(files.get(name + ".txt")).isEqualTo(alone);
    }
  }

  @Test
  void killedAtAnyMomentItGoesOnToTheSameEnd() throws Exception {
    Path undisturbed = folder.resolve("undisturbed");
    assertThat(batch(undisturbed).code()).isEqualTo(2);
    Path out = folder.resolve("killed");
    SplittableRandom random = new SplittableRandom(11);
    int done = 0;
    for (int kill = 0; kill < 3; kill++) {
      killAfter(done + 1 + random.nextInt(12), random.nextInt(200_000), out);
      done = transcripts(out).size();
      assertThat(done).isPositive();
    }
    Map<String, String> before = contents(out);
    before.remove(LIST);
    before.keySet().removeIf(name -> name.endsWith(".part")); // of the transcript it was killed in
    Path first = transcripts(out).get(0);
    Object identity = Files.getAttribute(first, "lastModifiedTime");
    CommandRun last = batch(out);
    assertThat(last.code()).isEqualTo(2);
    assertThat(last.err()).contains("60 recordings: ").contains("6 failed");
    assertThat(Files.getAttribute(first, "lastModifiedTime")).isEqualTo(identity);
    assertThat(contents(out)).isEqualTo(contents(undisturbed)).containsAllEntriesOf(before);
  }

  /** Lets a child write so many transcripts, and a little more, and kills it. */
  private void killAfter(int transcripts, int busyLoops, Path out) throws Exception {
    Process child =
        ChildCommand.of(List.of(), command(out))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      while (!child.waitFor(1, TimeUnit.MILLISECONDS) && transcripts(out).size() < transcripts) {
        Thread.onSpinWait();
      }
      for (int i = 0; i < busyLoops; i++) {
        Thread.onSpinWait();
      }
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  @Test
  void whatHasChangedIsDoneAgainAndNothingElse() throws IOException {
    Path out = folder.resolve("out");
    batch(out);
    Map<String, String> all = contents(out);
    assertThat(batch(out).err()).contains("60 recordings: 0 transcribed, 54 done before, 6 failed");
    Fixtures.tone(audio.resolve("in0/a00.wav"), 2222, 0.4);
    Files.delete(out.resolve("in1/a01.txt"));
    Files.writeString(out.resolve("in2/a02.txt"), "scribbled");
    Fixtures.tone(audio.resolve("in1/a04.wav"), 1111, 0.4); // was broken
    assertThat(batch(out).err()).contains("60 recordings: 4 transcribed, 51 done before, 5 failed");
    assertThat(contents(out))
        .containsEntry("in1/a01.txt", all.get("in1/a01.txt"))
        .containsEntry("in2/a02.txt", all.get("in2/a02.txt"))
        .containsKey("in1/a04.txt");
    assertThat(batch(out, "--boost", "a").err()).contains("55 transcribed, 5 failed");
    assertThat(batch(out, "--boost", "a", "--batch", "3").err()).contains("55 done before");
    assertThat(batch(out, "--boost", "a", "--format", "text").err()).contains("55 done before");
  }

  @Test
  void whatIsAskedForWronglyIsSaidBeforeAnythingIsDone() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertThat(refused(empty.toString())).endsWith("empty: no recordings in this folder\n");
    assertThat(refused(audio + "/*/b*.wav")).endsWith("/*/b*.wav: no such files\n");
    assertThat(refused("--resume", "a.wav")).isEqualTo("auricle: --resume needs --output-dir\n");
    assertThat(refused("--name", "x", "a.wav")).isEqualTo("auricle: --name needs --output-dir\n");
    String out = folder.resolve("out").toString();
    assertThat(refused("--output-dir", out, "a/x.wav", "b/x.wav"))
        .startsWith("auricle: a/x.wav and b/x.wav: both are called x (expected: names that differ");
    assertThat(refused("--output-dir", out, "--name", "{song}", "a.wav"))
        .isEqualTo("auricle: --name: {song} (expected: {dir}, {stem}, {file} or {number})\n");
    assertThat(refused("--output-dir", out, "--name", "../{stem}", "a.wav"))
        .contains("\"../a\" (expected: a name within the folder)");
    assertThat(Path.of(out)).doesNotExist();
  }

  private static String refused(String... arguments) {
    List<String> command = new ArrayList<>(List.of("transcribe"));
    command.addAll(List.of(arguments));
    CommandRun run = CommandRun.of(command.toArray(String[]::new));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.errLines()).hasSize(1);
    return run.err();
  }

  private static List<Path> transcripts(Path out) throws IOException {
    if (!Files.exists(out)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(out)) {
      return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    } catch (UncheckedIOException e) {
      return List.of(); // something went while we looked
    }
  }

  /** All files by name, but for the lock. */
  private static Map<String, String> contents(Path out) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(out)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(out.relativize(file).toString(), Files.readString(file));
      }
    }
    contents.remove("auricle-batch.lock");
    return contents;
  }
}
