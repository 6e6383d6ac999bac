package org.auricle.decoder.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.auricle.decoder.ctc.Lexicon;
import org.auricle.engine.recognition.DecodeRequestException;
import org.auricle.engine.recognition.Grammar;
import org.auricle.engine.recognition.LanguageModel;
import org.auricle.engine.recognition.TokenTable;

/** Makes of a grammar what a search takes: words and how they are spelled, and a model of them. */
public final class GrammarCompiler {
  private GrammarCompiler() {}

  /**
   * A grammar ready to search with.
   *
   * @param lexicon the grammar's words
   * @param model 0 or less for words that may come next, negative infinity for all others
   */
  public record CompiledGrammar(Lexicon lexicon, LanguageModel model) {}

  /**
   * Compiles a grammar.
   *
   * @param spelling token sequences of a word; throws {@link DecodeRequestException} if it has none
   * @throws DecodeRequestException if the grammar does not parse, is empty, has a word that cannot
   *     be spelled, or is too large
   */
  public static CompiledGrammar compile(
      Grammar grammar, TokenTable tokens, Function<String, List<int[]>> spelling) {
    try {
      return compileUnnamed(grammar, tokens, spelling);
    } catch (GrammarException e) {
      throw grammar.name().isEmpty() ? e : e.in(grammar.name());
    } catch (DecodeRequestException e) {
      throw grammar.name().isEmpty()
          ? e
          : new DecodeRequestException(grammar.name() + ": " + e.getMessage());
    }
  }

  private static CompiledGrammar compileUnnamed(
      Grammar grammar, TokenTable tokens, Function<String, List<int[]>> spelling) {
    List<Lexicon.Entry> entries = new ArrayList<>();
    WordList words =
        new WordList(
            word -> spelling.apply(word).forEach(ids -> entries.add(new Lexicon.Entry(word, ids))));
    WordGraph graph =
        grammar instanceof Grammar.Jsgf jsgf
            ? WordGraphBuilder.build(JsgfParser.parse(jsgf.source()), words)
            : phrases(((Grammar.Phrases) grammar).phrases(), words);
    WordAutomaton automaton = Determinizer.determinize(graph);
    if (automaton.word().length == 0) {
      throw new DecodeRequestException("grammar: no words (expected: at least one)");
    }
    return new CompiledGrammar(
        Lexicon.of(entries, tokens), new GrammarLanguageModel(automaton, words.words()));
  }

  private static WordGraph phrases(List<String> phrases, WordList words) {
    if (phrases.isEmpty()) {
      throw new DecodeRequestException("grammar: 0 phrases (expected: >= 1)");
    }
    WordGraph graph = new WordGraph();
    for (int i = 0; i < phrases.size(); i++) {
      List<String> said =
          Stream.of(phrases.get(i).split("[\\s\\p{Z}]+", -1)).filter(w -> !w.isEmpty()).toList();
      if (said.isEmpty()) {
        throw new DecodeRequestException(
            "grammar: phrase " + (i + 1) + " is blank (expected: at least one word)");
      }
      int state = WordGraph.START;
      for (int w = 0; w < said.size(); w++) {
        int next = w == said.size() - 1 ? WordGraph.FINAL : graph.newState();
        graph.add(state, next, words.id(said.get(w)));
        state = next;
      }
    }
    return graph;
  }
}
