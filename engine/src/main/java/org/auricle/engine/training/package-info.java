/**
 * What training runs of every kind share: {@link org.auricle.engine.training.CheckpointStore},
 * checkpoints that outlive a kill at any moment.
 */
package org.auricle.engine.training;
