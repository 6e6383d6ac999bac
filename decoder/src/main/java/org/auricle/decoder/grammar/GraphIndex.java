package org.auricle.decoder.grammar;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** The arcs of a graph by the state that they leave, and which states matter. */
final class GraphIndex {
  private final int[] firstArc; // [states + 1] positions in arcs
  private final int[] arcs; // [arcs]
  private final boolean[] useful; // [states]
  private final boolean[] held; // [states]

  GraphIndex(WordGraph graph) {
    firstArc = new int[graph.states() + 1];
    arcs = sort(graph, graph::from, firstArc);
    useful = useful(graph);
    held = new boolean[graph.states()];
    held[WordGraph.FINAL] = true;
    for (int a = 0; a < graph.arcs(); a++) {
      held[graph.from(a)] |= graph.word(a) != WordGraph.NOTHING;
    }
  }

  /** Sorts the arcs by a state; first gets the position of each state's first arc. */
  private static int[] sort(WordGraph graph, IntUnaryOperator stateOf, int[] first) {
    for (int a = 0; a < graph.arcs(); a++) {
      first[stateOf.applyAsInt(a) + 1]++;
    }
    for (int s = 0; s < graph.states(); s++) {
      first[s + 1] += first[s];
    }
    int[] next = first.clone();
    int[] sorted = new int[graph.arcs()];
    for (int a = 0; a < graph.arcs(); a++) {
      sorted[next[stateOf.applyAsInt(a)]++] = a;
    }
    return sorted;
  }

  private static boolean[] useful(WordGraph graph) {
    int[] first = new int[graph.states() + 1];
    int[] incoming = sort(graph, graph::to, first);
    boolean[] useful = new boolean[graph.states()];
    Deque<Integer> open = new ArrayDeque<>(List.of(WordGraph.FINAL));
    useful[WordGraph.FINAL] = true;
    while (!open.isEmpty()) {
      int state = open.pop();
      for (int i = first[state]; i < first[state + 1]; i++) {
        int source = graph.from(incoming[i]);
        if (!useful[source]) {
          useful[source] = true;
          open.push(source);
        }
      }
    }
    return useful;
  }

  /** Position of the first arc that leaves a state; the last is before that of the next state. */
  int firstArc(int state) {
    return firstArc[state];
  }

  int arc(int position) {
    return arcs[position];
  }

  /** Whether the end can be reached from a state. */
  boolean isUseful(int state) {
    return useful[state];
  }

  /** Whether a word leaves the state, or it is the end. */
  boolean isHeld(int state) {
    return held[state];
  }
}
