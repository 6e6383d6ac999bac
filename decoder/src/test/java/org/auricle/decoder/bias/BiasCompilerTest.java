package org.auricle.decoder.bias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.auricle.decoder.ctc.BeamOptions;
import org.auricle.decoder.ctc.CtcProbability;
import org.auricle.decoder.ctc.Fusion;
import org.auricle.decoder.ctc.FusionWeights;
import org.auricle.decoder.ctc.Lexicon;
import org.auricle.decoder.ctc.PrefixBeamSearch;
import org.auricle.decoder.grammar.GrammarOptions;
import org.auricle.decoder.grammar.RejectingDecoder;
import org.auricle.engine.recognition.BoostedPhrase;
import org.auricle.engine.recognition.CtcDecoder;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.DecodeRequestException;
import org.auricle.engine.recognition.Grammar;
import org.auricle.engine.recognition.Hypothesis;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.engine.recognition.TokenTable;
import org.auricle.engine.recognition.TokenWord;
import org.junit.jupiter.api.Test;

/** Requests through the search, against all token sequences scored one by one. */
class BiasCompilerTest {
  private static final TokenTable TOKENS = new TokenTable(List.of("_", " ", "a", "b"), 0);
  private static final int FRAMES = 6;

  private static LogPosteriors posteriors(SplittableRandom random) {
    float[] logProbs = new float[FRAMES * TOKENS.size()];
    for (int t = 0; t < FRAMES; t++) {
      double[] p = random.doubles(TOKENS.size(), 0.01, 1).toArray();
      double sum = p[0] + p[1] + p[2] + p[3];
      for (int v = 0; v < p.length; v++) {
        logProbs[t * p.length + v] = (float) Math.log(p[v] / sum);
      }
    }
    return new LogPosteriors(logProbs, FRAMES, TOKENS.size(), 0.03);
  }

  private static CtcDecoder decoder() {
    return new PrefixBeamSearch(
        TOKENS, BeamOptions.UNPRUNED, Fusion.NONE, new BiasCompiler(TOKENS, Optional.empty()));
  }

  /** All token sequences that fit into the frames. */
  private static List<int[]> sequences() {
    List<int[]> all = new ArrayList<>(List.of(new int[0]));
    for (int i = 0; i < all.size(); i++) {
      int[] shorter = all.get(i);
      for (int token = 1; shorter.length < FRAMES && token < TOKENS.size(); token++) {
        int[] longer = Arrays.copyOf(shorter, shorter.length + 1);
        longer[shorter.length] = token;
        all.add(longer);
      }
    }
    return all;
  }

  private static String words(int[] tokens) {
    return TOKENS.words(tokens).stream().map(TokenWord::text).collect(Collectors.joining(" "));
  }

  private static int count(String text, String phrase) {
    int count = 0;
    for (int from = 0; from >= 0; from++) {
      from = (" " + text + " ").indexOf(" " + phrase + " ", from);
      if (from < 0) {
        break;
      }
      count++;
    }
    return count;
  }

  @Test
  void boostsMoveTheBestReadingAsBruteForceSays() {
    SplittableRandom random = new SplittableRandom(11);
    List<BoostedPhrase> boosts =
        List.of(
            new BoostedPhrase("a b", 3), new BoostedPhrase("ab", 1.5), new BoostedPhrase("b", -2));
    for (int round = 0; round < 20; round++) {
      LogPosteriors y = posteriors(random);
      double best = Double.NEGATIVE_INFINITY;
      for (int[] tokens : sequences()) {
        String text = words(tokens);
        double score = CtcProbability.of(y, 0, tokens);
        for (BoostedPhrase boost : boosts) {
          score += boost.weight() * count(text, boost.text());
        }
        best = Math.max(best, score);
      }
      Hypothesis found = decoder().decode(y, new DecodeRequest(4, boosts, Optional.empty())).get(0);
      assertThat(found.score()).isCloseTo(best, Offset.offset(1e-4));
      assertThat(found.acousticScore())
          .isCloseTo(CtcProbability.of(y, 0, found.tokens()), Offset.offset(1e-6));
    }
  }

  @Test
  void aGrammarAllowsItsSentencesOnly() {
    SplittableRandom random = new SplittableRandom(12);
    Grammar grammar =
        new Grammar.Jsgf("#JSGF V1.0; grammar g; public <g> = /4/ ab [a] | /1/ b b* a;");
    for (int round = 0; round < 20; round++) {
      LogPosteriors y = posteriors(random);
      double best = Double.NEGATIVE_INFINITY;
      for (int[] tokens : sequences()) {
        String text = TOKENS.text(tokens);
        double weight =
            text.matches("ab( a)?") ? 0 : text.matches("b( b)* a") ? Math.log(0.25) : Double.NaN;
        boolean single = tokens.length > 0 && tokens[0] != 1 && !hasDouble(tokens);
        if (single && !Double.isNaN(weight)) {
          best = Math.max(best, CtcProbability.of(y, 0, tokens) + weight);
        }
      }
      Hypothesis found =
          decoder().decode(y, new DecodeRequest(2, List.of(), Optional.of(grammar))).get(0);
      assertThat(found.score()).isCloseTo(best, Offset.offset(1e-3));
    }
  }

