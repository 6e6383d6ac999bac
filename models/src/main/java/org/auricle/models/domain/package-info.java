/**
 * What a service can be asked for: intents, the expressions that mean them, and the slots in these,
 * as a domain file says it. Start at {@link org.auricle.models.domain.DomainReader}, which reads
 * one, and {@link org.auricle.models.domain.Domain}, which makes of it a grammar, boosts, sentences
 * to learn from ({@link org.auricle.models.domain.DomainSentences}) and the meaning of words.
 */
package org.auricle.models.domain;
