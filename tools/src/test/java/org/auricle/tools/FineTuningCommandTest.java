package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.auricle.models.BundleManifest;
import org.auricle.models.Models;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's few recordings, and a model that ships. */
class FineTuningCommandTest {
  @TempDir Path folder;
  private String letters;
  private String umlauts;

  @BeforeEach
  void record() throws IOException {
    Path tone = Fixtures.tone(folder.resolve("tone.wav"), 200, 1.2);
    letters = write("letters.jsonl", Fixtures.entry(tone, 1.2, "b"));
    umlauts = write("umlauts.jsonl", Fixtures.entry(tone, 1.2, "\u00e4 b\u00df"));
  }

  private String write(String name, String lines) throws IOException {
    return Files.writeString(folder.resolve(name), lines).toString();
  }

  @Test
  void whatTheManifestDoesNotSayIsAsTheModelHasIt() throws IOException {
    Path words = folder.resolve("words");
    String known = Models.open("en-spell").manifest().training().data().get(0);
    CommandRun run =
        train("en-spell", letters, words, "--name=mine", "--data=a tone", "--data=" + known);
    assertThat(run.code()).as(run.err()).isZero();
    Path mine = words.resolve("mine");
    assertThat(mine).isDirectoryContaining("glob:**lexicon.txt");
    assertThat(mine).isDirectoryContaining("glob:**lm.bin");
    assertThat(mine).isDirectoryContaining("glob:**vad.safetensors");
    assertThat(CommandRun.of("inspect", mine.toString()).out())
        .containsOnlyOnce("CMU AN4")
        .contains("a tone", "Apache-2.0");
    assertThat(CommandRun.of("transcribe", "-m", mine.toString(), tone()).code()).isZero();
    assertThat(quietSeconds(mine)).isEqualTo(0.5);
  }

  @Test
  void newWordsAreSpelledByTheNetworkThatPronounces() throws IOException {
    Path out = folder.resolve("new");
    CommandRun run = train("en-spell", write("x.jsonl", entry("b Tabitha")), out);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Files.readAllLines(out.resolve("model/lexicon.txt")))
        .contains("b\tB IY")
        .anyMatch(line -> line.matches("tabitha\tT .* TH AH"));
    CommandRun unknown = train("en-spell", write("y.jsonl", entry("r2d2")), folder.resolve("y"));
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("r2d2");
  }

  @Test
  void newCharactersBecomeTokens() throws IOException {
    Path out = folder.resolve("characters");
    CommandRun run = train("en-letters", umlauts, out, "--name=umlauts");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Files.readString(out.resolve("umlauts/tokens.txt")))
        .startsWith("<blank> 0\n")
        .endsWith("z 28\n\u00df 29\n\u00e4 30\n");
    assertThat(quietSeconds(out.resolve("umlauts"))).isZero(); // as en-letters
  }

  @Test
  void whatLearnsOtherQuietFromTheStartWantsItAroundWhatIsShort() throws IOException {
    String recipe =
        write(
            "recipe.json",
            """
            {"train": [{"manifest": "letters.jsonl"}], "dev": "letters.jsonl",
             "network": {"layers": 1, "hidden": 4}, "schedule": {"epochs": 1}}
            """);
    for (String probability : List.of("0", "0.6")) {
      Path out = folder.resolve(probability);
      String quiet = "augmentation.quiet.probability=" + probability;
      CommandRun run =
          CommandRun.of("train", recipe, "--set", quiet, "--out", out.toString(), "--name=mine");
      assertThat(run.code()).as(run.err()).isZero();
      assertThat(quietSeconds(out.resolve("mine"))).isEqualTo(probability.equals("0") ? 0 : 0.5);
    }
  }

  private static double quietSeconds(Path model) throws IOException {
    BundleManifest manifest = Models.open(model.toString()).manifest();
    return ((BundleManifest.Acoustic.BiLstm) manifest.acoustic()).quietSeconds();
  }

  /** Many corpora are written in capitals, and no model should begin anew with all letters. */
  @Test
  void capitalsOfKnownLettersAreNotNew() throws IOException {
    Path out = folder.resolve("capitals");
    String manifest = write("c.jsonl", entry("B") + otherEntry("\u00c4 B"));
    CommandRun run = train("en-letters", manifest, out, "--name=capitals");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("texts taken in lower case");
    assertThat(Files.readString(out.resolve("capitals/tokens.txt"))).endsWith("z 28\n\u00e4 29\n");
  }

  @Test
  void textsOfWhatNobodySaysBringNoCharacters() throws IOException {
    write("noise.jsonl", otherEntry("[m\u00fcsic]"));
    String recipe =
        write(
            "recipe.json",
            """
            {"train": [{"manifest": "letters.jsonl"},
                       {"manifest": "noise.jsonl", "speech": false}], "dev": "letters.jsonl"}
            """);
    CommandRun run = CommandRun.of("train", recipe, "--init=en-letters", "--print-recipe");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("\"z\"").doesNotContain("\"[\"", "\u00fc");
  }

  @Test
  void printsTheRecipeOfAManifestAndNeedsADevSet() {
    CommandRun run =
        CommandRun.of("train", letters, "--dev", letters, "--init=en-spell", "--print-recipe");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("\"hidden\" : 256", "\"epochs\" : 20", "2.0E-4");
    CommandRun noDev = CommandRun.of("train", letters, "--init=en-spell", "--out=x");
    assertThat(noDev.code()).isEqualTo(2);
    assertThat(noDev.err()).contains("no \"dev\"");
  }

  private String tone() {
    return folder.resolve("tone.wav").toString();
  }

  private String otherEntry(String text) throws IOException {
    return Fixtures.entry(Fixtures.tone(folder.resolve("other.wav"), 300, 1.2), 1.2, text);
  }

  private String entry(String text) {
    return Fixtures.entry(folder.resolve("tone.wav"), 1.2, text);
  }

  private static CommandRun train(String init, String manifest, Path out, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("train", manifest, "--dev", manifest, "--init", init, "--out", out.toString()));
    args.addAll(List.of("--set", "schedule.epochs=1", "--set", "optimizer.frozenLayers=2"));
    args.addAll(List.of(more));
    return CommandRun.of(args.toArray(String[]::new));
  }
}
