package org.auricle.decoder.ctc;

import org.auricle.engine.recognition.CtcDecoder;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.DecodeStream;
import org.auricle.engine.recognition.TokenTable;

/**
 * CTC prefix beam search (Hannun et al. 2014, arXiv 1408.2873, algorithm 1).
 *
 * <p>Objective: the token sequence h that maximises
 *
 * <pre>
 *   ln P(h | x) = ln sum over paths p with B(p) = h of prod over frames t of y[t, p(t)]
 * </pre>
 *
 * where B drops repetitions, then blanks, and y are the posteriors. Every prefix in the beam
 * carries the summed probability of its paths that end in blank and of those that end in its last
 * token. Pruning loses the paths through prefixes that fell out of the beam; {@link
 * DecodeStream#finish()} makes up for that and ranks the whole beam by exact probabilities, so that
 * {@code acousticScore} is exact whatever the beam ({@code TreeScores}). The scores of {@link
 * DecodeStream#partial()} are the search's, and so lower bounds.
 *
 * <p>The n-best holds at most as many hypotheses as the beam. If the posteriors leave no path with
 * a probability above 0 (a frame all of whose values are negative infinity), the result is one
 * hypothesis without tokens whose score is negative infinity.
 *
 * <p>Final hypotheses carry times from the best alignment ({@link WordTimer}). Partial ones carry
 * the search's own: when most of a prefix's probability last arrived, and when its last token last
 * outweighed blank. They cost nothing and may move later.
 *
 * <p>Thread-safe; streams are not.
 */
public final class PrefixBeamSearch implements CtcDecoder {
  private final int tokens;
  private final int blank;
  private final BeamOptions options;

  /** A search with {@link BeamOptions#DEFAULT}. */
  public PrefixBeamSearch(TokenTable tokens) {
    this(tokens, BeamOptions.DEFAULT);
  }

  /** A search over a vocabulary. */
  public PrefixBeamSearch(TokenTable tokens, BeamOptions options) {
    this.tokens = tokens.size();
    this.blank = tokens.blank();
    this.options = options;
  }

  @Override
  public DecodeStream newStream(DecodeRequest request) {
    return new BeamStream(tokens, blank, options, request.nBest());
  }
}
