/**
 * What one request adds to recognition: phrases that are boosted, and grammars that restrict it.
 *
 * <p>Start at {@link org.auricle.decoder.bias.PhraseBooster}.
 */
package org.auricle.decoder.bias;
