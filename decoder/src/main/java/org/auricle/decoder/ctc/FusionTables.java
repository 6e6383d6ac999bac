package org.auricle.decoder.ctc;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.auricle.engine.math.LogMath;
import org.auricle.engine.recognition.LanguageModel;
import org.auricle.engine.recognition.LanguageModel.Session;
import org.auricle.engine.recognition.TokenTable;

/** A {@link Fusion} made ready to search with: shared by all streams, immutable. */
final class FusionTables {
  /** Names that the separator may have in a token model. */
  private static final List<String> SEPARATORS = List.of(" ", "|", "<space>", "\u2581");

  final FusionWeights weights;
  final WordGraph graph;
  final SpellingTree tree; // of the graph's words
  final LanguageModel wordModel;
  final LanguageModel tokenModel;
  final int[] modelWord; // [words] id in the word model
  final int[] wordOf; // [spellings] word
  final int[] tokenSymbol; // [tokens] id in the token model
  private final Optional<Lexicon> lexicon;
  private final double[] given; // [words] score of a word apart from the word model
  private final float unknownAlone; // ln P of an unknown word without a past
  private final double[] ahead; // [states] best score of a word below, without a past

  FusionTables(TokenTable tokens, Fusion fusion) {
    weights = fusion.weights();
    lexicon = fusion.lexicon();
    wordModel = fusion.wordModel().orElseGet(NoModel::new);
    tokenModel = fusion.tokenModel().orElseGet(NoModel::new);
    tokenSymbol = new int[tokens.size()];
    Arrays.setAll(tokenSymbol, t -> symbol(tokens, t));
    boolean open = lexicon.isEmpty() && fusion.wordModel().isPresent();
    if (lexicon.isPresent()) {
      graph = new LexiconGraph(lexicon.get());
      tree = lexicon.get().tree();
      wordOf = lexicon.get().wordOf();
      modelWord = lexicon.get().words().stream().mapToInt(wordModel::id).toArray();
    } else if (open) {
      OpenGraph words = new OpenGraph(tokens, wordModel);
      graph = words;
      tree = words.tree();
      wordOf = words.words();
      modelWord = new int[wordModel.vocabularySize()];
      Arrays.setAll(modelWord, w -> w);
    } else {
      graph = new FreeGraph();
      tree = SpellingTree.of(new int[0][]);
      wordOf = new int[0];
      modelWord = new int[0];
    }
    given = new double[modelWord.length];
    Arrays.fill(given, weights.wordScore());
    if (fusion.wordModel().isPresent()) {
      Arrays.setAll(given, w -> given[w] + (isUnknown(w) ? weights.unknownScore() : 0));
    }
    Session session = wordModel.newSession();
    long unknown = session.step(session.start(), LanguageModel.UNKNOWN);
    int noPast = Session.state(unknown); // n-grams do not reach back over an unknown word
    boolean knows = Session.logProb(unknown) > LogMath.ZERO;
    unknownAlone =
        knows ? Session.logProb(session.step(noPast, LanguageModel.UNKNOWN)) : LogMath.ZERO;
    double[] scores = new double[modelWord.length];
    for (int w = 0; w < scores.length; w++) {
      float logProb = knows ? Session.logProb(session.step(noPast, modelWord[w])) : 0;
      scores[w] = score(w, logProb == LogMath.ZERO ? 0 : logProb); // an estimate forbids nothing
    }
    ahead = smear(scores, open ? scores[LanguageModel.UNKNOWN] : LogMath.ZERO);
  }

  private boolean isUnknown(int word) {
    return modelWord[word] == LanguageModel.UNKNOWN;
  }

  private int symbol(TokenTable tokens, int token) {
    if (token != tokens.space()) {
      return tokenModel.id(tokens.symbol(token));
    }
    return SEPARATORS.stream()
        .mapToInt(tokenModel::id)
        .filter(id -> id != LanguageModel.UNKNOWN)
        .findFirst()
        .orElse(LanguageModel.UNKNOWN);
  }

  /**
   * Hands the best score of a word up to all the beginnings of its spellings.
   *
   * @param off score of a word that is not in the tree
   */
  private double[] smear(double[] scores, double off) {
    double[] best = new double[tree.nodes() + 1];
    best[tree.nodes()] = off;
    if (scores.length == 0) {
      return best;
    }
    for (int n = tree.nodes() - 1; n >= 0; n--) {
      best[n] = off;
      for (int s = tree.from(n); s < tree.end(n); s++) {
        best[n] = Math.max(best[n], scores[wordOf[s]]);
      }
      for (int c = tree.firstChild(n); c < tree.firstChild(n + 1); c++) {
        best[n] = Math.max(best[n], best[c]);
      }
    }
    return best;
  }

  /** What a word model's ln P counts for. */
  double weighted(float logProb) {
    return logProb == LogMath.ZERO ? LogMath.ZERO : weights.languageWeight() * logProb;
  }

  /** What a token model's ln P counts for. */
  double weightedToken(float logProb) {
    return logProb == LogMath.ZERO ? LogMath.ZERO : weights.tokenLanguageWeight() * logProb;
  }

  /** What a word adds, given its ln P. */
  double score(int word, float logProb) {
    return given[word] + weighted(logProb);
  }

  /** How many words go on from a state; if any may, more than can be counted. */
  int wordsBelow(int state) {
    return lexicon.isPresent() ? tree.to(state) - tree.from(state) : Integer.MAX_VALUE;
  }

  /**
   * The best score of a word that goes on from a state, as far as unigrams tell.
   *
   * @param unknown ln P of an unknown word: beside that without a past, the weight of backing off
   */
  double ahead(int state, float unknown) {
    boolean tells = unknown > LogMath.ZERO && unknownAlone > LogMath.ZERO;
    return ahead[state] + (tells ? weighted(unknown - unknownAlone) : 0);
  }

  /** The lexicon, if its words are all that may be found. */
  Optional<Lexicon> lexicon() {
    return lexicon;
  }
}
