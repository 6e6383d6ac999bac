package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecodeCommandTest {
  @TempDir private Path folder;

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private CommandRun decode(String json, String... more) throws IOException {
    String[] arguments = new String[4 + more.length];
    arguments[0] = "decode";
    arguments[1] = "--tokens";
    arguments[2] = file("tokens.txt", "<blank>\n<space>\na\nb\n");
    arguments[3] = file("output.json", json);
    System.arraycopy(more, 0, arguments, 4, more.length);
    return CommandRun.of(arguments);
  }

  @Test
  void decodesBareAndNamedArraysOfAnyScale() throws IOException {
    String probs = "[[0,0,1,0],[0,1,0,0],[0,0,0.4,0.6],[0.9,0,0,0.1]]";
    CommandRun run = decode(probs, "--n-best", "2");
    assertThat(run.code()).isZero();
    // P = 0.36^0.8 / (0.6^0.8 + 0.36^0.8 + 0.04^0.8), A = 0.36; P^0.5 A^(0.5 / 1.25) = 0.41
    assertThat(run.out().lines()).containsExactly("a b", "  or (41 %): a a");
    assertThat(run.err()).contains("taken for probs");
    String logits =
        "{\"logits\":[[[0,0,30,0],[0,30,0,0],[0,0,10,11]],[[9,0,0,0],[0,0,0,9],[9,0,0,0]]]}";
    CommandRun batch = decode(logits, "--input=logits", "--json", "--frame-shift-ms=10");
    assertThat(batch.err()).isEmpty();
    assertThat(batch.out().lines()).hasSize(2);
    assertThat(batch.out()).contains("\"text\":\"a b\"", "output.json[1]\"", "\"text\":\"b\"");
    assertThat(batch.out()).contains("{\"word\":\"b\",\"start\":0.01,\"end\":0.02,");
  }

  @Test
  void readsTheLogarithmOfZeroAsPythonWritesIt() throws IOException {
    String none = "[[-Infinity,-Infinity,0,-Infinity],[-Infinity,-Infinity,-Infinity,0]]";
    assertThat(decode(none).out()).isEqualTo("ab\n");
  }

  @Test
  void boostsPhrases() throws IOException {
    String close = "[[0,0,1,0],[0,1,0,0],[0,0,0.6,0.4]]";
    assertThat(decode(close).out()).isEqualTo("a a\n");
    assertThat(decode(close, "--boost", "a b=2").out()).isEqualTo("a b\n");
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    assertFails(decode("[[0,0,1,0],[0,1]]"), "frame 1: 2 values (expected: 4)");
    assertFails(decode("[[0,0,NaN,0]]"), "NaN in frame 0, column 2 (expected: numbers)");
    assertFails(decode("[[0,0,"), "no JSON at line 1");
    assertFails(decode("[[0,0,null,0]]"), "frame 0, column 2: null (expected: a number)");
    assertFails(decode("[[0,0,1,0,0]]", "--blank=first"), "4 symbols (expected: 5, one a column)");
    assertFails(decode("[[1,1,1,1]]"), "frame 0: no value below 0, sum 4.0000");
    assertFails(decode("[[0,0,2,0]]", "--input=probs"), "frame 0: sum 2.0000 (expected: 1");
    assertFails(decode("{\"other\":[]}"), "keys [other] (expected: one of [log_probs");
    assertFails(decode("[]"), "no rows of numbers (expected: [[...], ...])");
    assertFails(decode("[[1,0,0,0]]", "--beam=0"), "--beam: 0");
    for (String option :
        new String[] {"--lm", "--token-lm", "--lexicon", "--grammar", "--boost-file"}) {
      assertFails(decode("[[1,0,0,0]]", option, folder.toString()), "is a directory (expected: a");
    }
    assertFails(CommandRun.of("decode", "--tokens=letters", folder.toString()), "is a directory");
    assertFails(
        decode("[[1,0,0,0]]", "--lexicon", file("words", "ab\ta z\n")),
        "words line 1: word \"ab\": \"z\" is no symbol");
    assertFails(decode("[[1,0,0,0]]", "--boost=a=1e300"), "weight: 1.0E300 (expected: -1000000..");
    assertFails(
        decode("[[1,0,0,0]]", "--lm", file("lm", "x")), "line 1: \"x\" (expected: \\data\\");
  }

  @Test
  void weightsNeedSomethingToWeigh() throws IOException {
    for (String option :
        new String[] {"--lm-weight", "--word-score", "--unknown-score", "--token-lm-weight"}) {
      assertFails(
          decode("[[1,0,0,0]]", option + "=0.3"),
          option + ": 0.3, but there is nothing to weigh (expected: ");
    }
    String lstm = Fixtures.languageModel(folder.resolve("lstm"), "a", "b").toString();
    assertFails(decode("[[1,0,0,0]]", "--lm", lstm, "--rescore-weight=1"), "--rescorer)");
    assertFails(
        decode("[[1,0,0,0]]", "--rescorer", lstm, "--rescore-weight=-1"),
        "languageWeight: -1.0 (expected: 0..1000000)");
  }

  @Test
  void languageModelsAreToldApartByWhatIsInTheFile() throws IOException {
    String close = "[[0,0,1,0],[0,1,0,0],[0,0,0.6,0.4]]";
    String lstm = Fixtures.languageModel(folder.resolve("lstm"), "a", "b").toString();
    String ngrams =
        file(
            "ngrams",
            "\\data\\\nngram 1=4\n\n\\1-grams:\n-9\t<s>\n-1\t</s>\n-2\ta\n-.1\tb\n\n\\end\\\n");
    assertThat(decode(close, "--lm", ngrams, "--lm-weight=1").out()).isEqualTo("a b\n");
    for (String option : new String[] {"--lm", "--rescorer"}) {
      CommandRun run = decode(close, option, lstm);
      assertThat(run.code()).as(run.err()).isZero();
      assertThat(run.out()).matches("[ab] [ab]\n");
    }
    assertFails(
        decode(close, "--rescorer", ngrams),
        "ngrams is an n-gram model (expected: an LSTM language model; --lm takes this one)");
    assertFails(decode(close, "--rescorer", file("x", "x")), "line 1: \"x\" (expected: \\data\\");
    assertFails(CommandRun.of("lm", "info", lstm), "lstm: safetensors (expected: an n-gram model)");
  }

  @Test
  void errorsOfAGrammarNameItsFile() throws IOException {
    String close = "[[0,0,1,0],[0,1,0,0],[0,0,0.6,0.4]]";
    String whole = "#JSGF V1.0;\ngrammar g;\npublic <g> = a b;\n";
    assertThat(decode(close, "--grammar", file("any", whole)).out()).isEqualTo("a b\n");
    assertFails(
        decode(close, "--input=probs", "--grammar", file("broken", whole.replace("= a", "= ("))),
        "broken: grammar, line 3, column ");
    assertFails(
        decode(
            close, "--input=probs", "--grammar", file("bare", "grammar g;\npublic <g> = a b;\n")),
        "bare: grammar, line 1, column 1: \"g\" (expected: #JSGF V1.0;)");
    assertFails(
        decode(close, "--input=probs", "--grammar", file("g.jsgf", "b b\n")),
        "g.jsgf: grammar, line 1, column 1: \"b\" (expected: #JSGF V1.0;)");
    assertFails(
        decode(close, "--input=probs", "--grammar", file("list", "a\nz\n")),
        "list: \"z\": no token for");
  }

  private static void assertFails(CommandRun run, String message) {
    assertThat(run.errLines()).singleElement().asString().contains(message);
    assertThat(run.code()).isEqualTo(Failures.INPUT);
  }

  @Test
  void makesASentenceOfSomebodyElsesOutput() {
    Path fixtures = Path.of("../../shared/fixtures/decoder");
    Assumptions.assumeTrue(
        Files.isDirectory(fixtures), "shared/fixtures/decoder is not here: skipped");
    CommandRun run =
        CommandRun.of(
            "decode",
            "--tokens=letters",
            "--lm=" + fixtures.resolve("lm.arpa"),
            fixtures.resolve("libri_logits.json").toString());
    assertThat(run.out())
        .isEqualTo(
            "i have a good deal of will you remember and what i have set my mind upon no doubt i"
                + " shall some day achieve\n");
  }
}
