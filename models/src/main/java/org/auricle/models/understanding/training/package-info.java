/**
 * Makes models that understand a domain. Start at {@link
 * org.auricle.models.understanding.training.UnderstandingTrainer}. What is learned from are
 * sentences that the domain's expressions allow, with errors as recognition makes them and words as
 * people put around them, examples, and sentences of other things.
 */
package org.auricle.models.understanding.training;
