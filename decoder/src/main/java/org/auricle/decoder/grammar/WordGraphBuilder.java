package org.auricle.decoder.grammar;

import java.util.ArrayDeque;
import java.util.Deque;
import org.auricle.decoder.grammar.Expansion.Alternative;
import org.auricle.decoder.grammar.Expansion.Alternatives;
import org.auricle.decoder.grammar.Expansion.Maybe;
import org.auricle.decoder.grammar.Expansion.Repeat;
import org.auricle.decoder.grammar.Expansion.RuleReference;
import org.auricle.decoder.grammar.Expansion.Sequence;
import org.auricle.decoder.grammar.Expansion.Word;
import org.auricle.engine.recognition.DecodeRequestException;

/**
 * Makes a graph of a grammar, by Thompson's construction. Every reference to a rule is written out;
 * a rule that refers to itself at its very end becomes a loop. Any other recursion would need a
 * stack and is refused.
 *
 * <p>Weights of alternatives become scores ln(weight / greatest weight of the choice), so that a
 * grammar without weights prefers nothing.
 */
final class WordGraphBuilder {
  private static final int MAX_DEPTH = 500; // of expansions in expansions, against a full stack

  private final JsgfGrammar grammar;
  private final WordList words;
  private final WordGraph graph = new WordGraph();
  private final Deque<Active> active = new ArrayDeque<>(); // rules being written out
  private int depth;

  /** A rule being written out between two states. */
  private record Active(String rule, int from, int to) {}

  private WordGraphBuilder(JsgfGrammar grammar, WordList words) {
    this.grammar = grammar;
    this.words = words;
  }

  /**
   * The graph of a grammar's public rules.
   *
   * @param words gets the grammar's words
   * @throws GrammarException if there is no public rule, or one of them cannot be written out
   */
  static WordGraph build(JsgfGrammar grammar, WordList words) {
    WordGraphBuilder builder = new WordGraphBuilder(grammar, words);
    boolean any = false;
    for (JsgfGrammar.Rule rule : grammar.rules().values()) {
      if (rule.isPublic()) {
        any = true;
        builder.writeOut(rule, WordGraph.START, WordGraph.FINAL);
      }
    }
    if (!any) {
      throw GrammarException.at(
          grammar.source(), grammar.source().length(), "no public rule (expected: at least one)");
    }
    return builder.graph;
  }

  private void writeOut(JsgfGrammar.Rule rule, int from, int to) {
    int start = graph.newState(); // of its own, so that a loop back to it enters nothing else
    graph.add(from, start, WordGraph.NOTHING);
    active.push(new Active(rule.name(), start, to));
    add(rule.expansion(), start, to);
    active.pop();
  }

  private void add(Expansion expansion, int from, int to) {
    if (++depth > MAX_DEPTH) {
      throw new DecodeRequestException(
          "grammar: rules in rules more than " + MAX_DEPTH + " deep (expected: a flatter grammar)");
    }
    if (expansion instanceof Word word) {
      addWord(word, from, to);
    } else if (expansion instanceof RuleReference reference) {
      addRule(reference, from, to);
    } else if (expansion instanceof Sequence sequence) {
      addSequence(sequence, from, to);
    } else if (expansion instanceof Alternatives alternatives) {
      addAlternatives(alternatives, from, to);
    } else if (expansion instanceof Maybe maybe) {
      graph.add(from, to, WordGraph.NOTHING);
      add(maybe.part(), from, to);
    } else if (expansion instanceof Repeat repeat) {
      addRepeat(repeat, from, to);
    }
    depth--;
  }

  private void addWord(Word word, int from, int to) {
    try {
      graph.add(from, to, words.id(word.text()));
    } catch (DecodeRequestException e) {
      throw GrammarException.at(grammar.source(), word.at(), e.getMessage());
    }
  }

  private void addRule(RuleReference reference, int from, int to) {
    if (reference.rule().equals("NULL")) {
      graph.add(from, to, WordGraph.NOTHING);
      return;
    }
    if (reference.rule().equals("VOID")) {
      return;
    }
    JsgfGrammar.Rule rule = find(reference);
    for (Active outer : active) {
      if (outer.rule().equals(rule.name())) {
        if (outer.to() != to) {
          throw problem(
              reference, "refers to itself not at its end (expected: right recursion, or * and +)");
        }
        graph.add(from, outer.from(), WordGraph.NOTHING);
        return;
      }
    }
    writeOut(rule, from, to);
  }

  private JsgfGrammar.Rule find(RuleReference reference) {
    String name = reference.rule();
    String simple = grammar.name().substring(grammar.name().lastIndexOf('.') + 1);
    for (String prefix : new String[] {"", grammar.name() + ".", simple + "."}) {
      JsgfGrammar.Rule rule =
          name.startsWith(prefix) ? grammar.rules().get(name.substring(prefix.length())) : null;
      if (rule != null) {
        return rule;
      }
    }
    throw problem(reference, "is not defined");
  }

  private GrammarException problem(RuleReference reference, String problem) {
    return GrammarException.at(
        grammar.source(), reference.at(), "rule <" + reference.rule() + "> " + problem);
  }

  private void addSequence(Sequence sequence, int from, int to) {
    int state = from;
    for (int i = 0; i < sequence.parts().size(); i++) {
      int next = i == sequence.parts().size() - 1 ? to : graph.newState();
      add(sequence.parts().get(i), state, next);
      state = next;
    }
  }

  private void addAlternatives(Alternatives alternatives, int from, int to) {
    double greatest =
        alternatives.choices().stream().mapToDouble(Alternative::weight).max().orElse(0);
    for (Alternative choice : alternatives.choices()) {
      if (choice.weight() == greatest && greatest > 0) {
        add(choice.expansion(), from, to);
      } else if (choice.weight() > 0) {
        int start = graph.newState();
        graph.add(from, start, WordGraph.NOTHING, (float) Math.log(choice.weight() / greatest));
        add(choice.expansion(), start, to);
      }
    }
  }

  private void addRepeat(Repeat repeat, int from, int to) {
    int before = graph.newState();
    int after = graph.newState();
    graph.add(from, before, WordGraph.NOTHING);
    add(repeat.part(), before, after);
    graph.add(after, before, WordGraph.NOTHING);
    graph.add(repeat.atLeastOnce() ? after : before, to, WordGraph.NOTHING);
  }
}
