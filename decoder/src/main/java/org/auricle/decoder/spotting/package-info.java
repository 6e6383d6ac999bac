/**
 * Phrases found in log-posteriors wherever they are said, without looking for any other words.
 *
 * <p>Start at {@link org.auricle.decoder.spotting.CtcPhraseSpotter}; {@link
 * org.auricle.decoder.spotting.SpottingDecoder} gives it what a model knows of words.
 */
package org.auricle.decoder.spotting;
