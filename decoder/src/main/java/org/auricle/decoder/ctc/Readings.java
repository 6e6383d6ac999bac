package org.auricle.decoder.ctc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.auricle.engine.math.LogMath;
import org.auricle.engine.recognition.LogPosteriors;

/** Reads hypotheses off a beam and the alternatives to what is in it. */
final class Readings {
  private static final Comparator<Reading> BEST_FIRST =
      Comparator.comparingDouble(Reading::score).reversed();

  /** Share of a score that rounding may take. */
  private static final double ROUNDING = 1e-9;

  private final PrefixBeam beam;
  private final PrefixTree tree;
  private final FusionScores fusion; // or null

  Readings(PrefixBeam beam, FusionScores fusion) {
    this.beam = beam;
    this.tree = beam.tree();
    this.fusion = fusion;
  }

  /** What the beam holds, best first: the search's scores, words that have begun included. */
  List<Reading> now(int most) {
    List<Reading> readings = new ArrayList<>();
    List<Integer> nodes = new ArrayList<>();
    for (int i = 0; i < beam.size(); i++) {
      nodes.add(beam.node(i));
    }
    PrefixScores scores = beam.scores();
    nodes.sort(Comparator.comparingDouble(n -> -scores.total[n] - scores.added[n]));
    for (int node : nodes.subList(0, Math.min(most, nodes.size()))) {
      double language = fusion == null ? 0 : fusion.earned(node);
      int[] path = tree.path(node);
      readings.add(new Reading(path, 0, lastWord(node), scores.total[node], language));
    }
    return readings;
  }

  /** The best word that would be complete now, if any. */
  private int lastWord(int node) {
    int word = WordGraph.NO_WORD;
    double best = LogMath.ZERO;
    int ends = fusion == null ? 0 : fusion.ends(node);
    for (int a = 0; a < ends; a++) {
      double score = fusion.atEnd(node, a);
      if (score > best) {
        best = score;
        word = fusion.word(a);
      }
    }
    return word;
  }

  /** An alternative to a reading that was found, not yet spelled out. */
  private record Detour(double score, Reading from, int position, int node) {}

  /** What the utterance may read as if it ends here, best first as far as the search knows. */
  List<Reading> atEnd(int most) {
    PriorityQueue<Detour> queue =
        new PriorityQueue<>(Comparator.comparingDouble(Detour::score).reversed());
    for (int i = 0; i < beam.size(); i++) {
      addEnds(beam.node(i), beam.node(i), queue);
    }
    if (queue.isEmpty()) {
      addShortened(queue);
    }
    List<Reading> readings = new ArrayList<>();
    while (readings.size() < most && !queue.isEmpty()) {
      Detour best = queue.remove();
      Reading reading = best.position < 0 ? best.from : take(best);
      readings.add(reading);
      if (beam.alternatives() != null) {
        addDetours(reading, queue);
      }
    }
    return readings;
  }

  /**
   * Adds the ways in which the utterance may end with a prefix.
   *
   * @param scored the prefix of the beam whose probability stands for it
   */
  private void addEnds(int node, int scored, PriorityQueue<Detour> queue) {
    double total = beam.scores().total[scored];
    if (fusion == null) {
      add(node, WordGraph.NO_WORD, total, 0, queue);
      return;
    }
    int ends = fusion.ends(node);
    for (int a = 0; a < ends; a++) {
      add(node, fusion.word(a), total, fusion.atEnd(node, a), queue);
    }
  }

  /**
   * If all the beam is inside of words, as at the end of a cut recording: without the last one, up
   * to where the utterance may have ended.
   */
  private void addShortened(PriorityQueue<Detour> queue) {
    Set<Integer> tried = new HashSet<>();
    for (int i = 0; i < beam.size(); i++) {
      int node = beam.node(i);
      int waiting = queue.size();
      while (node != PrefixTree.ROOT && queue.size() == waiting) {
        node = tree.parent(node);
        if (!tried.add(node)) {
          break;
        }
        addEnds(node, beam.node(i), queue);
      }
    }
  }

  private void add(
      int node, int lastWord, double total, double language, PriorityQueue<Detour> queue) {
    if (language > LogMath.ZERO) {
      int[] path = tree.path(node);
      Reading reading = new Reading(path, path.length, lastWord, total, language);
      queue.add(new Detour(reading.score(), reading, -1, node));
    }
  }

  private void addDetours(Reading reading, PriorityQueue<Detour> queue) {
    Alternatives alternatives = beam.alternatives();
    for (int i = 0; i < reading.open(); i++) {
      int a = alternatives.first(reading.nodes()[i]);
      while (a != PrefixTree.NONE) {
        queue.add(new Detour(reading.score() - alternatives.loss(a), reading, i, a));
        a = alternatives.next(a);
      }
    }
  }

  /**
   * Goes another way up to a position; what follows has the same future, and so the same scores.
   */
  private Reading take(Detour detour) {
    Reading from = detour.from;
    int[] path = tree.path(detour.node);
    int rest = from.nodes().length - detour.position - 1;
    int[] nodes = Arrays.copyOf(path, path.length + rest);
    System.arraycopy(from.nodes(), detour.position + 1, nodes, path.length, rest);
    double language =
        from.language() + fusion.earned(detour.node) - fusion.earned(from.nodes()[detour.position]);
    return new Reading(nodes, path.length, from.lastWord(), detour.score - language, language);
  }

  /**
   * The same with exact probabilities, best first, but for one thing: the first is the best of
   * those that stayed in the beam, so that it is the same however many are asked for, and begins
   * with what was {@link #shared}.
   */
  List<Reading> exact(List<Reading> readings, LogPosteriors posteriors, int blank) {
    List<int[]> sequences = new ArrayList<>();
    double[] atLeast = new double[readings.size()];
    for (int i = 0; i < atLeast.length; i++) {
      Reading reading = readings.get(i);
      sequences.add(reading.tokens(tree));
      boolean known = reading.isFromBeam(); // alternatives are estimated
      double found = reading.acoustic();
      atLeast[i] = known ? found - ROUNDING * Math.abs(found) : LogMath.ZERO;
    }
    double[] exact = TreeScores.of(sequences, atLeast, posteriors, blank);
    List<Reading> rescored = new ArrayList<>();
    for (int i = 0; i < exact.length; i++) {
      if (exact[i] > LogMath.ZERO) { // an alternative may be too long for what follows it
        rescored.add(readings.get(i).withAcoustic(exact[i]));
      }
    }
    rescored.sort(BEST_FIRST);
    for (int i = 0; i < rescored.size(); i++) {
      if (rescored.get(i).isFromBeam()) {
        rescored.add(0, rescored.remove(i));
        break;
      }
    }
    return rescored;
  }

  /** How many tokens all prefixes of the beam begin with. */
  int shared() {
    if (beam.size() == 0) {
      return 0;
    }
    int common = beam.node(0);
    for (int i = 1; i < beam.size(); i++) {
      common = tree.commonAncestor(common, beam.node(i));
    }
    return tree.depth(common);
  }
}
