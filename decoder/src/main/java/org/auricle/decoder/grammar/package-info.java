/**
 * Grammars: what a request restricts recognition to.
 *
 * <p>Start at {@link org.auricle.decoder.grammar.GrammarCompiler}: {@code JsgfParser} reads text
 * into a tree of {@code Expansion}s, {@code WordGraphBuilder} makes a graph of words of it, {@code
 * Determinizer} a {@code WordAutomaton}, and {@link
 * org.auricle.decoder.grammar.GrammarLanguageModel} shows that to the search.
 */
package org.auricle.decoder.grammar;
