package org.auricle.engine.recognition;

/**
 * A word of a transcript.
 *
 * @param text as written
 * @param startSeconds from the start of the stream
 * @param endSeconds from the start of the stream
 * @param confidence estimate of the probability that it is right, 0..1
 */
public record Word(String text, double startSeconds, double endSeconds, double confidence) {}
