package org.auricle.acoustic.onnx;

/** Where ONNX Runtime computes. */
public enum ExecutionProvider {
  /** The processor. */
  CPU,
  /** A CUDA device; the processor, with a warning in the log, where there is none. */
  CUDA,
  /** A CUDA device if there is one, the processor otherwise; the log says which, at level DEBUG. */
  AUTO
}
