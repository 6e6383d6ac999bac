package org.auricle.acoustic.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.auricle.engine.recognition.ErrorRate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingReportTest {
  @TempDir Path folder;

  @Test
  void needsNothingElseAndTellsTheWholeStory() throws IOException {
    Path file = folder.resolve("report.html");
    report(60).write(file);
    String html = Files.readString(file);

    assertThat(html).doesNotContain("http:", "https:", "<script", "src=", "@import", "url(");
    assertThat(html).contains("Epoch 60 of 75", "<del>b</del> <ins>d</ins>", "&quot;hidden&quot;");
    assertThat(html).contains("&lt;odd&gt;.wav").doesNotContain("<odd>");
    assertThat(html.split("<svg", -1)).hasSize(5);
    assertThat(html.split("<tr class=\"best\">", -1)).hasSize(2);
    assertThat(folder.resolve("report.html.tmp")).doesNotExist();
  }

  @Test
  void marksSubstitutionsInsertionsAndDeletions() {
    assertThat(TranscriptDiff.html("a b c", "a d c e"))
        .isEqualTo("a <del>b</del> <ins>d</ins> c <ins>e</ins>");
    assertThat(TranscriptDiff.html("yes", "")).isEqualTo("<del>yes</del>");
    assertThat(TranscriptDiff.html("", "<no>")).isEqualTo("<ins>&lt;no&gt;</ins>");
    assertThat(TranscriptDiff.html("one two", "one two")).isEqualTo("one two");
  }

  private static TrainingReport report(int epochs) {
    List<EpochResult> history = new ArrayList<>();
    for (int e = 1; e <= epochs; e++) {
      double fall = Math.exp(-e / 12.0);
      int wordErrors = (int) (130 + 600 * fall + 6 * Math.sin(e));
      history.add(
          new EpochResult(
              e,
              106L * e,
              1e-3 * 0.5 * (1 + Math.cos(Math.PI * e / 75)),
              0.25 + 2.6 * fall,
              0.42 + 2.2 * fall + 0.001 * e,
              new ErrorRate(wordErrors, 0, 0, 773),
              new ErrorRate(wordErrors * 2, 0, 0, 2_900),
              2_250,
              26 + Math.sin(3 * e),
              0,
              0,
              0));
    }
    List<Validator.Sample> samples = new ArrayList<>();
    samples.add(new Validator.Sample("<odd>.wav", "a b c", "a d c e"));
    for (int i = 0; i < 30; i++) {
      samples.add(new Validator.Sample("an" + i + ".flac", "enter six two four", "enter six four"));
    }
    TrainingConfig config =
        TrainingConfig.of(
            List.of(new TrainingConfig.Corpus(Path.of("train.jsonl"), 1)), Path.of("dev.jsonl"));
    TrainingListener.Plan plan =
        new TrainingListener.Plan(843, 2_251, 105, 295, 0, 0, 3_936_797, 75, 106);
    Validator.Outcome outcome = new Validator.Outcome(0.4, ErrorRate.ZERO, ErrorRate.ZERO, samples);
    return new TrainingReport(
        config, plan, history, Collections.min(history, EpochResult.BY_WORDS), outcome);
  }
}
