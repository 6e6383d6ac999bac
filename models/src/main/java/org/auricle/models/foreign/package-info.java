/**
 * Models of other toolkits as they lie on disk: an ONNX file with a list of tokens and perhaps some
 * JSON beside it. Start at {@link org.auricle.models.foreign.ForeignFiles}; what the files mean is
 * worked out by {@link org.auricle.acoustic.onnx.family.OnnxFamilies}.
 */
package org.auricle.models.foreign;
