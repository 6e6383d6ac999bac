package org.auricle.decoder.spotting;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.auricle.engine.recognition.CtcDecoder;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.DecodeStream;
import org.auricle.engine.recognition.KeyPhrase;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.engine.recognition.PhraseSpotter;
import org.auricle.engine.recognition.TokenTable;

/**
 * A decoder that can also look for phrases. Thread-safe.
 *
 * @param decoder for everything else
 * @param tokens what the network emits
 * @param spelling the token sequences of a phrase
 */
public record SpottingDecoder(
    CtcDecoder decoder, TokenTable tokens, Function<String, List<int[]>> spelling)
    implements CtcDecoder {

  /** Requires all parts. */
  public SpottingDecoder {
    Objects.requireNonNull(decoder, "decoder");
    Objects.requireNonNull(tokens, "tokens");
    Objects.requireNonNull(spelling, "spelling");
  }

  @Override
  public DecodeStream newStream(DecodeRequest request) {
    return decoder.newStream(request);
  }

  @Override
  public double logProbability(LogPosteriors posteriors, int[] sequence) {
    return decoder.logProbability(posteriors, sequence);
  }

  @Override
  public PhraseSpotter spotter(List<KeyPhrase> phrases) {
    return CtcPhraseSpotter.of(phrases, spelling, tokens, SpottingOptions.DEFAULT);
  }
}
