/**
 * Models in ONNX, run by ONNX Runtime.
 *
 * <p>{@link org.auricle.acoustic.onnx.OnnxModelDescription} says how a model is fed and read; what
 * is wrong with one is an {@link org.auricle.acoustic.onnx.OnnxModelException}.
 */
package org.auricle.acoustic.onnx;
