/**
 * Training of the acoustic model with connectionist temporal classification.
 *
 * <p>Start at {@link org.auricle.acoustic.training.AcousticTrainer}, which takes a {@link
 * org.auricle.acoustic.training.TrainingConfig} and gives a {@link
 * org.auricle.acoustic.training.TrainingResult}. The way of one utterance: {@link
 * org.auricle.acoustic.training.Manifest} names it, EpochPlan draws it into a batch, FeatureMaker
 * reads and varies it, Learner runs the network over the batch, {@link
 * org.auricle.acoustic.training.CtcLoss} is the objective, Validator tells how good the epoch was,
 * and CheckpointStore makes sure that nothing is lost.
 */
package org.auricle.acoustic.training;
