/**
 * Layers with hand-written forward and backward passes, and what trains them.
 *
 * <p>Start at {@link org.auricle.engine.nn.SequenceLayout}: how utterances of different lengths lie
 * in one array. {@link org.auricle.engine.nn.Lstm} is one direction, {@link
 * org.auricle.engine.nn.BiLstm} both, of that cell or another of {@link
 * org.auricle.engine.nn.CellOptions}; {@link org.auricle.engine.nn.RecurrentInference} runs the
 * same cell with fixed weights and carried state. {@link org.auricle.engine.nn.Embedding} is where
 * symbols come in, {@link org.auricle.engine.nn.EmbeddingBag} where words do that may be unknown;
 * {@link org.auricle.engine.nn.AttentionPooling} makes one vector of a sentence. A layer's
 * parameters are {@link org.auricle.engine.nn.Parameter}s; {@link org.auricle.engine.nn.AdamW}
 * moves them.
 *
 * <p>Shapes are written N = rows (all frames of all utterances), I = input width, H = hidden units.
 */
package org.auricle.engine.nn;
