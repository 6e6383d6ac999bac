package org.auricle.models.domain;

/**
 * A way to ask for something.
 *
 * @param line of the domain file, from 1
 */
public record Expression(Phrase phrase, int line) {}
