package org.auricle.decoder.ctc;

import java.util.List;
import java.util.Objects;
import org.auricle.engine.recognition.CtcDecoder;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.DecodeStream;
import org.auricle.engine.recognition.Hypothesis;
import org.auricle.engine.recognition.LogPosteriors;

/**
 * A decoder before which {@link BlankDiscount blanks are made less likely}. Requests with a grammar
 * go by as they are: how a grammar is heard is for what rejects to say. Thread-safe.
 */
public final class DiscountingDecoder implements CtcDecoder {
  private final CtcDecoder decoder;
  private final int blank;
  private final double nats;

  /**
   * Wraps a decoder.
   *
   * @param blank id of the CTC blank
   * @param nats that the blank loses in every frame, at least 0
   */
  public DiscountingDecoder(CtcDecoder decoder, int blank, double nats) {
    this.decoder = Objects.requireNonNull(decoder, "decoder");
    this.blank = blank;
    this.nats = nats;
  }

  @Override
  public DecodeStream newStream(DecodeRequest request) {
    DecodeStream stream = decoder.newStream(request);
    return nats == 0 || request.grammar().isPresent() ? stream : new DiscountingStream(stream);
  }

  @Override
  public double logProbability(LogPosteriors posteriors, int[] tokens) {
    return decoder.logProbability(posteriors, tokens);
  }

  private final class DiscountingStream implements DecodeStream {
    private final DecodeStream stream;

    DiscountingStream(DecodeStream stream) {
      this.stream = stream;
    }

    @Override
    public void accept(LogPosteriors posteriors) {
      stream.accept(BlankDiscount.apply(posteriors, blank, nats));
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
      return stream.finish();
    }
  }
}
