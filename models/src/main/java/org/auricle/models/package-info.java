/**
 * A model on disk and how it becomes a recognizer.
 *
 * <p>Start at {@link org.auricle.models.Transcriber}: files in, transcripts out. Below it lies
 * {@link org.auricle.models.Models}: a shipped bundle's name or a path in, a {@link
 * org.auricle.models.ModelBundle} out; {@link org.auricle.models.RecognizerFactory} wires it.
 * {@link org.auricle.models.BundleManifest} is what stands in {@code bundle.json}; weights of our
 * own networks lie in {@link org.auricle.models.Safetensors}, any other model in ONNX, which stays
 * on disk. What is wrong with a bundle is a {@link org.auricle.models.BundleException}.
 */
package org.auricle.models;
