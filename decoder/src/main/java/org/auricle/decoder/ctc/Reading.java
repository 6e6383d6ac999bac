package org.auricle.decoder.ctc;

import java.util.ArrayList;
import java.util.List;
import org.auricle.engine.recognition.TokenWord;

/**
 * A way through the tree of prefixes and the alternatives in it.
 *
 * @param nodes [n] from the first token to the last
 * @param open of the nodes from the beginning, how many may still give way to alternatives
 * @param lastWord completed by the end of the utterance, or {@link WordGraph#NO_WORD}
 * @param acoustic natural log of the probability, as far as the search knows it
 * @param language all that is added to it
 */
record Reading(int[] nodes, int open, int lastWord, double acoustic, double language) {

  double score() {
    return acoustic + language;
  }

  /** Whether no alternative was taken. */
  boolean isFromBeam() {
    return open == nodes.length;
  }

  Reading withAcoustic(double exact) {
    return new Reading(nodes, open, lastWord, exact, language);
  }

  int[] tokens(PrefixTree tree) {
    int[] tokens = new int[nodes.length];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = tree.token(nodes[i]);
    }
    return tokens;
  }

  /** The words that a lexicon's arcs have completed. */
  List<TokenWord> words(PrefixTree tree, Lexicon lexicon) {
    int separator = lexicon.tokens().space();
    List<TokenWord> words = new ArrayList<>();
    int first = 0;
    for (int i = 0; i < nodes.length; i++) {
      int word = tree.word(nodes[i]);
      if (word != WordGraph.NO_WORD) {
        int last = tree.token(nodes[i]) == separator ? i - 1 : i;
        words.add(new TokenWord(lexicon.words().get(word), first, last, true));
        first = i + 1;
      }
    }
    if (lastWord != WordGraph.NO_WORD) {
      words.add(new TokenWord(lexicon.words().get(lastWord), first, nodes.length - 1, true));
    }
    return words;
  }
}
