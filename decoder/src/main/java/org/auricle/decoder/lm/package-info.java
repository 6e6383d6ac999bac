/**
 * n-gram language models. Start at {@link org.auricle.decoder.lm.NgramModel}, which opens a file
 * and answers; {@code ArpaReader} reads what other tools write, {@code NgramTable} holds n-grams on
 * their way, and {@code NgramImage} says what the binary form looks like, {@code NgramLayout} to
 * the bit.
 */
package org.auricle.decoder.lm;
