package org.auricle.decoder.ctc;

import org.auricle.engine.math.LogMath;

/**
 * The prefixes alive after a frame, and the step to the next frame. Nothing is allocated once the
 * arrays have grown to the beam. Not thread-safe.
 *
 * <p>With fusion, prefixes that have the same future, since their words, models and biases stand at
 * the same place, need not all stay: one whose paths, by what they end in, are no more probable
 * than another's can hardly overtake it, and makes room where the beam is more than half full.
 */
final class PrefixBeam {
  /** Frames between two reports to the models of the states that are still in use. */
  private static final int RETAIN_FRAMES = 128;

  private final PrefixTree tree = new PrefixTree();
  private final PrefixScores scores = new PrefixScores(tree.capacity());
  private final int blank;
  private final FusionScores fusion; // or null
  private final int crowd; // prefixes from which those with the same future make room
  private final Alternatives alternatives; // or null: what makes room is forgotten
  private final Twins twins = new Twins();
  private final Candidates candidates; // prefixes as ~node, extensions as their position
  private final Extensions extensions = new Extensions();
  private final FrameTokens frameTokens;
  private final long[] seenAt; // [tokens] parent and frame for which a child was last seen
  private long seenStamp;

  private int[] active = new int[16]; // [size] nodes
  private int size;
  private int[] spare = new int[16]; // the array of the beam before, used again

  /**
   * A beam that holds the empty prefix.
   *
   * @param fusion or null
   * @param keepsAlternatives whether prefixes that made room can be gone back to
   */
  PrefixBeam(
      int tokens, int blank, BeamOptions options, FusionScores fusion, boolean keepsAlternatives) {
    this.blank = blank;
    this.fusion = fusion;
    this.crowd = fusion == null ? Integer.MAX_VALUE : options.beamWidth() / 2 + 1;
    this.alternatives = keepsAlternatives ? new Alternatives(tree.capacity()) : null;
    this.candidates = new Candidates(options.beamWidth(), options.beamMargin());
    this.frameTokens = new FrameTokens(tokens, blank, options);
    this.seenAt = new long[tokens];
    scores.blanked[PrefixTree.ROOT] = 0;
    scores.total[PrefixTree.ROOT] = 0;
    scores.added[PrefixTree.ROOT] = fusion == null ? 0 : fusion.aheadOfStart();
    active[0] = PrefixTree.ROOT;
    size = 1;
  }

  /** Advances over frame t of the posteriors [frames x tokens]. */
  void step(float[] y, int t) {
    int row = t * seenAt.length;
    candidates.clear(stayAll(y, row, t));
    for (int i = 0; i < size; i++) {
      int node = active[i];
      double score = scores.nextTotal[node] + scores.added[node];
      if (score > candidates.threshold()) {
        candidates.add(score, ~node);
      }
    }
    candidates.cut(); // extensions need only be better than a full beam
    frameTokens.select(y, row);
    extensions.clear();
    for (int i = 0; i < size; i++) {
      extend(active[i], y, row);
    }
    candidates.finish();
    commit(t);
    if (size >= crowd) {
      recombine();
    }
    if (fusion != null && t % RETAIN_FRAMES == RETAIN_FRAMES - 1) {
      fusion.retain(active, size);
    }
  }

  /**
   * Brings the best prefix to the front, for its extensions raise the threshold most; its score.
   */
  private double stayAll(float[] y, int row, int t) {
    double best = LogMath.ZERO;
    for (int i = 0; i < size; i++) {
      int node = active[i];
      double score = stay(node, y, row, t) + scores.added[node];
      if (score > best) {
        best = score;
        active[i] = active[0];
        active[0] = node;
      }
    }
    return best;
  }

  /** A prefix that grows no longer: blank, its last token again, or that token after its parent. */
  private double stay(int node, float[] y, int row, int t) {
    double toBlank = scores.total[node] + y[row + blank];
    double toToken = LogMath.ZERO;
    if (node != PrefixTree.ROOT) {
      int token = tree.token(node);
      double again = scores.ending[node] + y[row + token];
      double arrival = spread(tree.parent(node), token) + y[row + token];
      toToken = FastLog.add(again, arrival);
      if (arrival > again && arrival > toBlank) {
        scores.start[node] = t;
      }
      if (toToken > toBlank) {
        scores.end[node] = t + 1;
      }
    }
    double sum = FastLog.add(toBlank, toToken);
    scores.nextBlanked[node] = toBlank;
    scores.nextEnding[node] = toToken;
    scores.nextTotal[node] = sum;
    return sum;
  }

  /** What a prefix hands on to its extension by a token: a repetition needs a blank between. */
  private double spread(int node, int token) {
    return tree.token(node) == token ? scores.blanked[node] : scores.total[node];
  }

  /** Proposes the extensions of a prefix that are not in the beam already. */
  private void extend(int node, float[] y, int row) {
    seenStamp++;
    for (int c = tree.firstChild(node); c != PrefixTree.NONE; c = tree.nextSibling(c)) {
      if (isNeeded(c)) {
        seenAt[tree.token(c)] = seenStamp;
      }
    }
    double total = scores.total[node];
    double added = fusion == null ? 0 : scores.added[node] + fusion.mostGain();
    for (int i = 0; i < frameTokens.size(); i++) {
      int token = frameTokens.token(i);
      float logProb = y[row + token];
      if (!(total + logProb + added > candidates.threshold())) {
        return; // tokens come best first
      }
      double arrival = spread(node, token) + logProb;
      if (arrival + added > candidates.threshold()) {
        boolean seen = seenAt[token] == seenStamp;
        if (fusion != null) {
          extendFused(node, token, arrival, seen);
        } else if (!seen) {
          propose(node, token, PrefixTree.NONE, arrival, 0);
        }
      }
    }
  }

