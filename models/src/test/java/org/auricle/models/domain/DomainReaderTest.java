package org.auricle.models.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.auricle.models.domain.DomainReader.DomainFile;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DomainReaderTest {
  private static final String GOOD =
      """
      name: counter
      settings:
        language: en
        wake: Hey, Barista!
        rejection: 0.8
        boost: 2
      context:
        macros:
          polite: [please, if you would]
        expressions:
          order:
            - "[make, get] me (a, an) $size:size latte (@polite)"
            - "$number:count lattes"
          stop: "never mind"
        slots:
          size:
            - small
            - large: [large, "[big, huge] one"]
          number: {builtin: number, min: 1, max: 12}
      """;

  private static List<String> faults(String yaml) {
    DomainException thrown =
        catchThrowableOfType(DomainException.class, () -> DomainReader.read("d.yaml", yaml));
    assertThat(thrown).as(yaml).isNotNull();
    assertThat(thrown.getMessage().lines()).hasSameSizeAs(thrown.problems());
    return thrown.problems().stream().map(DomainProblem::toString).toList();
  }

  /** An intent, slots and macros, from line 1. */
  private static String file(String expression, String slots, String macros) {
    return "context:\n  expressions:\n    go:\n      - \""
        + expression
        + "\"\n  slots:\n"
        + slots.indent(4)
        + "  macros:\n"
        + macros.indent(4);
  }

  @Test
  void readsEverythingThatAFileMaySay() throws DomainException {
    Domain domain = DomainReader.read("d.yaml", GOOD);
    assertThat(domain.name()).isEqualTo("counter");
    assertThat(domain.settings().language()).contains("en");
    assertThat(domain.settings().wakePhrase()).contains("hey barista");
    assertThat(domain.settings().rejection()).isEqualTo(0.8);
    assertThat(domain.settings().boostWeight()).isEqualTo(2);
    assertThat(domain.intents()).extracting(Intent::name).containsExactly("order", "stop");
    assertThat(domain.intents().get(0).line()).isEqualTo(11);
    assertThat(domain.intents().get(0).expressions())
        .extracting(Expression::line)
        .containsExactly(12, 13);
    assertThat(domain.intents().get(0).slotNames()).containsExactly("count", "size");
    assertThat(domain.slots()).containsOnlyKeys("size", "number");
    assertThat(domain.valueNames()).containsExactly("size", "count");
    assertThat(domain.slotOf("count")).contains(domain.slots().get("number"));
    assertThat(domain.boosts())
        .extracting(boost -> boost.text() + " " + boost.weight())
        .containsExactly("small 2.0", "large 2.0", "big one 2.0", "huge one 2.0");
  }

  @Test
  void readsTheFilesOfOthersAsTheyAre() throws IOException, DomainException {
    Path file = shared("data/coffee/coffee_maker.yaml");
    Assumptions.assumeTrue(Files.exists(file), "no ../shared/data/coffee here");
    DomainFile read = DomainReader.open(file);
    assertThat(read.warnings()).isEmpty();
    assertThat(read.domain().name()).isEqualTo("coffee_maker");
    assertThat(read.domain().intents()).extracting(Intent::name).containsExactly("orderDrink");
    assertThat(read.domain().slots()).hasSize(6);
    assertThat(read.domain().slots().get("milkAmount").elements()).hasSize(36);
    assertThat(
            read.domain()
                .parse(SpokenText.words("I'd like an iced coffee with a bit of brown sugar"))
                .orElseThrow()
                .slots())
        .extracting(SlotValue::slot, SlotValue::value)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("coffeeDrink", "iced coffee"),
            org.assertj.core.groups.Tuple.tuple("sugarAmount", "a bit of brown sugar"));
  }

  private static Path shared(String file) {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("shared"))) {
      folder = folder.getParent();
    }
    return folder == null ? Path.of("none") : folder.resolve("shared").resolve(file);
  }

  @Test
  void namesAnUndefinedSlotAndWhatMayBeMeant() {
    assertThat(faults(file("a $sise:size coffee", "size: [small]", "{}")))
        .containsExactly("d.yaml:4: slot $sise is not defined (did you mean size?)");
  }

  @Test
  void namesAnUndefinedMacro() {
    assertThat(faults(file("a @polits coffee", "size: [small]", "polite: [please]")))
        .containsExactly("d.yaml:4: macro @polits is not defined (did you mean polite?)");
  }

  @Test
  void namesAnEndlessRecursionOfMacros() {
    assertThat(faults(file("@a", "size: [small]", "a: [\"x @b\"]\nb: [\"y\", \"z @a\"]")))
        .containsExactly("d.yaml:9: endless recursion: @a > @b > @a");
    assertThat(faults(file("go", "size: [small]", "a: [\"x @a\"]")))
        .containsExactly("d.yaml:8: endless recursion: @a > @a");
  }

  @Test
  void namesAnEndlessRecursionOfSlots() {
    assertThat(faults(file("$a", "a: [\"x $b:b\"]\nb: [\"@m\"]", "m: [\"y $a\"]")))
        .containsExactly(
            "d.yaml:6: endless recursion: $a > $b > $a",
            "d.yaml:9: endless recursion: $b > $a > $b");
    assertThat(faults(file("$a", "a: [\"x $b\"]\nb: [y]", "{}")))
        .containsExactly("d.yaml:6: slot $b in a value of $a (expected: words and macros)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a [b, c|\"[\" without \"]\" at character 3",
        "a (b [c]|\"(\" without \")\" at character 3",
        "a b]|\"]\" without \"[\" at character 4",
        "a) b|\")\" without \"(\" at character 2",
        "[a) b|\")\" without \"(\" at character 3",
        "a, b|\",\" outside of brackets at character 2",
        "[a, ]|nothing between the signs at character 5 (expected: at least one word)",
        "a []|nothing between the signs at character 4 (expected: at least one word)",
        " |nothing to say (expected: at least one word)",
        "a $ b|no name at character 4 (expected: a slot, such as $size:size)",
        "a $size: b|no name at character 9 (expected: a name behind the :)",
        "a {b}|\"{\" at character 3 (expected: a word, [, (, $slot:name or @macro)",
        "(please)|an expression that needs no word at all (expected: at least one)",
      })
  void namesWhatIsWrongInAnExpression(String expressionAndProblem) {
    String[] parts = expressionAndProblem.split("\\|", 2);
    assertThat(faults(file(parts[0], "size: [small]", "{}")))
        .containsExactly("d.yaml:4: " + parts[1]);
  }

  @Test
  void namesADuplicateIntentSlotAndMacro() {
    String yaml =
        """
        context:
          expressions:
            go: [go]
            go: [walk]
          slots:
            size: [small]
            size: [large]
          macros:
            m: [a]
            m: [b]
        """;
    assertThat(faults(yaml))
        .containsExactly(
            "d.yaml:4: intent go is there twice (the first is in line 3)",
            "d.yaml:7: slot size is there twice (the first is in line 6)",
            "d.yaml:10: macro m is there twice (the first is in line 9)");
  }

  @Test
  void namesEmptyLists() {
    String yaml =
        """
        context:
          expressions:
            go: []
            stay:
          slots:
            size: []
            roast: {max: 3}
            kind: {builtin: nmuber}
        """;
    assertThat(faults(yaml))
        .containsExactly(
            "d.yaml:3: go: an empty list (expected: at least one item)",
            "d.yaml:4: stay: nothing (expected: a list)",
            "d.yaml:6: size: an empty list (expected: at least one item)",
            "d.yaml:7: slot roast: no values (expected: a list, or builtin: number, time, date,"
                + " size)",
            "d.yaml:8: builtin: nmuber (expected: one of number, time, date, size)");
  }

  @Test
  void namesMisspelledKeys() {
    String yaml =
        """
        setings: {}
        context:
          expresions: {}
        """;
    assertThat(faults(yaml))
        .containsExactly(
            "d.yaml:1: setings in the file: not known (did you mean settings?)",
            "d.yaml:1: no expressions (expected: context: expressions: ...)",
            "d.yaml:3: expresions in context: not known (did you mean expressions?)");
  }

  @Test
  void namesSettingsOutOfRange() {
    assertThat(faults("settings: {rejection: -1}\ncontext: {expressions: {go: [go]}}"))
        .containsExactly("d.yaml:1: rejection: -1 (expected: a number, 0..1000)");
    assertThat(faults(file("$n", "n: {builtin: number, min: 5, max: 2}", "{}")))
        .containsExactly("d.yaml:6: max: 2 (expected: >= 5)");
  }

  @Test
  void namesANameForValuesOfTwoSlots() {
    assertThat(faults(file("$a:x or $b:x", "a: [one]\nb: [two]", "{}")))
        .containsExactly(
            "d.yaml:4: $b:x, but x is a value of $a in line 4 (expected: another name)");
  }

  @Test
  void reportsAllFaultsAtOnceInTheOrderOfTheirLines() {
    String yaml =
        """
        context:
          expressions:
            go:
              - "a [b"
              - "a $c:c"
              - "a @d"
          slots:
            e: []
        """;
    assertThat(faults(yaml))
        .extracting(fault -> fault.substring(0, 8))
        .containsExactly("d.yaml:4", "d.yaml:5", "d.yaml:6", "d.yaml:8");
  }

  @Test
  void warnsOfWhatIsNotUsedOrThereTwice() throws DomainException {
    DomainFile read =
        DomainReader.open("d.yaml", file("a $b:b", "b: [x, x]\nc: [y]", "unused: [z]"));
    assertThat(read.warnings())
        .extracting(DomainProblem::toString)
        .containsExactly(
            "d.yaml:6: value x of slot b is there twice (the first is in line 6)",
            "d.yaml:7: slot c is not used",
            "d.yaml:9: macro @unused is not used");
  }

  @Test
  void refusesWhatIsNotYamlOrHostile() {
    assertThat(faults("context: [")).singleElement().asString().startsWith("d.yaml:1: not YAML");
    assertThat(faults("a: &a [x, x]\nb: [*a, *a]"))
        .containsExactly("d.yaml:2: b[0]: an alias (expected: the value itself)");
    assertThat(faults("[".repeat(100_000))).hasSize(1);
    assertThat(faults("context: {expressions: " + "{a: ".repeat(50) + "}".repeat(51)))
        .containsExactly("d.yaml:1: nested deeper than 20 levels");
    assertThat(faults("- a\n- b")).contains("d.yaml:1: the file: a list (expected: a section)");
    assertThat(faults(""))
        .containsExactly(
            "d.yaml:1: the file: nothing (expected: a section)",
            "d.yaml:1: no expressions (expected: context: expressions: ...)");
    assertThat(faults("context: {expressions: {}}"))
        .containsExactly("d.yaml:1: no expressions (expected: context: expressions: ...)");
    assertThat(faults(" ".repeat((1 << 20) + 1)))
        .containsExactly("d.yaml: 1048577 characters (expected: <= 1048576)");
    assertThat(faults(file("[".repeat(21) + "a" + "]".repeat(21), "s: [t]", "{}")))
        .containsExactly("d.yaml:4: brackets 21 deep at character 22 (expected: <= 20)");
  }

  @Test
  void refusesMacrosThatMakeLittleTextIntoMuch() {
    String macros =
        "m0: [\"[a, b]\"]\n"
            + IntStream.rangeClosed(1, 19)
                .mapToObj(
                    i ->
                        "m%d: [\"[@m%d, @m%d, @m%d, @m%d]\"]"
                            .formatted(i, i - 1, i - 1, i - 1, i - 1))
                .collect(Collectors.joining("\n"));
    assertThat(faults(file("@m19", "s: [t]", macros)))
        .contains("d.yaml:4: an expression of 1000000000 words, written out (expected: <= 200000)");
    String longer = macros.replace("[@", "@").replace(", ", " ").replaceAll("\\]\"\\]", "\"]");
    assertThat(faults(file("@m19", "s: [t]", longer)))
        .contains("d.yaml:4: an expression of up to 1000000000 words (expected: <= 200)");
  }
}
