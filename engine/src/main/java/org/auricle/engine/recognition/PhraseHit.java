package org.auricle.engine.recognition;

/**
 * A phrase that was heard.
 *
 * @param phrase as its {@link KeyPhrase} has it
 * @param startSeconds where its first sound begins, from the first row of the posteriors
 * @param endSeconds where its last sound ends
 * @param confidence 0 to 1
 */
public record PhraseHit(String phrase, double startSeconds, double endSeconds, double confidence) {}
