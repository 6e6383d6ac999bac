package org.auricle.engine.recognition;

/**
 * A word of a token sequence.
 *
 * @param text as written
 * @param first position of its first token that shows
 * @param last position of its last token that shows
 * @param spaced whether a space stands between it and the word before
 */
public record TokenWord(String text, int first, int last, boolean spaced) {}
