package org.auricle.models.understanding.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.auricle.engine.training.TrainingException;
import org.auricle.models.domain.LabelledSentence;
import org.auricle.models.understanding.TestDomains;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleReaderTest {
  @TempDir Path folder;

  private List<LabelledSentence> read(String... lines) throws IOException {
    Path file = Files.write(folder.resolve("said.jsonl"), List.of(lines));
    return ExampleReader.read(file, TestDomains.counter());
  }

  @Test
  void slotsAreToldByTheirWordsOrTheirValues() throws IOException {
    List<LabelledSentence> examples =
        read(
            "{\"text\": \"A big latte with some soy milk\", \"intent\": \"order\","
                + " \"slots\": {\"size\": \"large\", \"milk\": \"some soy milk\"}}",
            "",
            "{\"text\": \"21 mocha\", \"intent\": \"order\", \"slots\": {\"count\": \"21\"}}",
            "{\"text\": \"a tall chai\", \"intent\": \"order\", \"slots\": {\"drink\": \"chai\"}}",
            "{\"text\": \"nice weather\"}");
    assertThat(examples).hasSize(4);
    assertThat(examples.get(0).words())
        .containsExactly("a", "big", "latte", "with", "some", "soy", "milk");
    assertThat(examples.get(0).tags())
        .containsExactly("O", "B-size", "O", "O", "B-milk", "I-milk", "I-milk");
    assertThat(examples.get(1).tags()).containsExactly("B-count", "I-count", "O");
    assertThat(examples.get(1).slots().get(0).value()).isEqualTo("21");
    assertThat(examples.get(2).tags()).containsExactly("O", "O", "B-drink");
    assertThat(examples.get(3).intent()).isEmpty();
  }

  @Test
  void whatIsWrongIsNamedWithItsLine() {
    Path file = folder.resolve("said.jsonl");
    String good = "{\"text\": \"a latte\", \"intent\": \"order\"}";
    assertThatThrownBy(() -> read(good, "latte"))
        .isInstanceOf(TrainingException.class)
        .hasMessage(file + ":2: not JSON (expected: one JSON object a line)");
    assertThatThrownBy(() -> read("{\"intent\": \"order\"}"))
        .hasMessageStartingWith(file + ":1: no text (expected: ");
    assertThatThrownBy(() -> read("{\"text\": \"a\", \"intent\": \"buy\"}"))
        .hasMessage(file + ":1: intent: buy (expected: one of order, cancel)");
    assertThatThrownBy(() -> read(good.replace("}", ", \"slots\": {\"colour\": \"red\"}}")))
        .hasMessage(
            file
                + ":1: slot colour: not of intent order (expected: one of count, drink, milk, size,"
                + " when)");
    assertThatThrownBy(() -> read(good.replace("}", ", \"slots\": {\"size\": \"large\"}}")))
        .hasMessage(
            file
                + ":1: slot size: \"large\" is not in the text (expected: words of it, or what they"
                + " mean)");
    assertThatThrownBy(() -> ExampleReader.read(folder, TestDomains.counter()))
        .hasMessage(folder + ": is a directory (expected: a file)");
  }
}
