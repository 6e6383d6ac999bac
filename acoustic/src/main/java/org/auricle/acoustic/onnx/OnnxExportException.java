package org.auricle.acoustic.onnx;

/** A model that cannot be written as it was asked for. The message is one line. */
public final class OnnxExportException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what was found and what was expected. */
  public OnnxExportException(String message) {
    super(message);
  }
}
