package org.auricle.acoustic.onnx;

/** What an exported model takes. */
public enum OnnxForm {
  /** The network alone: features [batch x time x dim] in. */
  FEATURES,
  /** The network behind its front end: samples [batch x samples] in. */
  WAVEFORM
}
