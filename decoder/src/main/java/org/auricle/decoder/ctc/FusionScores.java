package org.auricle.decoder.ctc;

import org.auricle.engine.math.LogMath;
import org.auricle.engine.recognition.LanguageModel;
import org.auricle.engine.recognition.LanguageModel.Session;

/**
 * One stream's scores beside the posteriors. Prefixes are known by node, and extensions that a
 * frame proposes by position; both have a row in {@link FusedStates}. Allocates nothing once the
 * arrays have grown. Not thread-safe.
 *
 * <p>Inside a word, a prefix is compared by what the best of the words that it can become would
 * score (language model look-ahead, Ortmanns et al. 1996): exactly where only a few words are left,
 * by unigrams and the weight of backing off where there are many.
 */
final class FusionScores {
  /** Most words below a state that are all asked for. */
  private static final int EXACT_WORDS = 8;

  private static final int STEP_BITS = 12;
  private static final int AHEAD_BITS = 12;
  private static final int INITIAL_CAPACITY = 256;

  private final FusionTables tables;
  private final WordGraph graph;
  private final TokenBias bias;
  private final Session words;
  private final Session tokens;
  private final StepCache steps = new StepCache(STEP_BITS);
  private final StepCache aheads = new StepCache(AHEAD_BITS);
  private final FusedStates nodes = new FusedStates(INITIAL_CAPACITY);
  private final FusedStates proposed = new FusedStates(INITIAL_CAPACITY);
  private final double mostGain;
  private long[] arcs;
  private int[] living = new int[INITIAL_CAPACITY];

  FusionScores(FusionTables tables, TokenBias bias) {
    this.tables = tables;
    this.graph = tables.graph;
    this.bias = bias;
    this.words = tables.wordModel.newSession();
    this.tokens = tables.tokenModel.newSession();
    this.arcs = new long[graph.mostArcs()];
    this.mostGain = bias.most() + Math.max(0, tables.weights.tokenScore());
    nodes.word[PrefixTree.ROOT] = words.start();
    nodes.token[PrefixTree.ROOT] = tokens.start();
    nodes.bias[PrefixTree.ROOT] = bias.start();
    nodes.ahead[PrefixTree.ROOT] = ahead(words.start(), SpellingTree.ROOT);
  }

  double aheadOfStart() {
    return nodes.ahead[PrefixTree.ROOT];
  }

  /** Most that a token may add to a score, look-ahead apart. */
  double mostGain() {
    return mostGain;
  }

  /** Finds the arcs by which a prefix may take a token; how many there are. */
  int arcs(int node, int token) {
    return graph.arcs(nodes.spelling[node], token, arcs);
  }

  /** The word that an arc completes, or {@link WordGraph#NO_WORD}. */
  int word(int arc) {
    return WordGraph.word(arcs[arc]);
  }

  /**
   * Scores the extension of a prefix by a token along an arc, as row i of the proposed.
   *
   * @return all that is added to ln P, what can be expected ahead included
   */
  double propose(int node, int token, int arc, int i) {
    if (i >= proposed.capacity()) {
      proposed.grow(2 * i);
    }
    double earned = nodes.earned[node] + tables.weights.tokenScore();
    long step = tokens.step(nodes.token[node], tables.tokenSymbol[token]);
    proposed.token[i] = Session.state(step);
    earned += tables.weightedToken(Session.logProb(step));
    step = bias.step(nodes.bias[node], token);
    proposed.bias[i] = Session.state(step);
    earned += Session.logProb(step);
    int state = nodes.word[node];
    int word = WordGraph.word(arcs[arc]);
    if (word != WordGraph.NO_WORD) {
      step = step(state, tables.modelWord[word]);
      state = Session.state(step);
      earned += tables.score(word, Session.logProb(step));
    }
    int spelling = WordGraph.state(arcs[arc]);
    proposed.spelling[i] = spelling;
    proposed.word[i] = state;
    proposed.earned[i] = earned;
    if (earned == LogMath.ZERO) {
      return LogMath.ZERO; // forbidden: nothing lies ahead
    }
    proposed.ahead[i] = ahead(state, spelling);
    return earned + proposed.ahead[i];
  }

  private long step(int state, int symbol) {
    long key = StepCache.key(state, symbol);
    int slot = steps.slot(key);
    return steps.holds(slot, key)
        ? steps.value(slot)
        : steps.put(slot, key, words.step(state, symbol));
  }

  private double ahead(int state, int spelling) {
    long key = StepCache.key(state, spelling);
    int slot = aheads.slot(key);
    if (!aheads.holds(slot, key)) {
      aheads.put(slot, key, Double.doubleToRawLongBits(lookAhead(state, spelling)));
    }
    return Double.longBitsToDouble(aheads.value(slot));
  }

  private double lookAhead(int state, int spelling) {
    boolean mayEnd = spelling == SpellingTree.ROOT;
    double best = mayEnd ? tables.weighted(words.end(state)) : LogMath.ZERO;
    if (tables.wordsBelow(spelling) > EXACT_WORDS) {
      float unknown = Session.logProb(step(state, LanguageModel.UNKNOWN));
      return Math.max(best, tables.ahead(spelling, unknown));
    }
    for (int s = tables.tree.from(spelling); s < tables.tree.to(spelling); s++) {
      int word = tables.wordOf[s];
      float logProb = Session.logProb(step(state, tables.modelWord[word]));
      best = Math.max(best, tables.score(word, logProb));
    }
    return best;
  }

  /** Makes an extension that was proposed a prefix. */
  void enter(int node, int i) {
    if (node >= nodes.capacity()) {
      nodes.grow(2 * node);
    }
    nodes.copy(proposed, i, node);
  }

  /** What models, words and biases have added to a prefix. */
  double earned(int node) {
    return nodes.earned[node];
  }

  /** Whether two prefixes that end in the same token have the same future. */
  boolean haveSameFuture(int a, int b) {
    return nodes.same(a, b);
  }

  /** Equal for prefixes with the same future. */
  int hash(int node) {
    return nodes.hash(node);
  }

  /** Tells the models which states are still in use. */
  void retain(int[] active, int size) {
    if (living.length < size) {
      living = new int[2 * size];
    }
    for (int i = 0; i < size; i++) {
      living[i] = nodes.word[active[i]];
    }
    words.retain(living, size);
    for (int i = 0; i < size; i++) {
      living[i] = nodes.token[active[i]];
    }
    tokens.retain(living, size);
    steps.clear(); // the numbers of other states may be given out again
    aheads.clear();
  }

  /**
   * Finds the words that are complete if the utterance ends with a prefix, as arcs; how many there
   * are: none if it may not end there.
   */
  int ends(int node) {
    return graph.ends(nodes.spelling[node], arcs);
  }

  /**
   * All that is added if the utterance ends with a prefix and the word of an arc, if it has one.
   */
  double atEnd(int node, int arc) {
    double score = nodes.earned[node];
    int state = nodes.word[node];
    int word = word(arc);
    if (word != WordGraph.NO_WORD) {
      long step = step(state, tables.modelWord[word]);
      state = Session.state(step);
      score += tables.score(word, Session.logProb(step));
    }
    return score
        + tables.weighted(words.end(state))
        + tables.weightedToken(tokens.end(nodes.token[node]))
        + bias.end(nodes.bias[node]);
  }
}
