package org.auricle.decoder.ctc;

/** Any tokens, and no words. */
final class FreeGraph implements WordGraph {

  @Override
  public int arcs(int state, int token, long[] arcs) {
    arcs[0] = WordGraph.pack(SpellingTree.ROOT, NO_WORD);
    return 1;
  }

  @Override
  public int ends(int state, long[] arcs) {
    return arcs(state, NO_WORD, arcs);
  }

  @Override
  public int mostArcs() {
    return 1;
  }
}
