package org.auricle.decoder.ctc;

/** The words of a lexicon, one after another. */
final class LexiconGraph implements WordGraph {
  private final Lexicon lexicon;
  private final SpellingTree tree;
  private final int separator; // or -1

  LexiconGraph(Lexicon lexicon) {
    this.lexicon = lexicon;
    this.tree = lexicon.tree();
    this.separator = lexicon.tokens().space();
  }

  @Override
  public int arcs(int state, int token, long[] arcs) {
    int child = tree.child(state, token);
    if (child == SpellingTree.NONE) {
      return 0;
    }
    int n = 0;
    if (!tree.isLeaf(child)) {
      arcs[n++] = WordGraph.pack(child, NO_WORD);
    }
    return words(child, arcs, n);
  }

  private int words(int node, long[] arcs, int count) {
    int n = count;
    for (int s = tree.from(node); s < tree.end(node); s++) {
      arcs[n++] = WordGraph.pack(SpellingTree.ROOT, lexicon.wordOf()[s]);
    }
    return n;
  }

  @Override
  public int ends(int state, long[] arcs) {
    if (state == SpellingTree.ROOT) {
      arcs[0] = WordGraph.pack(SpellingTree.ROOT, NO_WORD);
      return 1;
    }
    int child = separator < 0 ? SpellingTree.NONE : tree.child(state, separator);
    return child == SpellingTree.NONE ? 0 : words(child, arcs, 0);
  }

  @Override
  public int mostArcs() {
    int most = 1;
    for (int n = 0; n < tree.nodes(); n++) {
      most = Math.max(most, 1 + tree.end(n) - tree.from(n));
    }
    return most;
  }
}
