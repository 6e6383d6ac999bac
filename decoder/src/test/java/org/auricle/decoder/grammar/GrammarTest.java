package org.auricle.decoder.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.assertj.core.data.Offset;
import org.auricle.engine.recognition.DecodeRequestException;
import org.auricle.engine.recognition.LanguageModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrammarTest {
  private static final String HEAD = "#JSGF V1.0;\ngrammar test;\n";

  private static GrammarLanguageModel model(String rules) {
    WordList words = new WordList(word -> {});
    WordGraph graph = WordGraphBuilder.build(JsgfParser.parse(HEAD + rules), words);
    return new GrammarLanguageModel(Determinizer.determinize(graph), words.words());
  }

  /** ln of a sentence's weight, negative infinity if it does not fit. */
  private static float score(LanguageModel model, String sentence) {
    LanguageModel.Session session = model.newSession();
    int state = session.start();
    float score = 0;
    for (String word : sentence.isEmpty() ? new String[0] : sentence.split(" ")) {
      long step = session.step(state, model.id(word));
      state = LanguageModel.Session.state(step);
      score += LanguageModel.Session.logProb(step);
    }
    return score + session.end(state);
  }

  /** All the sentences of up to some words that fit. */
  private static Set<String> language(GrammarLanguageModel model, int words) {
    Set<String> fit = new TreeSet<>();
    List<String> open = new ArrayList<>(List.of(""));
    for (int length = 0; length <= words; length++) {
      List<String> longer = new ArrayList<>();
      for (String sentence : open) {
        if (score(model, sentence) > Float.NEGATIVE_INFINITY) {
          fit.add(sentence);
        }
        for (int id = 1; id < model.vocabularySize(); id++) {
          longer.add((sentence + " " + model.symbol(id)).strip());
        }
      }
      open = longer;
    }
    return fit;
  }

  @Test
  void sequencesChoicesOptionsAndRepetitions() {
    assertThat(language(model("public <a> = a b | c;"), 3)).containsExactly("a b", "c");
    assertThat(language(model("public <a> = [a] b [c | d];"), 3))
        .containsExactly("a b", "a b c", "a b d", "b", "b c", "b d");
    assertThat(language(model("public <a> = a* b;"), 3)).containsExactly("a a b", "a b", "b");
    assertThat(language(model("public <a> = (a | b)+;"), 2))
        .containsExactly("a", "a a", "a b", "b", "b a", "b b");
    assertThat(language(model("public <a> = (a* b)*;"), 2)).containsExactly("", "a b", "b", "b b");
    assertThat(language(model("public <a> = a <NULL> | b <VOID> c;"), 3)).containsExactly("a");
  }

  @Test
  void rulesReferToRules() {
    assertThat(
            language(
                model(
                    "public <order> = <drink> {the drink \\} said} please+ | <test.drink>;\n"
                        + "<drink> = tea | hot \"milk tea\" {x} {y};"),
                4))
        .containsExactly(
            "hot milk tea",
            "hot milk tea please",
            "tea",
            "tea please",
            "tea please please",
            "tea please please please");
    assertThat(language(model("public <a> = x; <b> = y; public <c> = z;"), 1))
        .containsExactly("x", "z");
  }

  @Test
  void rulesMayReferToThemselvesAtTheirEnd() {
    assertThat(language(model("public <a> = x | y <a>;"), 3)).containsExactly("x", "y x", "y y x");
    assertThat(language(model("public <a> = s <b> t; <b> = x [<c>]; <c> = y <b> | z;"), 5))
        .containsExactly("s x t", "s x y x t", "s x z t");
    assertThatThrownBy(() -> model("public <a> = x | <a> y;"))
        .isInstanceOf(GrammarException.class)
        .hasMessageContaining("line 3, column 18")
        .hasMessageContaining("<a> refers to itself");
    assertThatThrownBy(() -> model("public <a> = x <b>; <b> = y <a> z | w;"))
        .hasMessageContaining("<a> refers to itself");
    assertThatThrownBy(() -> model("public <a> = (x <a>)* y;"))
        .isInstanceOf(GrammarException.class);
    assertThatThrownBy(() -> model("public <a> = x <a>;"))
        .isInstanceOf(DecodeRequestException.class)
        .hasMessageContaining("no sentence fits");
  }

  @Test
  void weightsAreRelativeToTheLikeliestChoice() {
    GrammarLanguageModel model =
        model("public <a> = (/10/ small | /2.5/ medium | /0/ large) | // most\n/0.1/ small tea;");
    assertThat(score(model, "small")).isZero();
    assertThat(score(model, "medium")).isCloseTo((float) Math.log(0.25), Offset.offset(1e-3f));
    assertThat(score(model, "small tea")).isCloseTo((float) Math.log(0.1), Offset.offset(1e-3f));
    assertThat(score(model, "large")).isEqualTo(Float.NEGATIVE_INFINITY);
  }

  @Test
  void aSentenceThatFitsTwiceHasItsBetterScore() {
    assertThat(score(model("public <a> = /1/ a b c | /4/ a b* | /2/ a c;"), "a b b")).isZero();
    assertThat(score(model("public <a> = /1/ a b c | /4/ a b* | /2/ a c;"), "a b c"))
        .isCloseTo((float) Math.log(0.25), Offset.offset(1e-3f));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      value = {
        "`` ! 1 ! 1 ! #JSGF",
        "`#JSGF V2.0;` ! 1 ! 7 ! V1.0",
        "`#JSGF V1.0 UTF-8 en;` ! 1 ! 21 ! grammar NAME",
        "`#JSGF V1.0; grammar a; import <b.*>;` ! 1 ! 24 ! import",
        "`#JSGF V1.0; grammar a; private <b> = c;` ! 1 ! 24 ! private",
        "`#JSGF V1.0; grammar a; public <b> = ;` ! 1 ! 37 ! a word",
        "`#JSGF V1.0; grammar a; public <b> = c` ! 1 ! 38 ! ;",
        "`#JSGF V1.0; grammar a; public <b> = (c;` ! 1 ! 39 ! )",
        "`#JSGF V1.0; grammar a; public <b> = [c);` ! 1 ! 39 ! ]",
        "`#JSGF V1.0; grammar a; public <b> = c | ;` ! 1 ! 41 ! a word",
        "`#JSGF V1.0; grammar a; public <b> = /x/ c;` ! 1 ! 37 ! weight",
        "`#JSGF V1.0; grammar a; public <b> = /-1/ c;` ! 1 ! 37 ! weight",
        "`#JSGF V1.0; grammar a; public <b> = c {x;` ! 1 ! 40 ! a tag",
        "`#JSGF V1.0; grammar a; public <b> = c \"x;` ! 1 ! 40 ! a quotation",
        "`#JSGF V1.0; grammar a; public <b> = <c>;` ! 1 ! 37 ! <c> is not defined",
        "`#JSGF V1.0; grammar a; <b> = c; <b> = d;` ! 1 ! 33 ! twice",
        "`#JSGF V1.0; grammar a; <b> = c;` ! 1 ! 32 ! no public rule",
        "`#JSGF V1.0; grammar a; public <NULL> = c;` ! 1 ! 24 ! <NULL>",
        "`#JSGF V1.0; /* never ends` ! 1 ! 13 ! comment"
      })
  void whatIsWrongIsSaidWithItsPlace(String source, int line, int column, String part) {
    assertThatThrownBy(
            () -> WordGraphBuilder.build(JsgfParser.parse(source), new WordList(word -> {})))
        .isInstanceOfSatisfying(
            GrammarException.class,
            e -> {
              assertThat(e.line()).as(e.getMessage()).isEqualTo(line);
              assertThat(e.column()).as(e.getMessage()).isEqualTo(column);
            })
        .hasMessageContaining(part);
  }

  @Test
  void linesAreCounted() {
    assertThatThrownBy(() -> JsgfParser.parse("#JSGF V1.0;\r\n\r\ngrammar a;\r\n  <b> = c"))
        .hasMessageStartingWith("grammar, line 4, column 10: the end");
  }

  @Test
  void hostileGrammarsEnd() {
    assertThatThrownBy(() -> model("public <a> = " + "(".repeat(100_000) + "a;"))
        .hasMessageContaining("deep");
    StringBuilder chain = new StringBuilder("public <r0> = <r1>;");
    StringBuilder doubling = new StringBuilder("public <r0> = <r1> <r1>;");
    for (int i = 1; i < 5000; i++) {
      chain.append("<r%d> = <r%d>;".formatted(i, i + 1));
      doubling.append("<r%d> = <r%d> <r%d>;".formatted(i, i + 1, i + 1));
    }
    assertThatThrownBy(() -> model(chain + "<r5000> = a;")).hasMessageContaining("deep");
    assertThatThrownBy(() -> model(doubling.substring(0, 600) + ";<r24>=a;"))
        .isInstanceOf(DecodeRequestException.class);
  }

  @Test
  void aBigPhraseListIsNoTrouble() {
    SplittableRandom random = new SplittableRandom(3);
    List<String> phrases = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      StringBuilder phrase = new StringBuilder();
      random.ints(4, 0, 50).forEach(w -> phrase.append(" w").append(w));
      phrases.add(phrase.substring(1));
    }
    GrammarLanguageModel model = model("public <a> = " + String.join(" | ", phrases) + ";");
    assertThat(phrases).allMatch(phrase -> score(model, phrase) == 0);
    assertThat(score(model, phrases.get(0) + " w1")).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(score(model, "w1 w2")).isEqualTo(Float.NEGATIVE_INFINITY);
  }
}
