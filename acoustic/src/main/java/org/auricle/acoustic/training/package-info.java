/**
 * Training of the acoustic model with connectionist temporal classification.
 *
 * <p>Start at {@link org.auricle.acoustic.training.CtcLoss} for the objective and at {@link
 * org.auricle.acoustic.training.Manifest} for what it learns from.
 */
package org.auricle.acoustic.training;
