package org.auricle.decoder.grammar;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.auricle.decoder.ctc.BlankDiscount;
import org.auricle.engine.recognition.CtcDecoder;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.DecodeStream;
import org.auricle.engine.recognition.Grammar;
import org.auricle.engine.recognition.Hypothesis;
import org.auricle.engine.recognition.LogPosteriors;

/**
 * A decoder whose grammars can say no, and hear what a network is not sure of ({@link
 * GrammarOptions#blankDiscount}). A search restricted to a grammar finds its best sentence whatever
 * was said; here that sentence is compared with the best path over any tokens, and if it is too far
 * below, the result is one reading without words. Partial results are not rejected: what has been
 * said so far may yet become a sentence. Without a grammar nothing changes. Thread-safe.
 */
public final class RejectingDecoder implements CtcDecoder {
  private final CtcDecoder decoder;
  private final int blank;
  private final GrammarOptions options;

  /**
   * Wraps a decoder.
   *
   * @param blank id of the CTC blank
   * @param options for grammars that do not say themselves ({@link Grammar#rejection})
   */
  public RejectingDecoder(CtcDecoder decoder, int blank, GrammarOptions options) {
    this.decoder = Objects.requireNonNull(decoder, "decoder");
    this.blank = blank;
    this.options = Objects.requireNonNull(options, "options");
  }

  @Override
  public DecodeStream newStream(DecodeRequest request) {
    DecodeStream stream = decoder.newStream(request);
    return request
        .grammar()
        .<DecodeStream>map(
            grammar ->
                new RejectingStream(stream, grammar.rejection().orElse(options.natsPerToken())))
        .orElse(stream);
  }

  @Override
  public double logProbability(LogPosteriors posteriors, int[] tokens) {
    return decoder.logProbability(posteriors, tokens);
  }

  private final class RejectingStream implements DecodeStream {
    private final DecodeStream stream;
    private final double natsPerToken;
    private double best; // ln of the probability of the best path
    private double silence; // ln of the probability that nothing was said
    private int pathTokens; // tokens on the best path
    private int last = blank; // its last token

    RejectingStream(DecodeStream stream, double natsPerToken) {
      this.stream = stream;
      this.natsPerToken = natsPerToken;
    }

    @Override
    public void accept(LogPosteriors raw) {
      LogPosteriors chunk = BlankDiscount.apply(raw, blank, options.blankDiscount());
      stream.accept(chunk);
      float[] y = chunk.logProbs();
      for (int t = 0; t < chunk.frames(); t++) {
        int row = t * chunk.tokens();
        int top = 0;
        for (int v = 1; v < chunk.tokens(); v++) {
          if (y[row + v] > y[row + top]) {
            top = v;
          }
        }
        best += y[row + top];
        silence += y[row + blank];
        pathTokens += top != blank && top != last ? 1 : 0;
        last = top;
      }
    }

    @Override
    public List<Hypothesis> partial() {
      return stream.partial();
    }

    @Override
    public int stableTokens() {
      return stream.stableTokens();
    }

    @Override
    public List<Hypothesis> finish() {
      List<Hypothesis> sentences = stream.finish();
      double most = natsPerToken * Math.max(1, pathTokens);
      boolean fits = best - sentences.get(0).acousticScore() <= most;
      return fits ? sentences : List.of(nothing());
    }

    private Hypothesis nothing() {
      int[] none = new int[0];
      return new Hypothesis(none, none, none, silence, 0, Optional.of(List.of()));
    }
  }
}
