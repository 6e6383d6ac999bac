package org.auricle.decoder.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.auricle.decoder.lm.NgramTrainerOptions.Symbols;
import org.auricle.engine.recognition.LanguageModel;
import org.auricle.engine.recognition.LanguageModel.Session;
import org.junit.jupiter.api.Test;

class NgramMixerTest {
  private static final double WEIGHT = 0.3;

  private static List<String> text(long seed, int words) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> text = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      StringBuilder sentence = new StringBuilder();
      for (int j = random.nextInt(6); j >= 0; j--) {
        sentence.append(" w").append(seed + (int) Math.pow(words, random.nextDouble()));
      }
      text.add(sentence.toString());
    }
    return text;
  }

  private static NgramModel model(int order, List<String> text) throws IOException {
    NgramTrainer trainer =
        new NgramTrainer(
            new NgramTrainerOptions(
                order,
                List.of(),
                Optional.empty(),
                0,
                Optional.of(Discounts.FALLBACK),
                Symbols.WORDS));
    text.forEach(trainer::add);
    return trainer.train().model();
  }

  private static Map<List<String>, Double> ngrams(NgramModel model) throws IOException {
    Map<List<String>, Double> ngrams = new HashMap<>();
    NgramWalk walk = new NgramWalk(model.image());
    for (int order = 1; order <= model.order(); order++) {
      walk.order(
          order,
          (words, prob, backoff) ->
              ngrams.put(
                  Arrays.stream(words).mapToObj(model::symbol).toList(), Math.pow(10, prob)));
    }
    return ngrams;
  }

  /** P of a word after others, 0 for one that the model does not know. */
  private static double prob(NgramModel model, List<String> history, String word) {
    if (model.id(word) == LanguageModel.UNKNOWN && !word.equals("<unk>")) {
      return 0;
    }
    Session session = model.newSession();
    int state = NgramTable.EMPTY;
    for (String w : history) {
      state = Session.state(session.step(state, model.id(w)));
    }
    return Math.exp(Session.logProb(session.step(state, model.id(word))));
  }

  private static List<String> words(NgramModel model) {
    List<String> words = new ArrayList<>();
    for (int id = 0; id < model.vocabularySize(); id++) {
      words.add(model.symbol(id));
    }
    words.remove("<s>");
    return words;
  }

  @Test
  void everyNgramOfEitherHasTheMixturesProbability() throws IOException {
    NgramModel first = model(3, text(1, 12));
    NgramModel second = model(2, text(5, 12)); // some words in common
    NgramMixture mixture = new NgramMixture(List.of(first, second), List.of(WEIGHT, 1 - WEIGHT));
    NgramModel mixed = new NgramMixer(mixture, Optional.empty()).mix(0);
    Set<List<String>> union = new HashSet<>(ngrams(first).keySet());
    union.addAll(ngrams(second).keySet());
    Map<List<String>, Double> found = ngrams(mixed);
    assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(union);
    found.forEach(
        (ngram, p) -> {
          List<String> history = ngram.subList(0, ngram.size() - 1);
          String word = ngram.get(ngram.size() - 1);
          if (!word.equals("<s>")) {
            double truth =
                WEIGHT * prob(first, history, word) + (1 - WEIGHT) * prob(second, history, word);
            assertThat(p).as("P of %s", ngram).isCloseTo(truth, within(1e-6));
          }
        });
    assertAddsUp(mixed, found.keySet());
  }

  private static void assertAddsUp(NgramModel model, Set<List<String>> histories) {
    for (List<String> history : histories) {
      double sum = words(model).stream().mapToDouble(w -> prob(model, history, w)).sum();
      assertThat(sum).as("after %s", history).isCloseTo(1, within(1e-5));
    }
  }

  @Test
  void wordsNotKeptGiveWhatTheyHadToUnknownOnes() throws IOException {
    NgramModel model = model(3, text(1, 12));
    NgramMixture mixture = new NgramMixture(List.of(model), List.of(1.0));
    NgramModel limited = new NgramMixer(mixture, Optional.of(Set.of("w2", "w3", "w5"))).mix(0);
    assertThat(words(limited)).containsExactlyInAnyOrder("<unk>", "</s>", "w2", "w3", "w5");
    double kept =
        List.of("</s>", "w2", "w3", "w5").stream()
            .mapToDouble(w -> prob(model, List.of(), w))
            .sum();
    assertThat(prob(limited, List.of(), "<unk>")).isCloseTo(1 - kept, within(1e-6));
    assertThat(prob(limited, List.of("w2"), "w3"))
        .isCloseTo(prob(model, List.of("w2"), "w3"), within(1e-6));
    assertAddsUp(limited, ngrams(limited).keySet());
  }

  /** Each bigram of the highest order alone, by summing over all words what its loss changes. */
  @Test
  void leavesOutWhatRaisesPerplexityLeast() throws IOException {
    NgramModel model = model(2, text(1, 12));
    NgramMixture mixture = new NgramMixture(List.of(model), List.of(1.0));
    Map<List<String>, Double> all = ngrams(model);
    double threshold = 2e-3;
    Set<List<String>> expected = new HashSet<>();
    int bigrams = 0;
    for (List<String> ngram : all.keySet()) {
      if (ngram.size() == 1 || rise(model, all, ngram) >= threshold) {
        expected.add(ngram);
      }
      bigrams += ngram.size() - 1;
    }
    NgramModel pruned = new NgramMixer(mixture, Optional.empty()).mix(threshold);
    assertThat(ngrams(pruned).keySet()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(pruned.count(2)).isBetween(bigrams / 10L, bigrams * 9L / 10);
    assertAddsUp(pruned, ngrams(pruned).keySet());
  }

  private static double rise(NgramModel model, Map<List<String>, Double> all, List<String> ngram) {
    List<String> history = ngram.subList(0, 1);
    double explicit = 0;
    double below = 0;
    for (String w : words(model)) {
      if (all.containsKey(List.of(history.get(0), w)) && !w.equals(ngram.get(1))) {
        explicit += prob(model, history, w);
        below += prob(model, List.of(), w);
      }
    }
    double backoff = (1 - explicit) / (1 - below);
    double divergence = 0;
    for (String w : words(model)) {
      double with = prob(model, history, w);
      boolean stays = all.containsKey(List.of(history.get(0), w)) && !w.equals(ngram.get(1));
      double without = stays ? with : backoff * prob(model, List.of(), w);
      divergence += with * Math.log(with / without);
    }
    double past = history.get(0).equals("<s>") ? 1 : prob(model, List.of(), history.get(0));
    return Math.expm1(past * divergence);
  }

  @Test
  void pruningKeepsWhatOthersGoOnFrom() throws IOException {
    NgramModel model = model(4, text(1, 12));
    NgramMixture mixture = new NgramMixture(List.of(model), List.of(1.0));
    NgramModel pruned = new NgramMixer(mixture, Optional.empty()).mix(1e-3);
    Set<List<String>> kept = ngrams(pruned).keySet();
    assertThat(pruned.ngrams()).isLessThan(model.ngrams());
    assertThat(kept)
        .allSatisfy(
            ngram ->
                assertThat(ngram.size() == 1 || kept.contains(ngram.subList(0, ngram.size() - 1)))
                    .isTrue());
    assertAddsUp(pruned, kept);
  }

  @Test
  void bestWeightsAreThoseOfLeastPerplexity() throws IOException {
    NgramModel first = model(3, text(1, 12));
    NgramModel second = model(2, text(5, 12));
    List<String> dev = new ArrayList<>(text(5, 10).subList(0, 20));
    dev.addAll(text(1, 11).subList(0, 10));
    double found = NgramMixture.bestWeights(List.of(first, second), dev).get(0);
    double best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (double weight = 0.005; weight < 1; weight += 0.005) {
      double sum = 0;
      for (String sentence : dev) {
        List<String> history = new ArrayList<>(List.of("<s>"));
        for (String word : (sentence.strip() + " </s>").split(" ")) {
          double p =
              weight * prob(first, history, word) + (1 - weight) * prob(second, history, word);
          sum += p > 0 ? Math.log(p) : 0;
          history.add(word);
        }
      }
      if (sum > most) {
        most = sum;
        best = weight;
      }
    }
    assertThat(found).isCloseTo(best, within(0.01));
  }

  @Test
  void weightsThatWereRoundedStillAddUp() throws IOException {
    NgramModel first = model(2, text(1, 12));
    NgramModel second = model(2, text(5, 12));
    NgramMixture mixture =
        new NgramMixture(List.of(first, second, first), List.of(0.3333, 0.3333, 0.3333));
    NgramModel mixed = new NgramMixer(mixture, Optional.empty()).mix(0);
    assertAddsUp(mixed, ngrams(mixed).keySet());
    assertThat(prob(mixed, List.of(), "w6"))
        .isCloseTo(
            (2 * prob(first, List.of(), "w6") + prob(second, List.of(), "w6")) / 3, within(1e-6));
  }

  @Test
  void refusesWeightsThatAreNone() throws IOException {
    NgramModel model = model(2, text(1, 12));
    assertThatThrownBy(() -> new NgramMixture(List.of(model), List.of(0.5)))
        .hasMessage("weights: [0.5] (expected: 1 together)");
    assertThatThrownBy(() -> new NgramMixture(List.of(model), List.of(0.5, 0.5)))
        .hasMessage("weights: 2 (expected: 1, one a model)");
    assertThatThrownBy(() -> new NgramMixture(List.of(model, model), List.of(-1.0, 2.0)))
        .hasMessage("weights: [-1.0, 2.0] (expected: none below 0)");
    assertThatThrownBy(() -> NgramMixture.bestWeights(List.of(model), List.of("")))
        .hasMessage("no known words (expected: some text)");
  }
}
