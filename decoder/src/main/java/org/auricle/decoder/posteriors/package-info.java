/**
 * Output of somebody else's CTC model, and how it becomes what the decoders of {@link
 * org.auricle.decoder.ctc} take. Start at {@link org.auricle.decoder.posteriors.NumpyReader} for
 * arrays in files, {@link org.auricle.decoder.posteriors.PosteriorNormalizer} for numbers of any
 * scale, and {@link org.auricle.decoder.posteriors.TokenLayouts} for what columns mean.
 * <!-- with: int frames, int columns, float[] values -->
 *
 * <pre>{@code
 * TokenTable tokens = TokenLayouts.read("letters", "", columns);
 * LogPosteriors posteriors =
 *     PosteriorNormalizer.normalize(values, frames, columns, 0.02, Optional.empty(), "my model")
 *         .posteriors();
 * NgramModel model = NgramModel.open(Path.of("lm.bin"));
 * CtcDecoder decoder =
 *     new PrefixBeamSearch(
 *         tokens, BeamOptions.DEFAULT, Fusion.open(model, FusionWeights.DEFAULT));
 * String text = tokens.text(decoder.decode(posteriors, 1).get(0));
 * }</pre>
 */
package org.auricle.decoder.posteriors;
