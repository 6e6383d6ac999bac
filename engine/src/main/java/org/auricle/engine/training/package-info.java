/**
 * What training runs of every kind share: {@link org.auricle.engine.training.CheckpointStore},
 * checkpoints that outlive a kill at any moment; {@link
 * org.auricle.engine.training.LearningWeights}, weights with their optimiser and average; and
 * {@link org.auricle.engine.training.ReportPage} with {@link
 * org.auricle.engine.training.LineChart}, a page about how it went.
 */
package org.auricle.engine.training;
