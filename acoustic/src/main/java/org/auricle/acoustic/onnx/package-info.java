/**
 * Models in ONNX, in both directions.
 *
 * <p>Running: start at {@link org.auricle.acoustic.onnx.OnnxAcousticModel}; {@link
 * org.auricle.acoustic.onnx.OnnxModelDescription} says how a model is fed and read, {@link
 * org.auricle.acoustic.onnx.OnnxRuntimeOptions} where and how it is computed. {@link
 * org.auricle.acoustic.onnx.OnnxModelInfo} is what a file says about itself, {@link
 * org.auricle.acoustic.onnx.SileroVad} finds where somebody speaks. What is wrong with a model is
 * an {@link org.auricle.acoustic.onnx.OnnxModelException}.
 *
 * <p>Exporting: start at {@link org.auricle.acoustic.onnx.OnnxExporter}; {@link
 * org.auricle.acoustic.onnx.OnnxMetadata} is what our models tell about themselves.
 */
package org.auricle.acoustic.onnx;
