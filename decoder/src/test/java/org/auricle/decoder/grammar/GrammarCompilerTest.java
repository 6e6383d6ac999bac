package org.auricle.decoder.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.auricle.engine.recognition.DecodeRequestException;
import org.auricle.engine.recognition.Grammar;
import org.auricle.engine.recognition.LanguageModel;
import org.auricle.engine.recognition.TokenTable;
import org.junit.jupiter.api.Test;

class GrammarCompilerTest {
  private static final TokenTable TOKENS = new TokenTable(List.of("_", " ", "a", "b"), 0);

  private static GrammarCompiler.CompiledGrammar compile(Grammar grammar) {
    return GrammarCompiler.compile(grammar, TOKENS, GrammarCompilerTest::spell);
  }

  private static List<int[]> spell(String word) {
    try {
      return List.of(TOKENS.encode(word));
    } catch (IllegalArgumentException e) {
      throw new DecodeRequestException("\"" + word + "\" cannot be spelled");
    }
  }

  @Test
  void phrasesBecomeALexiconAndAModel() {
    GrammarCompiler.CompiledGrammar grammar =
        compile(new Grammar.Phrases(List.of(" ab  a", "ab b", "b")));
    assertThat(grammar.lexicon().words()).containsExactly("ab", "a", "b");
    LanguageModel.Session session = grammar.model().newSession();
    long ab = session.step(session.start(), grammar.model().id("ab"));
    assertThat(LanguageModel.Session.logProb(ab)).isZero();
    assertThat(session.end(LanguageModel.Session.state(ab))).isEqualTo(Float.NEGATIVE_INFINITY);
    long abB = session.step(LanguageModel.Session.state(ab), grammar.model().id("b"));
    assertThat(session.end(LanguageModel.Session.state(abB))).isZero();
    long forbidden = session.step(session.start(), grammar.model().id("a"));
    assertThat(LanguageModel.Session.logProb(forbidden)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(grammar.model().id("x")).isEqualTo(LanguageModel.UNKNOWN);
  }

  @Test
  void refusesWhatCannotBeUsed() {
    assertThatThrownBy(() -> compile(new Grammar.Phrases(List.of())))
        .isInstanceOf(DecodeRequestException.class)
        .hasMessage("grammar: 0 phrases (expected: >= 1)");
    assertThatThrownBy(() -> compile(new Grammar.Phrases(List.of("a", " "))))
        .hasMessageContaining("phrase 2 is blank");
    assertThatThrownBy(() -> compile(new Grammar.Phrases(List.of("a", "ac"))))
        .hasMessageContaining("\"ac\"");
    assertThatThrownBy(
            () -> compile(new Grammar.Jsgf("#JSGF V1.0;\ngrammar g;\npublic <g> = a |\n  ac;")))
        .isInstanceOf(GrammarException.class)
        .hasMessage("grammar, line 4, column 3: \"ac\" cannot be spelled");
    assertThatThrownBy(() -> compile(new Grammar.Jsgf("#JSGF V1.0;\n;", "g.jsgf")))
        .isInstanceOfSatisfying(GrammarException.class, e -> assertThat(e.line()).isEqualTo(2))
        .hasMessageStartingWith("g.jsgf: grammar, line 2, column 1: ");
    assertThatThrownBy(() -> compile(new Grammar.Phrases(List.of(), "list.txt")))
        .hasMessage("list.txt: grammar: 0 phrases (expected: >= 1)");
    assertThatThrownBy(
            () -> compile(new Grammar.Jsgf("#JSGF V1.0; grammar g; public <g> = <NULL>;")))
        .hasMessageContaining("no words");
  }
}
