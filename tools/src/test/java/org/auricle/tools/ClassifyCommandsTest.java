package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifyCommandsTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeTexts() throws IOException {
    StringBuilder json = new StringBuilder();
    StringBuilder csv = new StringBuilder("kind,body\n");
    for (int i = 0; i < 40; i++) {
      boolean good = i % 2 == 0;
      String text = (good ? "a good film, number " : "a bad film, number ") + i;
      json.append("{\"text\":\"%s\",\"label\":\"%s\"}%n".formatted(text, good ? "yes" : "no"));
      csv.append("%s,\"%s\"%n".formatted(good ? "yes" : "no", text));
    }
    Files.writeString(folder.resolve("t.jsonl"), json);
    Files.writeString(folder.resolve("t.csv"), csv);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private CommandRun train(String... more) {
    String[] arguments = {
      "classify",
      "train",
      path("t.jsonl"),
      "--out",
      path("run"),
      "--members=1",
      "--epochs=3",
      "--embedding=4",
      "--hidden=4",
      "--batch=8",
      "--learning-rate=0.02"
    };
    String[] all = new String[arguments.length + more.length];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return CommandRun.of(all);
  }

  @Test
  void trainsMeasuresSaysAndExports() throws IOException {
    CommandRun run = train("--dev", path("t.jsonl"));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("40 texts of 2 classes", "network 1, epoch 1: loss", "accuracy");
    assertThat(Files.readString(folder.resolve("run/report.html")))
        .contains("Which is taken for which", "accuracy by counting words alone", "held out");
    assertThat(train().code()).isEqualTo(2);
    assertThat(train().err()).contains("a training has begun here (expected: --resume");
    assertThat(train("--resume").code()).isZero();

    CommandRun eval =
        CommandRun.of(
            "classify",
            "eval",
            path("run"),
            path("t.csv"),
            "--text=body",
            "--label=kind",
            "--html",
            path("page.html"));
    assertThat(eval.code()).as(eval.err()).isZero();
    assertThat(eval.out()).contains("accuracy 100.00 %", "no     precision 100.00 %");
    assertThat(folder.resolve("page.html")).isNotEmptyFile();
    CommandRun json = CommandRun.of("classify", "eval", path("run"), path("t.jsonl"), "--json");
    assertThat(json.out()).contains("\"texts\":40", "\"confusion\":{\"no\":{\"no\":20,\"yes\":0}");

    CommandRun said = CommandRun.of("classify", "predict", path("run"), "good\tone", "bad one");
    assertThat(said.out())
        .matches("yes\\t[01]\\.\\d{4}\\tgood one\\nno\\t[01]\\.\\d{4}\\tbad one\\n");
    CommandRun listed =
        CommandRun.of(
            "classify", "predict", path("run"), "--json", "--file", path("t.csv"), "--text=body");
    assertThat(listed.out().lines()).hasSize(40);
    assertThat(listed.out()).startsWith("{\"text\":\"a good film, number 0\",\"label\":\"yes\",");

    CommandRun export = CommandRun.of("classify", "export", path("run"), "-o", path("m.onnx"));
    assertThat(export.code()).as(export.err()).isZero();
    assertThat(folder.resolve("m.onnx")).isNotEmptyFile();
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    Files.writeString(folder.resolve("bad.jsonl"), "{\"text\":\"a\"}\n");
    CommandRun label = CommandRun.of("classify", "train", path("bad.jsonl"), "-o", path("x"));
    assertThat(label.code()).isEqualTo(2);
    assertThat(label.err()).contains("bad.jsonl:1: label: not there (expected: text)");
    CommandRun model = CommandRun.of("classify", "predict", path("t.jsonl"), "a");
    assertThat(model.code()).isEqualTo(2);
    CommandRun none = CommandRun.of("classify", "predict", path("run"));
    assertThat(none.err()).contains("TEXT: none (expected: texts, or --file)");
    assertThat(CommandRun.of("classify").err())
        .contains("no command given: train, eval, predict or export");
    assertThat(train("--dropout=1").err()).contains("dropout: 1.0 (expected: 0 or more, less");
  }
}
