package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.auricle.models.BundleManifest;
import org.auricle.models.BundleWriter;
import org.auricle.models.LanguageParts;
import org.auricle.models.ModelBundle;
import org.auricle.models.Models;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TuneCommandTest {
  @TempDir Path folder;
  private String model;
  private Path manifest;
  private Path lexicon;
  private Path lm;

  @BeforeEach
  void write() throws IOException {
    model = Fixtures.bundle(folder).toString();
    Path low = Fixtures.tone(folder.resolve("low.wav"), 300, 1);
    Path high = Fixtures.tone(folder.resolve("high.wav"), 900, 1);
    manifest = folder.resolve("dev.jsonl");
    Files.writeString(manifest, Fixtures.entry(low, 1, "ba") + Fixtures.entry(high, 1, "ba ab"));
    lexicon = Fixtures.lexicon(folder);
    lm = Fixtures.unigrams(folder);
  }

  @Test
  void makesNoMoreErrorsThanBeforeAndWritesAModelThatSaysSo() throws IOException {
    Path out = folder.resolve("tuned");
    CommandRun run =
        CommandRun.of(
            "tune",
            manifest.toString(),
            "-m",
            model,
            "--lexicon",
            lexicon.toString(),
            "--lm",
            lm.toString(),
            "--out",
            out.toString(),
            "--json");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    JsonNode report = JsonMapper.shared().readTree(run.out());
    assertThat(report.get("utterances").asInt()).isEqualTo(2);
    double tuned = report.get("werTuned").asDouble();
    assertThat(tuned).isLessThanOrEqualTo(report.get("werBefore").asDouble());

    ModelBundle bundle = Models.open(out.toString());
    assertThat(bundle.language().lexicon().orElseThrow().words()).containsExactly("ba", "ab");
    assertThat(bundle.language().words()).isPresent();
    BundleManifest.Language language = bundle.manifest().language();
    assertThat(report.at("/fusion/wordScore").asDouble()).isEqualTo(language.fusion().wordScore());
    CommandRun eval = CommandRun.of("eval", "--json", "-m", out.toString(), manifest.toString());
    assertThat(JsonMapper.shared().readTree(eval.out()).get("wer").asDouble()).isEqualTo(tuned);
  }

  @Test
  void leavesOutOfTheNewModelWhatWasLeftOut() throws IOException {
    Path own = folder.resolve("own");
    BundleWriter.amend(
        model,
        BundleManifest.Language.DEFAULT,
        Map.of(LanguageParts.LEXICON_FILE, lexicon, LanguageParts.WORDS_FILE, lm),
        own);
    Path out = folder.resolve("tuned");
    String[] tune = {
      "tune",
      manifest.toString(),
      "-m",
      own.toString(),
      "--no-lm",
      "--lm",
      lm.toString(),
      "--out",
      out.toString()
    };
    assertThat(CommandRun.of(tune).errLines()).isEmpty();
    assertThat(Models.open(out.toString()).language().lexicon()).isEmpty();
    assertThat(Models.open(out.toString()).language().words()).isPresent();
  }

  @Test
  void saysBeforeTuningThatNothingCanBeWritten() {
    CommandRun run =
        CommandRun.of(
            "tune", "gone.jsonl", "-m", model, "--lm", lm.toString(), "--out", folder.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("exists and is not a bundle (expected: a new name, or a bundle)");
  }

  @Test
  void goesOnWithoutRecordingsThatCannotBeReadAndNamesTheirLines() throws IOException {
    Files.writeString(
        manifest,
        Fixtures.entry(folder.resolve("gone.wav"), 1, "ba")
            + Fixtures.entry(folder.resolve("low.wav"), 1, "ba"));
    CommandRun run = CommandRun.of("tune", manifest.toString(), "-m", model, "--lm", lm.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).startsWith("1 utterances");
    assertThat(run.errLines()).singleElement().asString().contains("dev.jsonl, line 1: ");
    assertThat(run.err()).contains("gone.wav: no such file");

    Files.writeString(manifest, Fixtures.entry(folder.resolve("gone.wav"), 1, "ba"));
    CommandRun none =
        CommandRun.of("tune", manifest.toString(), "-m", model, "--lm", lm.toString());
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("no recording can be read (expected: at least one)");
  }

  @Test
  void theNewModelSearchesWithTheBeamThatWasTuned() throws IOException {
    Path out = folder.resolve("tuned");
    CommandRun run =
        CommandRun.of(
            "tune",
            manifest.toString(),
            "-m",
            model,
            "--lm",
            lm.toString(),
            "--beam",
            "9",
            "--out",
            out.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Models.open(out.toString()).manifest().decoder().beamWidth()).isEqualTo(9);
  }

  @Test
  void anLstmModelInTheSearchIsNothingForABundle() throws IOException {
    Path lstm = Fixtures.languageModel(folder.resolve("lstm"), "ba", "ab");
    CommandRun run =
        CommandRun.of(
            "tune",
            manifest.toString(),
            "-m",
            model,
            "--lm",
            lstm.toString(),
            "--out",
            folder.resolve("tuned").toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("lstm is no n-gram model (expected: one, to be written as lm.bin");
  }

  @Test
  void needsSomethingToTune() {
    CommandRun run = CommandRun.of("tune", manifest.toString(), "-m", model);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.errLines())
        .containsExactly(
            "auricle: %s: neither lexicon nor language model (expected: --lexicon, --lm,"
                    .formatted(model)
                + " --token-lm or --rescorer, or a model that brings one)");
  }

  @Test
  void optionsChangeTheModelsLanguage() {
    String low = folder.resolve("low.wav").toString();
    CommandRun given =
        CommandRun.of("transcribe", "-m", model, "--lexicon", lexicon.toString(), low);
    assertThat(given.code()).isZero();
    assertThat(given.out().strip().split(" ")).allMatch(w -> w.equals("ba") || w.equals("ab"));
    CommandRun wrong =
        CommandRun.of("transcribe", "-m", model, "--lm", lm.toString(), "--lm-weight", "-1", low);
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("languageWeight: -1.0 (expected: 0..1000000)");
    CommandRun absent = CommandRun.of("transcribe", "-m", model, "--lm", "gone.arpa", low);
    assertThat(absent.code()).isEqualTo(2);
    assertThat(absent.err()).contains("gone.arpa: no such file");
  }
}
