package org.auricle.decoder.grammar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.auricle.engine.math.LogMath;
import org.auricle.engine.recognition.DecodeRequestException;

/**
 * Makes a graph deterministic: a state of the result is a set of states of the graph, each with how
 * far its best path so far is behind the best of them all (Mohri 1997, "Finite-state transducers in
 * language and speech processing", section 3.3, with maximum and plus). So a sentence's score is
 * that of its best path. Only states from which the end can be reached are kept.
 */
final class Determinizer {
  /** Nats to which differences are told apart, so that rounding does not make new states. */
  private static final float RESOLUTION = 1e-3f;

  private static final int MAX_STATES = 500_000;
  private static final int MAX_MEMBERS = 5_000_000; // of all the sets together

  private final WordGraph graph;
  private final GraphIndex index;
  private final Map<Members, Integer> ids = new HashMap<>();
  private final List<Members> sets = new ArrayList<>(); // by id
  private long members;

  /** A set of states, in order, and how far each is behind the best, in units of resolution. */
  private record Members(int[] states, int[] behind) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Members that
          && Arrays.equals(states, that.states)
          && Arrays.equals(behind, that.behind);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(states) + Arrays.hashCode(behind);
    }
  }

  /** The set that a word leads to, and the score of its best member. */
  private record Reached(int set, float score) {}

  private Determinizer(WordGraph graph) {
    this.graph = graph;
    this.index = new GraphIndex(graph);
  }

  /**
   * The automaton of a graph.
   *
   * @throws DecodeRequestException if no path leads to the end, or there would be too many states
   */
  static WordAutomaton determinize(WordGraph graph) {
    return new Determinizer(graph).run();
  }

  private WordAutomaton run() {
    if (!index.isUseful(WordGraph.START)) {
      throw new DecodeRequestException("grammar: no sentence fits it (expected: at least one)");
    }
    IntStream.Builder firsts = IntStream.builder();
    IntStream.Builder words = IntStream.builder();
    IntStream.Builder targets = IntStream.builder();
    IntStream.Builder scores = IntStream.builder(); // raw bits
    IntStream.Builder ends = IntStream.builder(); // raw bits
    int arcs = 0;
    reach(new HashMap<>(Map.of(WordGraph.START, 0f)));
    for (int set = 0; set < sets.size(); set++) {
      firsts.add(arcs);
      ends.add(Float.floatToRawIntBits(end(sets.get(set))));
      for (Map.Entry<Integer, Map<Integer, Float>> leaving : leaving(sets.get(set)).entrySet()) {
        Reached reached = reach(leaving.getValue());
        words.add(leaving.getKey());
        targets.add(reached.set());
        scores.add(Float.floatToRawIntBits(reached.score()));
        arcs++;
      }
    }
    firsts.add(arcs);
    return new WordAutomaton(
        firsts.build().toArray(),
        words.build().toArray(),
        targets.build().toArray(),
        floats(scores.build().toArray()),
        floats(ends.build().toArray()));
  }

  private static float[] floats(int[] bits) {
    float[] values = new float[bits.length];
    for (int i = 0; i < bits.length; i++) {
      values[i] = Float.intBitsToFloat(bits[i]);
    }
    return values;
  }

  /** The set of the states that can be reached from some, with scores, without a word. */
  private Reached reach(Map<Integer, Float> best) {
    Deque<Integer> open = new ArrayDeque<>(best.keySet());
    while (!open.isEmpty()) {
      int state = open.remove();
      float score = best.get(state);
      for (int i = index.firstArc(state); i < index.firstArc(state + 1); i++) {
        int arc = index.arc(i);
        int target = graph.to(arc);
        float reached = score + graph.score(arc);
        if (graph.word(arc) == WordGraph.NOTHING
            && index.isUseful(target)
            && reached > best.getOrDefault(target, LogMath.ZERO)) {
          best.put(target, reached);
          open.add(target);
        }
      }
    }
    int[] states = best.keySet().stream().mapToInt(s -> s).filter(index::isHeld).sorted().toArray();
    float top = LogMath.ZERO;
    for (int state : states) {
      top = Math.max(top, best.get(state));
    }
    int[] behind = new int[states.length];
    for (int i = 0; i < states.length; i++) {
      behind[i] = Math.round((top - best.get(states[i])) / RESOLUTION);
    }
    return new Reached(id(new Members(states, behind)), top);
  }

  private int id(Members set) {
    Integer known = ids.putIfAbsent(set, sets.size());
    if (known != null) {
      return known;
    }
    members += set.states.length;
    if (sets.size() == MAX_STATES || members > MAX_MEMBERS) {
      throw new DecodeRequestException(
          "grammar: more than %d states or %d in their sets (expected: a smaller grammar, or one"
                  .formatted(MAX_STATES, MAX_MEMBERS)
              + " without weights on loops)");
    }
    sets.add(set);
    return sets.size() - 1;
  }

  private float end(Members set) {
    int position = Arrays.binarySearch(set.states, WordGraph.FINAL);
    return position < 0 ? LogMath.ZERO : -set.behind[position] * RESOLUTION;
  }

  /** Where words lead from a set: by word, states and their scores. */
  private TreeMap<Integer, Map<Integer, Float>> leaving(Members set) {
    TreeMap<Integer, Map<Integer, Float>> leaving = new TreeMap<>();
    for (int m = 0; m < set.states.length; m++) {
      int state = set.states[m];
      for (int i = index.firstArc(state); i < index.firstArc(state + 1); i++) {
        int arc = index.arc(i);
        if (graph.word(arc) != WordGraph.NOTHING && index.isUseful(graph.to(arc))) {
          leaving
              .computeIfAbsent(graph.word(arc), w -> new HashMap<>())
              .merge(graph.to(arc), graph.score(arc) - set.behind[m] * RESOLUTION, Math::max);
        }
      }
    }
    return leaving;
  }
}
