package org.auricle.tools.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java in README.md, docs/ and Javadoc compiles, and what can be run says what is shown. */
class ExamplesTest {
  private static final Path CHECKOUT = Path.of("..");

  @TempDir private static Path classes;
  private static List<String> packages;
  private static List<Example> examples;
  private static List<String> errors;

  @BeforeAll
  static void compile() throws IOException {
    packages = ExampleFinder.packages(CHECKOUT);
    examples = ExampleFinder.in(CHECKOUT);
    errors = ExampleCompiler.compile(examples, packages, classes);
  }

  @Test
  void allCompile() {
    assertThat(errors).isEmpty();
    assertThat(examples)
        .extracting(Example::file)
        .contains("README.md", "docs/assistant.md", "docs/library.md", "docs/offline.md")
        .anyMatch(file -> file.endsWith("Transcriber.java"));
  }

  @Test
  void aBrokenExampleIsNamed(@TempDir Path elsewhere) {
    List<Example> broken = new ArrayList<>();
    broken.addAll(
        ExampleFinder.inMarkdown(
            "page.md",
            List.of(
                "Text.",
                "<!-- with: Transcript transcript -->",
                "```java",
                "String text = transcript.text();",
                "int words = transcript.nothing();",
                "```")));
    broken.addAll(
        ExampleFinder.inJavadoc(
            "A.java",
            List.of(
                "/**",
                " * <pre>{@code",
                " * Transcript transcript = null;",
                " * }</pre>",
                " * <pre>{@code",
                " * undeclared.text();",
                " * }</pre>",
                " */")));
    assertThat(broken).hasSize(3);
    assertThat(ExampleCompiler.compile(broken, packages, elsewhere))
        .satisfiesExactlyInAnyOrder(
            error -> assertThat(error).startsWith("page.md:5: cannot find symbol"),
            error -> assertThat(error).startsWith("A.java:6: cannot find symbol"));
  }

  /** The lines of the README, in the checkout's folder. */
  @Test
  void theReadmesLinesTranscribe() throws Exception {
    assertThat(run(firstOf("README.md"))).containsExactly("a u r i c l e two zero two six");
  }

  /** The assistant, on the file and with the output that its page shows. */
  @Test
  void theAssistantAnswersAsItsPageSays() throws Exception {
    Example assistant = firstOf("docs/assistant.md");
    List<String> page = Files.readAllLines(CHECKOUT.resolve("docs/assistant.md"));
    int from = page.indexOf("```text") + 1;
    List<String> shown = page.subList(from, from + page.subList(from, page.size()).indexOf("```"));
    assertThat(run(assistant, "docs/samples/spelled.wav")).isEqualTo(shown).isNotEmpty();
  }

  private static Example firstOf(String file) {
    return examples.stream()
        .filter(example -> example.file().equals(file))
        .findFirst()
        .orElseThrow();
  }

  /** What a program prints in a JVM of its own, in the checkout's folder. */
  private static List<String> run(Example program, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules=jdk.incubator.vector", "-XX:+UseSerialGC", "-cp"));
    command.add(classes + File.pathSeparator + System.getProperty("java.class.path"));
    command.add(program.typeName());
    command.addAll(List.of(arguments));
    Path remarks = classes.resolve("remarks.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(CHECKOUT.toFile())
            .redirectError(remarks.toFile())
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(remarks)).isZero();
    return out.lines().toList();
  }
}