  private static boolean hasDouble(int[] tokens) {
    for (int i = 1; i < tokens.length; i++) {
      if (tokens[i] == 1 && tokens[i - 1] == 1) {
        return true;
      }
    }
    return false;
  }

  /** Posteriors that all but say a text. */
  private static LogPosteriors saying(String text, double certainty) {
    int[] tokens = TOKENS.encode(text);
    int frames = 2 * tokens.length + 1;
    float[] logProbs = new float[frames * TOKENS.size()];
    Arrays.fill(logProbs, (float) Math.log((1 - certainty) / 3));
    for (int t = 0; t < frames; t++) {
      logProbs[t * TOKENS.size() + (t % 2 == 0 ? 0 : tokens[t / 2])] = (float) Math.log(certainty);
    }
    return new LogPosteriors(logProbs, frames, TOKENS.size(), 0.03);
  }

  @Test
  void whatFitsNoSentenceIsRejected() {
    CtcDecoder rejecting = new RejectingDecoder(decoder(), 0, GrammarOptions.DEFAULT);
    DecodeRequest request =
        new DecodeRequest(3, List.of(), Optional.of(new Grammar.Phrases(List.of("ab a", "b"))));
    assertThat(TOKENS.text(rejecting.decode(saying("ab a", 0.9), request).get(0)))
        .isEqualTo("ab a");
    assertThat(rejecting.decode(saying("a ab", 0.9), request))
        .singleElement()
        .satisfies(nothing -> assertThat(nothing.tokens()).isEmpty());
    assertThat(rejecting.decode(saying("", 0.9), request).get(0).tokens()).isEmpty();
    assertThat(TOKENS.text(rejecting.decode(saying("a ab", 0.9), DecodeRequest.nBest(1)).get(0)))
        .isEqualTo("a ab");
    CtcDecoder patient = new RejectingDecoder(decoder(), 0, new GrammarOptions(100, 0));
    assertThat(TOKENS.text(patient.decode(saying("a ab", 0.9), request).get(0))).isNotEmpty();
    String source = "#JSGF V1.0; grammar g; public <s> = ab a | b;";
    for (double nats : new double[] {0.1, 100}) { // as the grammar says, whatever the decoder does
      Grammar grammar = new Grammar.Jsgf(source, "", OptionalDouble.of(nats));
      DecodeRequest own = new DecodeRequest(1, List.of(), Optional.of(grammar));
      for (CtcDecoder decoder : List.of(rejecting, patient)) {
        assertThat(decoder.decode(saying("a ab", 0.9), own).get(0).tokens().length == 0)
            .isEqualTo(nats < 1);
      }
    }
  }

  @Test
  void soundsAreTakenFromTheLexicon() {
    TokenTable phones = new TokenTable(List.of("_", "EY", "B", "IY"), 0);
    Lexicon lexicon =
        Lexicon.of(
            List.of(
                new Lexicon.Entry("a", new int[] {1}),
                new Lexicon.Entry("b", new int[] {2, 3}),
                new Lexicon.Entry("bee", new int[] {2, 3})),
            phones);
    BiasCompiler compiler = new BiasCompiler(phones, Optional.of(lexicon));
    DecodeRequest request =
        new DecodeRequest(
            1,
            List.of(new BoostedPhrase("Bee a", 3)),
            Optional.of(new Grammar.Phrases(List.of("A bee"))));
    assertThat(compiler.compile(request).constraint().orElseThrow().lexicon().orElseThrow().words())
        .containsExactly("A", "bee");
    assertThat(compiler.compile(request).bias()).isPresent();
    assertThat(compiler.compile(request)).isSameAs(compiler.compile(request));
    assertThatThrownBy(
            () ->
                compiler.compile(
                    new DecodeRequest(1, List.of(new BoostedPhrase("c", 1)), Optional.empty())))
        .isInstanceOf(DecodeRequestException.class)
        .hasMessageContaining("\"c\": no pronunciation");
  }

  private static final TokenTable PHONES = new TokenTable(List.of("_", "EY", "B", "IY", "K"), 0);

  private static Lexicon letterNames() {
    return Lexicon.of(
        List.of(
            new Lexicon.Entry("a", new int[] {1}),
            new Lexicon.Entry("b", new int[] {2, 3}),
            new Lexicon.Entry("bee", new int[] {2, 3})),
        PHONES);
  }

