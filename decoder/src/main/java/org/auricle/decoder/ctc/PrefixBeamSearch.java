package org.auricle.decoder.ctc;

import java.util.List;
import java.util.stream.Stream;
import org.auricle.engine.recognition.CtcDecoder;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.DecodeStream;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.engine.recognition.TokenTable;

/**
 * CTC prefix beam search (Hannun et al. 2014, arXiv 1408.2873, algorithm 1) with what is known of
 * words and tokens inside it.
 *
 * <p>Objective: the token sequence h, and the words w that it spells, that maximise
 *
 * <pre>
 *   ln P_ctc(h | x) + a ln P(w) + b |w| + c |unknown words of w| + d ln P(h) + e |h| + bias(h)
 *
 *   P_ctc(h | x) = sum over paths p with B(p) = h of prod over frames t of y[t, p(t)]
 * </pre>
 *
 * where B drops repetitions, then blanks, y are the posteriors, the factors are {@link
 * FusionWeights} and all but the first summand come from a {@link Fusion} and a {@link TokenBias}.
 * Every prefix in the beam carries the summed probability of its paths that end in blank and of
 * those that end in its last token. Pruning loses the paths through prefixes that fell out of the
 * beam; {@link DecodeStream#finish()} makes up for that and ranks by exact probabilities, so that
 * {@code acousticScore} is exact whatever the beam ({@code TreeScores}). The scores of {@link
 * DecodeStream#partial()} are the search's, and so lower bounds.
 *
 * <p>Without fusion, the n-best holds at most as many hypotheses as the beam. With it, prefixes
 * that have the same future as a better one make room in the beam, and the n-best goes back to
 * them: it may be longer than the beam is wide, and no two of its hypotheses read the same. If the
 * posteriors leave no path with a probability above 0, or the words allowed none, the result is one
 * hypothesis without tokens whose score is negative infinity.
 *
 * <p>Final hypotheses carry times from the best alignment ({@link WordTimer}). Partial ones carry
 * the search's own: when most of a prefix's probability last arrived, and when its last token last
 * outweighed blank. They cost nothing and may move later.
 *
 * <p>Thread-safe; streams are not.
 */
public final class PrefixBeamSearch implements CtcDecoder {
  private static final int MOST_KEPT = 8; // as many as a dialogue has kinds of turns
  private static final TokenBias NO_BIAS = new NoBias();

  private final TokenTable tokens;
  private final BeamOptions options;
  private final FusionTables fusion; // or null
  private final FusionTables nothing; // what a bias alone is added to
  private final RequestCompiler compiler;
  private volatile List<Constraint> constraints = List.of(); // the latest first

  /** What a request was restricted to lately, and its tables, which the next may use again. */
  private record Constraint(Fusion fusion, FusionTables tables) {}

  /** A search with {@link BeamOptions#DEFAULT}. */
  public PrefixBeamSearch(TokenTable tokens) {
    this(tokens, BeamOptions.DEFAULT);
  }

  /** A search over a vocabulary. */
  public PrefixBeamSearch(TokenTable tokens, BeamOptions options) {
    this(tokens, options, Fusion.NONE, RequestCompiler.NONE);
  }

  /** A search over a vocabulary with what is known of words and tokens. */
  public PrefixBeamSearch(TokenTable tokens, BeamOptions options, Fusion fusion) {
    this(tokens, options, fusion, RequestCompiler.NONE);
  }

  /**
   * The same, for callers that ask for boosts and grammars.
   *
   * @param compiler knows what requests come to
   */
  public PrefixBeamSearch(
      TokenTable tokens, BeamOptions options, Fusion fusion, RequestCompiler compiler) {
    this.tokens = tokens;
    this.options = options;
    this.fusion = fusion.isNone() ? null : new FusionTables(tokens, fusion);
    this.nothing = new FusionTables(tokens, Fusion.NONE);
    this.compiler = compiler;
  }

  @Override
  public double logProbability(LogPosteriors posteriors, int[] sequence) {
    return CtcProbability.of(posteriors, tokens.blank(), sequence);
  }

  @Override
  public DecodeStream newStream(DecodeRequest request) {
    RequestCompiler.Compiled compiled = compiler.compile(request);
    FusionTables tables = compiled.constraint().map(this::tables).orElse(fusion);
    if (tables == null && compiled.bias().isPresent()) {
      tables = nothing;
    }
    TokenBias bias = compiled.bias().orElse(NO_BIAS);
    return new BeamStream(tokens, options, tables, bias, request.nBest());
  }

  private FusionTables tables(Fusion wanted) {
    List<Constraint> known = constraints;
    for (Constraint lately : known) {
      if (lately.fusion == wanted) { // the same instance: comparing lexicons would take longer
        return lately.tables;
      }
    }
    Constraint made = new Constraint(wanted, new FusionTables(tokens, wanted));
    constraints = Stream.concat(Stream.of(made), known.stream()).limit(MOST_KEPT).toList();
    return made.tables;
  }
}
