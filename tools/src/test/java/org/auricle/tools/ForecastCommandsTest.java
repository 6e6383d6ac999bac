package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastCommandsTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeSeries() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    StringBuilder csv = new StringBuilder("Month,Streams\n");
    for (int t = 0; t < 96; t++) {
      if (t != 50) {
        double value = 40 + 9 * Math.sin(2 * Math.PI * t / 12) + random.nextGaussian();
        csv.append(String.format(Locale.ROOT, "%d-%02d,%.3f%n", 2000 + t / 12, 1 + t % 12, value));
      }
    }
    Files.writeString(folder.resolve("s.csv"), csv);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private CommandRun train(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("forecast", "train", path("s.csv"), "--out", path("run")));
    arguments.addAll(
        List.of("--members=1", "--epochs=2", "--hidden=4", "--window=4", "--horizon=3"));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  @Test
  void trainsMeasuresContinuesAndExports() throws IOException {
    CommandRun run = train();
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err())
        .contains(
            "s.csv:52: gap, 1 of 1 month missing before 2004-04",
            "76 values to learn from, one every 1 month; season of 12 steps",
            "One step ahead");
    assertThat(Files.readString(folder.resolve("run/report.html")))
        .contains("On values not learned from", "What is expected", "seasonal naive", "gap, 1 of");
    assertThat(train().err()).contains("a training has begun here (expected: --resume");
    assertThat(train("--resume").code()).isZero();

    CommandRun eval = CommandRun.of("forecast", "eval", path("run"), path("s.csv"));
    assertThat(eval.code()).as(eval.err()).isZero();
    assertThat(eval.out()).contains("1 step ahead", "linear autoregression", "within 90 %");
    CommandRun json = CommandRun.of("forecast", "eval", path("run"), path("s.csv"), "--json");
    assertThat(json.out()).contains("\"SEASONAL_NAIVE\":{\"rmse\":", "\"coverage\":");

    CommandRun next =
        CommandRun.of(
            "forecast", "predict", path("run"), path("s.csv"), "--html", path("next.html"));
    assertThat(next.code()).as(next.err()).isZero();
    String number = "-?\\d+(\\.\\d+)?";
    String row = ",%s,%s,%s\\n".formatted(number, number, number);
    assertThat(next.out())
        .matches("Month,Streams,low,high\\n2008-01" + row + "2008-02" + row + "2008-03" + row);
    assertThat(folder.resolve("next.html")).isNotEmptyFile();

    CommandRun export = CommandRun.of("forecast", "export", path("run"), "-o", path("m.onnx"));
    assertThat(export.code()).as(export.err()).isZero();
    assertThat(folder.resolve("m.onnx")).isNotEmptyFile();
  }

  @Test
  void learnsFromAllIfNothingIsToBeMeasured() throws IOException {
    CommandRun run = train("--test=0");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("96 values to learn from");
    CommandRun eval = CommandRun.of("forecast", "eval", path("run"), path("s.csv"));
    assertThat(eval.code()).isEqualTo(2);
    assertThat(eval.err()).contains("nothing behind the 96 values learned from");
  }

  @Test
  void doesNotBoastOfWhatNeedsNoForecast() throws IOException {
    StringBuilder csv = new StringBuilder("Month,Streams\n");
    for (int t = 0; t < 60; t++) {
      csv.append(String.format(Locale.ROOT, "%d-%02d,7%n", 2000 + t / 12, 1 + t % 12));
    }
    Files.writeString(folder.resolve("s.csv"), csv);
    CommandRun run = train();
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("no season", "there is nothing to learn here");
    CommandRun next = CommandRun.of("forecast", "predict", path("run"), path("s.csv"));
    assertThat(next.out()).contains("2005-01,7.00000,7.00000,7.00000");
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    Files.writeString(folder.resolve("bad.csv"), "d,v\n2020-01-01,1\n2020-01-02,x\n");
    CommandRun bad =
        CommandRun.of("forecast", "train", path("bad.csv"), "--value=v", "-o", path("x"));
    assertThat(bad.code()).isEqualTo(2);
    assertThat(bad.err()).contains("bad.csv:3: v: x (expected: a number)");
    assertThat(train("--layers=0").err()).contains("layers: 0 (expected: >= 1)");
    assertThat(train("--level=100").err()).contains("--level: 100.0 (expected: within 0..100)");
    assertThat(train("--season=60").err()).contains("season: 60 (expected: at most half of");
    assertThat(CommandRun.of("forecast").err()).contains("no command given");
  }
}
