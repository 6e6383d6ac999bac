package org.auricle.decoder.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.auricle.engine.recognition.LanguageModel;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NgramModelTest {
  static final String TINY =
      """
      \\data\\
      ngram 1=6
      ngram 2=4
      ngram 3=2

      \\1-grams:
      -2\t<unk>
      0\t<s>\t-0.5
      -1\t</s>
      -0.7\tgo\t-0.3
      -0.9\tagain\t-0.25
      -1.2\tfünf

      \\2-grams:
      -0.4\t<s> go\t-0.1
      -0.6\tgo again\t0
      -0.8\tagain again\t-0.2
      -0.3\tagain </s>

      \\3-grams:
      -0.2\t<s> go again
      -0.35\tgo again </s>

      \\end\\
      """;

  @TempDir private Path folder;

  static NgramModel parse(String arpa) throws IOException {
    byte[] bytes = arpa.getBytes(StandardCharsets.UTF_8);
    return new NgramModel(
        NgramImage.of(ArpaReader.read(new ByteArrayInputStream(bytes), "test"), "test"));
  }

  @Test
  void followsTheDefinitionByHand() throws IOException {
    NgramModel model = parse(TINY);
    LanguageModel.Session session = model.newSession();
    long go = session.step(session.start(), model.id("go"));
    assertLog10(go, -0.4);
    long again = session.step(LanguageModel.Session.state(go), model.id("again"));
    assertLog10(again, -0.2);
    assertThat(session.end(LanguageModel.Session.state(again)) / Math.log(10))
        .isCloseTo(-0.35, within(1e-6));
    assertLog10(session.step(LanguageModel.Session.state(again), model.id("again")), -0.8);
    assertLog10(session.step(LanguageModel.Session.state(go), model.id("fünf")), -0.1 - 0.3 - 1.2);
    assertLog10(session.step(session.start(), model.id("never seen")), -0.5 - 2);
    assertThat(model.id("fünf")).isEqualTo(5);
    assertThat(model.symbol(5)).isEqualTo("fünf");
    assertThat(model.id("fun")).isEqualTo(LanguageModel.UNKNOWN);
    assertThat(model.symbol(LanguageModel.UNKNOWN)).isEqualTo("<unk>");
  }

  private static void assertLog10(long step, double expected) {
    double found = LanguageModel.Session.logProb(step) / Math.log(10);
    assertThat(found).isCloseTo(expected, within(1e-6));
  }

  @Test
  void statesMergeAsSoonAsTheirPastsCannotMatter() throws IOException {
    NgramModel model = parse(TINY);
    LanguageModel.Session session = model.newSession();
    int rare = state(session, session.start(), model.id("fünf"));
    int unknown = state(session, session.start(), LanguageModel.UNKNOWN);
    assertThat(rare).as("neither goes on, neither has a weight").isEqualTo(unknown);
    int afterGo = state(session, state(session, session.start(), model.id("go")), model.id("go"));
    int afterUnknown = state(session, unknown, model.id("go"));
    assertThat(afterGo).isEqualTo(afterUnknown);
    assertThat(state(session, unknown, model.id("go")))
        .as("<s> go has a weight")
        .isNotEqualTo(state(session, session.start(), model.id("go")));
  }

  private static int state(LanguageModel.Session session, int state, int word) {
    return LanguageModel.Session.state(session.step(state, word));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void equalsTheLiteralModelAtEveryOrder(int order) throws IOException {
    SplittableRandom random = new SplittableRandom(order);
    for (int trial = 0; trial < 5; trial++) {
      int words = 1 + random.nextInt(12);
      String arpa = randomArpa(random, order, words);
      NgramModel parsed = parse(arpa);
      Path file = folder.resolve("model-" + trial);
      parsed.write(file);
      LiteralArpa literal = LiteralArpa.parse(arpa.lines());
      for (NgramModel model : List.of(parsed, NgramModel.open(file))) {
        for (int i = 0; i < 200; i++) {
          List<String> sentence = new ArrayList<>();
          int length = random.nextInt(9);
          for (int j = 0; j < length; j++) {
            sentence.add("w" + random.nextInt(words + 1)); // the last is unknown
          }
          assertSame(model, literal, sentence);
        }
      }
    }
  }

  static void assertSame(NgramModel model, LiteralArpa literal, List<String> sentence) {
    LanguageModel.Session session = model.newSession();
    int state = session.start();
    List<String> context = new ArrayList<>(List.of("<s>"));
    for (String word : sentence) {
      long step = session.step(state, model.id(word));
      double expected = literal.log10(context, word) * Math.log(10);
      assertThat((double) LanguageModel.Session.logProb(step))
          .as("%s after %s", word, context)
          .isCloseTo(expected, within(1e-6 * Math.max(1, -expected)));
      state = LanguageModel.Session.state(step);
      context.add(word);
    }
    double expected = literal.log10(context, "</s>") * Math.log(10);
    assertThat((double) session.end(state))
        .isCloseTo(expected, within(1e-6 * Math.max(1, -expected)));
  }

  /** N-grams whose contexts are there, but not always their suffixes, as SRILM prunes. */
  static String randomArpa(SplittableRandom random, int order, int words) {
    List<List<String>> orders = new ArrayList<>();
    List<String> unigrams = new ArrayList<>(List.of("<s>", "</s>"));
    if (random.nextBoolean()) {
      unigrams.add("<unk>");
    }
    for (int i = 0; i < words; i++) {
      unigrams.add("w" + i);
    }
    orders.add(unigrams);
    for (int n = 2; n <= order; n++) {
      TreeSet<String> ngrams = new TreeSet<>();
      List<String> contexts = orders.get(n - 2);
      for (int i = 0; i < 30 && !contexts.isEmpty(); i++) {
        String context = contexts.get(random.nextInt(contexts.size()));
        String word = unigrams.get(1 + random.nextInt(unigrams.size() - 1));
        if (!context.endsWith("</s>")) {
          ngrams.add(context + " " + word);
        }
      }
      orders.add(new ArrayList<>(ngrams));
    }
    StringBuilder text = new StringBuilder("\\data\\\n");
    for (int n = 1; n <= order; n++) {
      text.append("ngram " + n + "=" + orders.get(n - 1).size() + "\n");
    }
    for (int n = 1; n <= order; n++) {
      text.append("\n\\" + n + "-grams:\n");
      for (String ngram : orders.get(n - 1)) {
        text.append(String.format(Locale.ROOT, "%.6f\t%s", -4 * random.nextDouble(), ngram));
        if (n < order && random.nextInt(3) > 0) {
          double backoff = random.nextInt(3) == 0 ? 0 : 1 - 2 * random.nextDouble();
          text.append(String.format(Locale.ROOT, "\t%.6f", backoff));
        }
        text.append('\n');
      }
    }
    return text + "\n\\end\\\n";
  }

  @Test
  void opensWhateverFormTheFileHas() throws IOException {
    Path plain = Files.writeString(folder.resolve("plain"), TINY);
    Path gzip = folder.resolve("compressed");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
      out.write(TINY.getBytes(StandardCharsets.UTF_8));
    }
    Path binary = folder.resolve("binary");
    NgramModel.open(plain).write(binary);
    LiteralArpa literal = LiteralArpa.parse(TINY.lines());
    for (Path file : List.of(plain, gzip, binary)) {
      NgramModel model = NgramModel.open(file);
      assertSame(model, literal, List.of("go", "again", "again", "what", "fünf", "go"));
      assertThat(model.order()).isEqualTo(3);
      assertThat(model.ngrams()).isEqualTo(12);
      assertThat(model.bytes()).isEqualTo(Files.size(binary));
    }
  }

  @Test
  void equalsTheLiteralModelOnTheDecoderSet() throws IOException {
    Path fixtures = Path.of("../../shared/fixtures/decoder");
    Assumptions.assumeTrue(
        Files.isDirectory(fixtures), "shared/fixtures/decoder is not here: skipped");
    NgramModel parsed = NgramModel.open(fixtures.resolve("lm.arpa"));
    assertThat(List.of(parsed.count(1), parsed.count(2), parsed.count(3)))
        .containsExactly(49_586L, 630_695L, 467_391L);
    Path binary = folder.resolve("lm.bin");
    parsed.write(binary);
    assertThat((double) Files.size(binary) / parsed.ngrams()).as("bytes an n-gram").isLessThan(12);
    NgramModel mapped = NgramModel.open(binary);
    LiteralArpa literal = LiteralArpa.parse(Files.lines(fixtures.resolve("lm.arpa")));
    for (String line : Files.readAllLines(fixtures.resolve("refs.txt"))) {
      assertSame(mapped, literal, List.of(line.split(" ")));
    }
  }
}