  /** Knows one word, in two ways. */
  private static List<int[]> kay(String word) {
    return word.equalsIgnoreCase("kay") ? List.of(new int[] {4, 1}, new int[] {4, 3}) : List.of();
  }

  private static PrefixBeamSearch phoneSearch(Fusion fusion) {
    return new PrefixBeamSearch(
        PHONES,
        BeamOptions.UNPRUNED,
        fusion,
        new BiasCompiler(PHONES, fusion, Optional.of(BiasCompilerTest::kay)));
  }

  private static DecodeRequest boost(double weight, String... phrases) {
    List<BoostedPhrase> boosts = new ArrayList<>();
    for (String phrase : phrases) {
      boosts.add(new BoostedPhrase(phrase, weight));
    }
    return new DecodeRequest(5, boosts, Optional.empty());
  }

  /** The same hypotheses and scores as if the word had always been in the lexicon. */
  @Test
  void aBoostedWordThatTheLexiconLacksJoinsIt() {
    FusionWeights weights = FusionWeights.ofWords(0, 0.5, 0);
    CtcDecoder with = phoneSearch(Fusion.of(letterNames(), weights));
    Lexicon all =
        letterNames()
            .with(
                List.of(
                    new Lexicon.Entry("Kay", new int[] {4, 1}),
                    new Lexicon.Entry("Kay", new int[] {4, 3})));
    assertThat(all.words()).containsExactlyInAnyOrder("a", "b", "bee", "Kay");
    CtcDecoder always = phoneSearch(Fusion.of(all, weights));
    SplittableRandom random = new SplittableRandom(11);
    for (int trial = 0; trial < 20; trial++) {
      LogPosteriors posteriors = noisy(random, 4, 1);
      List<Hypothesis> found = with.decode(posteriors, boost(3, "Kay", "bee"));
      assertThat(found)
          .usingRecursiveComparison()
          .isEqualTo(always.decode(posteriors, boost(3, "Kay", "bee")));
      assertThat(PHONES.text(found.get(0))).contains("Kay");
      assertThat(PHONES.text(with.decode(posteriors, boost(3, "bee")).get(0)))
          .doesNotContain("Kay");
    }
    assertThat(PHONES.text(with.decode(noisy(random, 4, 1), boost(-3, "Kay")).get(0)))
        .as("what is to be less likely need not be findable")
        .doesNotContain("Kay");
    assertThatThrownBy(() -> with.newStream(boost(3, "queue")))
        .isInstanceOf(DecodeRequestException.class)
        .hasMessageContaining("\"queue\": no pronunciation");
  }

  @Test
  void aGrammarMayHaveWordsThatTheLexiconLacks() {
    CtcDecoder decoder = phoneSearch(Fusion.of(letterNames(), FusionWeights.DEFAULT));
    DecodeRequest request =
        new DecodeRequest(
            1, List.of(), Optional.of(new Grammar.Phrases(List.of("a bee", "kay bee"))));
    LogPosteriors said = noisy(new SplittableRandom(2), 4, 3, 2, 3);
    assertThat(PHONES.text(decoder.decode(said, request).get(0))).isEqualTo("kay bee");
  }

  /** Phones, each in a frame of its own, among some noise. */
  private static LogPosteriors noisy(SplittableRandom random, int... phones) {
    float[] logProbs = new float[phones.length * PHONES.size()];
    for (int t = 0; t < phones.length; t++) {
      double[] p = random.doubles(PHONES.size(), 0.01, 0.2).toArray();
      p[phones[t]] += 2;
      double sum = Arrays.stream(p).sum();
      for (int v = 0; v < p.length; v++) {
        logProbs[t * p.length + v] = (float) Math.log(p[v] / sum);
      }
    }
    return new LogPosteriors(logProbs, phones.length, PHONES.size(), 0.03);
  }

  @Test
  void whatWasCompiledLatelyIsNotCompiledAgain() {
    BiasCompiler compiler = new BiasCompiler(TOKENS, Optional.empty());
    List<DecodeRequest> turns = new ArrayList<>();
    for (String word : List.of("a", "b", "ab")) {
      turns.add(new DecodeRequest(1, List.of(), Optional.of(new Grammar.Phrases(List.of(word)))));
    }
    List<Object> first = turns.stream().<Object>map(compiler::compile).toList();
    assertThat(first).doesNotHaveDuplicates();
    for (int i = 0; i < turns.size(); i++) {
      assertThat(compiler.compile(turns.get(i).withNBest(7))).isSameAs(first.get(i));
    }
    for (int i = 1; i < 20; i++) { // many others
      compiler.compile(
          new DecodeRequest(
              1,
              List.of(new BoostedPhrase("a", i)),
              Optional.of(new Grammar.Phrases(List.of("b")))));
    }
    assertThat(compiler.compile(turns.get(0))).isNotSameAs(first.get(0));
  }
}
