package org.auricle.decoder.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.auricle.decoder.lm.NgramTrainerOptions.Symbols;
import org.auricle.engine.recognition.LanguageModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NgramTrainerTest {
  @TempDir private Path folder;

  private static NgramTrainerOptions options(int order, List<Integer> prune, Set<String> kept) {
    return new NgramTrainerOptions(
        order, prune, Optional.ofNullable(kept), 0, Optional.of(Discounts.FALLBACK), Symbols.WORDS);
  }

  /** Words with something like Zipf's law, so that counts of counts fall as they should. */
  private static List<List<String>> randomText(SplittableRandom random, int sentences, int words) {
    List<List<String>> text = new ArrayList<>();
    for (int i = 0; i < sentences; i++) {
      List<String> sentence = new ArrayList<>();
      int length = 1 + random.nextInt(7);
      for (int j = 0; j < length; j++) {
        sentence.add("w" + (int) Math.pow(words, random.nextDouble()));
      }
      text.add(sentence);
    }
    return text;
  }

  private static NgramTrainer trainer(NgramTrainerOptions options, List<List<String>> text) {
    NgramTrainer trainer = new NgramTrainer(options);
    text.forEach(sentence -> trainer.add(String.join(" ", sentence)));
    return trainer;
  }

  private static Map<List<String>, double[]> ngrams(NgramModel model) throws IOException {
    StringWriter arpa = new StringWriter();
    new ArpaWriter(model.image()).write(arpa);
    Map<List<String>, double[]> ngrams = new HashMap<>();
    for (String line : arpa.toString().lines().toList()) {
      String[] fields = line.split("\t");
      if (fields.length > 1) {
        double backoff = fields.length > 2 ? Double.parseDouble(fields[2]) : 0;
        ngrams.put(
            List.of(fields[1].split(" ")), new double[] {Double.parseDouble(fields[0]), backoff});
      }
    }
    return ngrams;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1;0",
        "2;0",
        "3;0",
        "4;0",
        "5;0",
        "3;0 0 1",
        "3;0 1 1",
        "3;0 1 2",
        "4;0 0 1 2",
        "2;0 3"
      })
  void equalsTheEquations(int order, String thresholds) throws IOException {
    List<Integer> prune = List.of(thresholds.split(" ")).stream().map(Integer::valueOf).toList();
    for (int seed = 0; seed < 2; seed++) {
      List<List<String>> text = randomText(new SplittableRandom(seed), 25 + 5 * seed, 30);
      Set<String> all = new TreeSet<>();
      text.forEach(all::addAll);
      Set<String> kept = new HashSet<>(all);
      if (seed % 2 == 1) {
        kept.removeIf(w -> w.endsWith("3") || w.equals("w1"));
      }
      NgramTrainerOptions options = options(order, prune, seed % 2 == 1 ? kept : null);
      NgramModel model = trainer(options, text).train().model();
      LiteralKneserNey literal = new LiteralKneserNey(text, options, kept);
      Map<List<String>, double[]> ngrams = ngrams(model);
      assertThat(ngrams.keySet()).isEqualTo(literal.kept());
      ngrams.forEach(
          (ngram, weights) -> {
            assertThat(weights[0])
                .as("log10 P of %s", ngram)
                .isCloseTo(Math.log10(literal.prob(ngram)), within(1e-5));
            double gamma = ngram.size() < order ? literal.gamma(ngram) : 1;
            assertThat(weights[1])
                .as("back-off of %s", ngram)
                .isCloseTo(Math.log10(gamma), within(1e-5));
          });
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"3;0", "3;0 1 2", "5;0 0 1"})
  void probabilitiesOfAllThatCanFollowAddUpToOne(int order, String thresholds) throws IOException {
    List<Integer> prune = List.of(thresholds.split(" ")).stream().map(Integer::valueOf).toList();
    List<List<String>> text = randomText(new SplittableRandom(9), 2000, 60);
    NgramTrainerOptions options =
        new NgramTrainerOptions(
            order, prune, Optional.empty(), 40, Optional.of(Discounts.FALLBACK), Symbols.WORDS);
    NgramModel model = trainer(options, text).train().model();
    assertThat(model.vocabularySize()).isEqualTo(43);
    LanguageModel.Session session = model.newSession();
    int begin = model.id("<s>");
    for (List<String> sentence : text.subList(0, 50)) {
      int state = session.start();
      for (String word : sentence) {
        state = LanguageModel.Session.state(session.step(state, model.id(word)));
        double sum = 0;
        for (int id = 0; id < model.vocabularySize(); id++) {
          sum += id == begin ? 0 : Math.exp(LanguageModel.Session.logProb(session.step(state, id)));
        }
        assertThat(sum).isCloseTo(1, within(1e-5));
      }
    }
  }

  @Test
  void textAndBinaryFormsCarryTheSameFloats() throws IOException {
    List<List<String>> text = randomText(new SplittableRandom(5), 3000, 200);
    NgramModel model = trainer(options(4, List.of(0, 0, 1), null), text).train().model();
    Path arpa = folder.resolve("model.arpa");
    Path first = folder.resolve("first.bin");
    Path second = folder.resolve("second.arpa");
    model.writeArpa(arpa);
    NgramModel.open(arpa).write(first);
    NgramModel.open(first).writeArpa(second);
    assertThat(ngrams(NgramModel.open(second))).usingRecursiveComparison().isEqualTo(ngrams(model));
    assertThat(NgramModel.open(first).bytes()).isEqualTo(model.bytes());
  }

  @Test
  void charactersAreSymbolsAndSoIsTheSpace() throws IOException {
    NgramTrainer trainer =
        new NgramTrainer(
            new NgramTrainerOptions(
                2,
                List.of(),
                Optional.empty(),
                0,
                Optional.of(Discounts.FALLBACK),
                Symbols.CHARACTERS));
    trainer.add("  ab \t a\uD83D\uDE00 ");
    assertThat(trainer.symbols()).isEqualTo(5);
    NgramModel model = trainer.train().model();
    assertThat(ngrams(model).keySet())
        .contains(
            List.of("<s>", "a"),
            List.of("b", "<space>"),
            List.of("<space>", "a"),
            List.of("a", "\uD83D\uDE00"),
            List.of("\uD83D\uDE00", "</s>"));
  }

  @Test
  void saysWhyAModelCannotBeMade() {
    NgramTrainer trainer = new NgramTrainer(NgramTrainerOptions.DEFAULT);
    assertThatThrownBy(trainer::train).hasMessage("no sentences (expected: some text)");
    assertThatThrownBy(() -> trainer.add("a <unk> b"))
        .isInstanceOf(NgramTrainingException.class)
        .hasMessageContaining("<unk> in the text");
    trainer.add("a rose is a rose");
    assertThatThrownBy(trainer::train)
        .isInstanceOf(NgramTrainingException.class)
        .hasMessageContaining("1-gram with an adjusted count of 3");
    assertThatThrownBy(() -> options(3, List.of(0, 2, 1), null))
        .hasMessageContaining("prune: [0, 2, 1] (expected: 0 for single words, then never less");
    assertThatThrownBy(() -> options(0, List.of(), null)).hasMessageContaining("order: 0");
  }
}
