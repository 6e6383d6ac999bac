/**
 * Which kind of CTC model an ONNX file is, and what follows from that. Start at {@link
 * org.auricle.acoustic.onnx.family.OnnxFamilies}.
 *
 * <p>Nearly every model says something about itself in its metadata, in the files beside it, in the
 * names and shapes of its tensors; no two toolkits say it alike, and none says everything. Each
 * setting is therefore taken from the first that knows: the user, the metadata, the files beside
 * the model, the tensors, and last the habits of the family. What was taken from where is a {@link
 * org.auricle.acoustic.onnx.family.Finding}; what nobody knows is an error that names the option by
 * which to state it.
 */
package org.auricle.acoustic.onnx.family;
