/**
 * What was meant by what was said. Start at {@link org.auricle.models.understanding.Understander}:
 * it takes readings of speech, or a text, and a {@link org.auricle.models.domain.Domain}, and gives
 * an {@link org.auricle.models.domain.Interpretation}. For words that no expression of the domain
 * allows it asks an {@link org.auricle.models.understanding.UnderstandingModel}, whose shape {@link
 * org.auricle.models.understanding.UnderstandingConfig} tells; {@code
 * org.auricle.models.understanding.training} makes one, {@link
 * org.auricle.models.understanding.UnderstandingFile} keeps it.
 */
package org.auricle.models.understanding;
