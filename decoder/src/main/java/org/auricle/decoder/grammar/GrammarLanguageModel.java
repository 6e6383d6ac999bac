package org.auricle.decoder.grammar;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.auricle.engine.math.LogMath;
import org.auricle.engine.recognition.LanguageModel;

/**
 * A grammar as a language model: a word that may come next scores 0, or the log of its
 * alternative's weight, all others negative infinity; so does the end where no sentence ends.
 * Immutable, and so are its sessions.
 */
public final class GrammarLanguageModel implements LanguageModel {
  private static final String UNKNOWN_SYMBOL = "<unk>";

  private final WordAutomaton automaton;
  private final List<String> words;
  private final Map<String, Integer> ids = new HashMap<>();
  private final int dead; // the state after what does not fit

  GrammarLanguageModel(WordAutomaton automaton, List<String> words) {
    this.automaton = automaton;
    this.words = words;
    this.dead = automaton.states();
    for (int i = 0; i < words.size(); i++) {
      ids.put(words.get(i), i + 1);
    }
  }

  @Override
  public int vocabularySize() {
    return words.size() + 1;
  }

  @Override
  public int id(CharSequence symbol) {
    return ids.getOrDefault(symbol.toString(), UNKNOWN);
  }

  @Override
  public String symbol(int id) {
    return id == UNKNOWN ? UNKNOWN_SYMBOL : words.get(id - 1);
  }

  @Override
  public Session newSession() {
    return new GrammarSession();
  }

  /** States are those of the automaton; what does not fit leads to one more. */
  private final class GrammarSession implements Session {
    @Override
    public int start() {
      return WordAutomaton.START;
    }

    @Override
    public long step(int state, int symbol) {
      int arc = state == dead ? WordAutomaton.NONE : automaton.arc(state, symbol);
      return arc == WordAutomaton.NONE
          ? Session.pack(dead, LogMath.ZERO)
          : Session.pack(automaton.target()[arc], automaton.score()[arc]);
    }

    @Override
    public float end(int state) {
      return state == dead ? LogMath.ZERO : automaton.end()[state];
    }
  }
}
