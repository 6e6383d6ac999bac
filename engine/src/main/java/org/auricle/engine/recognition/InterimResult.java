package org.auricle.engine.recognition;

/**
 * What has been understood of an utterance so far.
 *
 * @param transcript confidences are not estimated: 0
 * @param stableWords so many first words of the best reading stay as they are in all interim
 *     results of this utterance to come
 */
public record InterimResult(Transcript transcript, int stableWords) {}
