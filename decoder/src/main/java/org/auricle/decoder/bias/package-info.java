/**
 * What one request adds to recognition: phrases that are boosted, and grammars that restrict it.
 *
 * <p>Start at {@link org.auricle.decoder.bias.BiasCompiler}, which turns a request into what a
 * search takes; {@link org.auricle.decoder.bias.PhraseBooster} says what a boost is.
 */
package org.auricle.decoder.bias;
