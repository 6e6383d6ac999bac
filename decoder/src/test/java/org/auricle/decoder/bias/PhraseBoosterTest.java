package org.auricle.decoder.bias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.auricle.engine.recognition.BoostedPhrase;
import org.auricle.engine.recognition.DecodeRequestException;
import org.auricle.engine.recognition.LanguageModel;
import org.auricle.engine.recognition.TokenTable;
import org.auricle.engine.recognition.TokenWord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PhraseBoosterTest {
  private static final TokenTable LETTERS =
      new TokenTable(
          Stream.concat(
                  Stream.of("<blank>", " ", "'"),
                  IntStream.rangeClosed('a', 'z').mapToObj(Character::toString))
              .toList(),
          0);

  static List<TokenTable> tables() {
    return List.of(
        new TokenTable(List.of("_", " ", "a", "b", "c"), 0),
        new TokenTable(List.of("a", "b", "c", "|", "_"), 4),
        new TokenTable(
            List.of("_", "\u2581", "\u2581a", "a", "ab", "b", "\u2581ab", "c", "<unk>", "<0x62>"),
            0));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void stepsAndEndAddUpToTheWeightsOfWhatWasSaid(TokenTable table) {
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 300; round++) {
      List<BoostedPhrase> phrases = phrases(random);
      PhraseBooster booster = booster(phrases, table);
      int[] tokens =
          random
              .ints(random.nextInt(25), 0, table.size())
              .filter(token -> token != table.blank())
              .toArray();
      double sum = 0;
      int state = booster.start();
      for (int i = 0; i < tokens.length; i++) {
        assertThat(sum + booster.end(state))
            .as("%s after %d of %s", phrases, i, table.text(tokens))
            .isCloseTo(
                said(phrases, words(table, IntStream.of(tokens).limit(i).toArray())),
                Offset.offset(1e-4));
        long step = booster.step(state, tokens[i]);
        state = LanguageModel.Session.state(step);
        sum += LanguageModel.Session.logProb(step);
        assertThat(LanguageModel.Session.logProb(step)).isLessThanOrEqualTo(booster.most() + 1e-5f);
      }
      assertThat(sum + booster.end(state))
          .as("%s in %s", phrases, table.text(tokens))
          .isCloseTo(said(phrases, words(table, tokens)), Offset.offset(1e-4));
    }
  }

  private static List<BoostedPhrase> phrases(SplittableRandom random) {
    List<BoostedPhrase> phrases = new ArrayList<>();
    for (int i = random.nextInt(6); i >= 0; i--) {
      StringBuilder text = new StringBuilder();
      for (int word = random.nextInt(3); word >= 0; word--) {
        random.ints(1 + random.nextInt(3), 'a', 'd').forEach(c -> text.append((char) c));
        text.append(' ');
      }
      phrases.add(new BoostedPhrase(text.toString(), random.nextDouble(-2, 5)));
    }
    return phrases;
  }

  private static List<String> words(TokenTable table, int[] tokens) {
    return table.words(tokens).stream().map(TokenWord::text).toList();
  }

  private static double said(List<BoostedPhrase> phrases, List<String> words) {
    double sum = 0;
    for (BoostedPhrase phrase : phrases) {
      List<String> wanted = List.of(phrase.text().strip().split(" +"));
      for (int from = 0; from + wanted.size() <= words.size(); from++) {
        sum += words.subList(from, from + wanted.size()).equals(wanted) ? phrase.weight() : 0;
      }
    }
    return sum;
  }

  private static PhraseBooster booster(List<BoostedPhrase> phrases, TokenTable table) {
    return PhraseBooster.compile(phrases, table, Optional.empty());
  }

  /** What has been added after each token, and last after the end. */
  private static List<Double> scores(PhraseBooster booster, TokenTable table, int... tokens) {
    List<Double> scores = new ArrayList<>();
    double sum = 0;
    int state = booster.start();
    for (int token : tokens) {
      long step = booster.step(state, token);
      state = LanguageModel.Session.state(step);
      sum += LanguageModel.Session.logProb(step);
      scores.add((double) Math.round(sum * 1e4) / 1e4);
    }
    scores.add((double) Math.round((sum + booster.end(state)) * 1e4) / 1e4);
    return scores;
  }

  private static List<Double> scores(String text, BoostedPhrase... phrases) {
    PhraseBooster booster = booster(List.of(phrases), LETTERS);
    return scores(booster, LETTERS, LETTERS.encode(text));
  }

  @Test
  void anAdvanceGrowsWithEveryCharacterAndIsTakenBack() {
    BoostedPhrase day = new BoostedPhrase("some day", 8);
    assertThat(scores("some day", day)).containsExactly(1., 2., 3., 4., 5., 6., 7., 8., 8.);
    assertThat(scores("someday", day)).containsExactly(1., 2., 3., 4., 0., 0., 0., 0.);
    assertThat(scores("some da", day)).containsExactly(1., 2., 3., 4., 5., 6., 7., 0.);
    assertThat(scores("some days", day)).endsWith(8., 0., 0.);
    assertThat(scores("awesome day", day)).containsOnly(0.);
  }

  @Test
  void aPhraseThatBreaksOffLeavesWhatALaterOneHasEarned() {
    assertThat(scores("a b c", new BoostedPhrase("a b d", 5), new BoostedPhrase("b c", 3)))
        .containsExactly(1., 2., 3., 4., 3., 3.);
  }

  @Test
  void aGreatWeightIsNotAdvancedInFull() {
    assertThat(scores("ab cd", new BoostedPhrase("ab", 90)))
        .containsExactly(5., 10., 90., 90., 90., 90.);
    assertThat(scores("abcd", new BoostedPhrase("ab", 90))).containsExactly(5., 10., 0., 0., 0.);
  }

  @Test
  void phrasesAreWholeWords() {
    BoostedPhrase art = new BoostedPhrase("art", 3);
    assertThat(scores("party", art)).containsOnly(0.);
    assertThat(scores("art's", art)).endsWith(0.);
    assertThat(scores("the art of art", art)).endsWith(6.);
  }

  @Test
  void unlikelyPhrasesArePaidForWhenComplete() {
    assertThat(scores("day", new BoostedPhrase("day", -3))).containsExactly(0., 0., 0., -3.);
    assertThat(scores("days", new BoostedPhrase("day", -3))).containsOnly(0.);
  }

  @Test
  void allWaysToDivideAPhraseIntoPiecesCount() {
    TokenTable table =
        new TokenTable(List.of("_", "\u2581so", "me", "m", "e", "\u2581some", "\u2581s", "o"), 0);
    PhraseBooster booster = booster(List.of(new BoostedPhrase("Some", 4)), table);
    assertThat(scores(booster, table, 5)).containsExactly(4., 4.);
    assertThat(scores(booster, table, 1, 2)).containsExactly(2., 4., 4.);
    assertThat(scores(booster, table, 6, 7, 3, 4)).containsExactly(1., 2., 3., 4., 4.);
    assertThat(scores(booster, table, 7, 2)).containsOnly(0.);
  }

  @Test
  void scriptsWithoutSpacesHaveNoBorders() {
    TokenTable table = new TokenTable(List.of("_", "\u6771", "\u4eac", "\u90fd"), 0);
    PhraseBooster booster = booster(List.of(new BoostedPhrase("\u6771 \u4eac", 2)), table);
    assertThat(scores(booster, table, 3, 1, 2, 3)).containsExactly(0., 1., 2., 2., 2.);
  }

  @Test
  void soundsComeFromPronunciations() {
    TokenTable table = new TokenTable(List.of("_", "T", "AH", "EY", "M", "OW"), 0);
    Map<String, List<int[]>> lexicon =
        Map.of(
            "tomato", List.of(new int[] {1, 2, 4, 3, 1, 5}, new int[] {1, 2, 4, 2, 1, 5}),
            "to", List.of(new int[] {1, 2}));
    PhraseBooster booster =
        PhraseBooster.compile(
            List.of(new BoostedPhrase("to tomato", 8)),
            table,
            Optional.of(word -> lexicon.getOrDefault(word, List.of())));
    assertThat(scores(booster, table, 1, 2, 1, 2, 4, 2, 1, 5)).endsWith(8., 8.);
    assertThat(scores(booster, table, 1, 2, 1, 2, 4, 3, 1, 5, 3)).endsWith(8., 8., 8.);
    assertThat(scores(booster, table, 1, 2, 1, 2, 4, 1)).endsWith(0.);
    assertThatThrownBy(
            () ->
                PhraseBooster.compile(
                    List.of(new BoostedPhrase("to potato", 1)),
                    table,
                    Optional.of(word -> lexicon.getOrDefault(word, List.of()))))
        .isInstanceOf(DecodeRequestException.class)
        .hasMessageContaining("\"potato\"");
  }

  @Test
  void charactersAreBroughtToTheTokens() {
    assertThat(scores("don't", new BoostedPhrase("DON\u2019T", 5))).endsWith(5.);
    assertThat(scores("fine", new BoostedPhrase("\ufb01ne", 4))).endsWith(4.);
    assertThatThrownBy(() -> scores("a", new BoostedPhrase("caf\u00e9 au lait", 4)))
        .isInstanceOf(DecodeRequestException.class)
        .hasMessageContaining("\"\u00e9\"")
        .hasMessageContaining("U+00E9");
    TokenTable pieces = new TokenTable(List.of("_", "\u2581a", "b", "ca"), 0);
    assertThatThrownBy(() -> booster(List.of(new BoostedPhrase("abc", 4)), pieces))
        .isInstanceOf(DecodeRequestException.class)
        .hasMessageContaining("\"c\"");
  }

  @Test
  void tenThousandPhrases() {
    SplittableRandom random = new SplittableRandom(7);
    List<BoostedPhrase> phrases = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      StringBuilder text = new StringBuilder();
      random.ints(12, 'a', 'z' + 1).forEach(c -> text.append((char) c));
      phrases.add(new BoostedPhrase(text.insert(random.nextInt(12), ' ').toString(), 2));
    }
    BoostedPhrase last = phrases.get(9_999);
    PhraseBooster booster = booster(phrases, LETTERS);
    assertThat(scores(booster, LETTERS, LETTERS.encode(last.text()))).endsWith(2.);
  }
}
