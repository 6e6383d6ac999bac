package org.auricle.decoder.ctc;

import java.util.ArrayList;
import java.util.List;
import org.auricle.engine.recognition.LanguageModel;
import org.auricle.engine.recognition.TokenTable;

/**
 * Any words. Those that a model knows lie in a tree over their characters, which tokens of one or
 * several characters walk along; all others share the state {@link #off}.
 */
final class OpenGraph implements WordGraph {
  private static final char WORD_START = '\u2581';

  private final SpellingTree tree;
  private final int[] wordOf; // [spellings]
  private final int unknown; // the word that stands for all others
  private final int[][] characters; // [tokens][n] code points that a token adds
  private final boolean[] starts; // [tokens] whether a token ends the word before it
  private final int off;
  private final int separator;

  OpenGraph(TokenTable tokens, LanguageModel model) {
    List<Spelling> spellings = new ArrayList<>();
    for (int word = 0; word < model.vocabularySize(); word++) {
      if (word != LanguageModel.UNKNOWN && !model.symbol(word).isEmpty()) {
        spellings.add(new Spelling(model.symbol(word).codePoints().toArray(), word));
      }
    }
    spellings.sort(Spelling.ORDER);
    tree = SpellingTree.of(spellings.stream().map(Spelling::tokens).toArray(int[][]::new));
    wordOf = spellings.stream().mapToInt(Spelling::word).toArray();
    unknown = LanguageModel.UNKNOWN;
    off = tree.nodes();
    separator = tokens.space();
    characters = new int[tokens.size()][];
    starts = new boolean[tokens.size()];
    for (int t = 0; t < tokens.size(); t++) {
      String symbol = tokens.symbol(t);
      characters[t] = tokens.text(new int[] {t}).codePoints().toArray();
      starts[t] = t == tokens.space() || !symbol.isEmpty() && symbol.charAt(0) == WORD_START;
    }
  }

  SpellingTree tree() {
    return tree;
  }

  /** [spellings] The word that each is. */
  int[] words() {
    return wordOf;
  }

  @Override
  public int arcs(int state, int token, long[] arcs) {
    int next = state;
    int word = NO_WORD;
    if (state == SpellingTree.ROOT && token == separator) {
      return 0;
    }
    if (starts[token]) {
      word = word(state);
      next = SpellingTree.ROOT;
    }
    for (int character : characters[token]) {
      next = next == off ? off : tree.child(next, character);
      next = next == SpellingTree.NONE ? off : next;
    }
    arcs[0] = WordGraph.pack(next, word);
    return 1;
  }

  private int word(int state) {
    if (state == SpellingTree.ROOT) {
      return NO_WORD;
    }
    boolean known = state != off && tree.from(state) < tree.end(state);
    return known ? wordOf[tree.from(state)] : unknown;
  }

  @Override
  public int ends(int state, long[] arcs) {
    arcs[0] = WordGraph.pack(SpellingTree.ROOT, word(state));
    return 1;
  }

  @Override
  public int mostArcs() {
    return 1;
  }
}