  /** The same for one token: it may go on with a word, complete one, or several spelled alike. */
  private void extendFused(int node, int token, double arrival, boolean seen) {
    int arcs = fusion.arcs(node, token);
    for (int a = 0; a < arcs; a++) {
      int word = fusion.word(a);
      int child = seen ? tree.find(node, token, word) : PrefixTree.NONE;
      if (child == PrefixTree.NONE || mayEnter(child, arrival)) {
        double added = fusion.propose(node, token, a, extensions.count());
        if (arrival + added > candidates.threshold()) {
          propose(node, token, word, arrival, added);
        }
      }
    }
  }

  /**
   * Whether a prefix is neither in the beam nor would at once make room again for what took its
   * place: as its parent becomes more probable, so may it.
   */
  private boolean mayEnter(int node, double arrival) {
    if (scores.isInBeam(node)) {
      return false;
    }
    if (alternatives == null || !alternatives.isHeld(node)) {
      return true;
    }
    int better = alternatives.holder(node);
    double lead = fusion.earned(better) - fusion.earned(node);
    return !scores.isInBeam(better) || arrival > scores.nextEnding[better] + lead;
  }

  /** Whether a prefix is in the beam, or has made room for another. */
  private boolean isNeeded(int node) {
    return scores.isInBeam(node) || alternatives != null && alternatives.isHeld(node);
  }

  private void propose(int node, int token, int word, double arrival, double added) {
    candidates.add(arrival + added, extensions.count());
    extensions.add(node, token, word, arrival, added);
  }

  /** Makes the candidates the beam. New nodes come first, so that no parent of one is released. */
  private void commit(int t) {
    int[] before = active;
    int sizeBefore = size;
    int most = candidates.size();
    active = spare.length < most ? new int[Math.max(most, 2 * spare.length)] : spare;
    spare = before;
    size = 0;
    for (int i = 0; i < candidates.size(); i++) {
      if (candidates.item(i) >= 0) {
        enter(candidates.item(i), t);
      }
    }
    for (int i = 0; i < sizeBefore; i++) {
      scores.total[before[i]] = LogMath.ZERO;
    }
    for (int i = 0; i < candidates.size(); i++) {
      int node = ~candidates.item(i);
      if (node >= 0) {
        scores.keep(node);
        active[size++] = node;
      }
    }
    for (int i = 0; i < sizeBefore; i++) {
      leave(before[i]);
    }
  }

  private void enter(int extension, int t) {
    int node = extensions.node(extension, tree);
    if (node >= scores.capacity()) {
      grow(tree.capacity());
    }
    if (alternatives != null) {
      alternatives.takeBack(node);
    }
    scores.enter(node, extensions.arrival(extension), extensions.added(extension), t);
    if (fusion != null) {
      fusion.enter(node, extension);
    }
    active[size++] = node;
  }

  private void grow(int capacity) {
    scores.grow(capacity);
    if (alternatives != null) {
      alternatives.grow(capacity);
    }
  }

  /** Clears a prefix that fell out of the beam, and releases it and what it alone held. */
  private void leave(int fallen) {
    if (scores.isInBeam(fallen)) {
      return;
    }
    scores.clear(fallen);
    if (alternatives == null) {
      releaseBranch(fallen, PrefixTree.NONE);
      return;
    }
    int list = releaseBranch(fallen, PrefixTree.NONE);
    while (list != PrefixTree.NONE) {
      int node = list;
      list = releaseBranch(node, alternatives.next(node));
    }
  }

  /** Releases a node and its ancestors as far as nothing needs them; adds what they held. */
  private int releaseBranch(int leaf, int list) {
    int freed = list;
    int node = leaf;
    while (!tree.isRootOrReleased(node) && tree.isLeaf(node) && !isNeeded(node)) {
      int parent = tree.parent(node);
      if (alternatives != null) {
        freed = alternatives.release(node, freed);
      }
      tree.release(node);
      node = parent;
    }
    return freed;
  }

  /** Leaves out prefixes that another one with the same future is better than. */
  private void recombine() {
    twins.clear(size);
    int kept = 0;
    for (int i = 0; i < size; i++) {
      int node = active[i];
      int slot = twins.slot(31 * fusion.hash(node) + tree.token(node));
      while (node != PrefixTree.NONE && twins.isUsed(slot)) {
        int other = active[twins.get(slot)];
        if (tree.token(node) == tree.token(other) && fusion.haveSameFuture(node, other)) {
          if (isNoBetter(node, other)) {
            makeRoom(node, other);
            node = PrefixTree.NONE;
          } else if (isNoBetter(other, node)) {
            active[twins.get(slot)] = node;
            makeRoom(other, node);
            node = PrefixTree.NONE;
          }
        }
        slot = twins.next(slot);
      }
      if (node != PrefixTree.NONE) {
        twins.put(slot, kept);
        active[kept++] = node;
      }
    }
    size = kept;
  }

  private boolean isNoBetter(int node, int other) {
    double lead = fusion.earned(other) - fusion.earned(node);
    return scores.ending[node] <= scores.ending[other] + lead
        && scores.blanked[node] <= scores.blanked[other] + lead;
  }

  private void makeRoom(int node, int better) {
    if (alternatives != null) {
      double here = scores.total[node] + fusion.earned(node);
      alternatives.hold(node, better, scores.total[better] + fusion.earned(better) - here);
    }
    scores.total[node] = LogMath.ZERO;
    leave(node);
  }

  int size() {
    return size;
  }

  /** The i-th prefix, in no order. */
  int node(int i) {
    return active[i];
  }

  PrefixTree tree() {
    return tree;
  }

  PrefixScores scores() {
    return scores;
  }

  Alternatives alternatives() {
    return alternatives;
  }
}
