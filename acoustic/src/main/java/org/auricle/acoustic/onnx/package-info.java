/**
 * Models in ONNX, run by ONNX Runtime.
 *
 * <p>{@link org.auricle.acoustic.onnx.OnnxModelDescription} says how a model is fed and read; what
 * is wrong with one is an {@link org.auricle.acoustic.onnx.OnnxModelException}.
 *
 * <p>The other way, {@link org.auricle.acoustic.onnx.OnnxExporter} writes our network as such a
 * model, {@link org.auricle.acoustic.onnx.OnnxMetadata} says in it all that is needed to use it,
 * and {@link org.auricle.acoustic.onnx.OnnxLstmReader} takes the weights of one out again.
 */
package org.auricle.acoustic.onnx;
