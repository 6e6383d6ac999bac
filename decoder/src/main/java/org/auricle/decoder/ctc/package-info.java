/**
 * CTC search (Graves et al. 2006): log-posteriors to hypotheses.
 *
 * <p>Start at {@link org.auricle.decoder.ctc.PrefixBeamSearch}, which states the objective; {@link
 * org.auricle.decoder.ctc.GreedyDecoder} is the quick reference. {@link
 * org.auricle.decoder.ctc.WordTimer} says when each token was spoken and {@link
 * org.auricle.decoder.ctc.CtcProbability} how probable a token sequence is, whatever a search
 * claims. Both decoders keep the posteriors of their utterance in a {@code PosteriorLog}.
 *
 * <p>The search: {@code BeamStream} drives a {@code PrefixBeam} over a {@code PrefixTree}; {@code
 * FusionScores} says what models, words and biases add, {@code WordGraph} where words begin and end
 * ({@link org.auricle.decoder.ctc.Lexicon} or any), {@code Alternatives} remembers what made room,
 * and {@code Readings} reads the n-best off all this and scores it exactly by {@code TreeScores}.
 */
package org.auricle.decoder.ctc;
