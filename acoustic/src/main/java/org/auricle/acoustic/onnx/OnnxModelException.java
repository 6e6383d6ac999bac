package org.auricle.acoustic.onnx;

/**
 * An ONNX model that cannot be used, or that computes what cannot be used. The message is one line:
 * the file, where in it, what was found and what was expected.
 *
 * <p>Unchecked, since a model may also fail in the middle of recognising: NaN among its outputs,
 * say.
 */
public final class OnnxModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A part that does not fit.
   *
   * @param file the model, for people
   * @param where tensor, node, frame; empty for the file as a whole
   * @param found what is there
   * @param expected what would do
   */
  public OnnxModelException(String file, String where, String found, String expected) {
    super(line(file, where, found) + " (expected: " + expected + ")");
  }

  /**
   * A failure of which nothing more is known than what ONNX Runtime says.
   *
   * @param file the model, for people
   * @param where tensor, node, frame; empty for the file as a whole
   * @param problem its first line
   */
  public OnnxModelException(String file, String where, String problem, Throwable cause) {
    super(line(file, where, problem), cause);
  }

  private static String line(String file, String where, String problem) {
    return file + ": " + (where.isEmpty() ? "" : where + ": ") + problem;
  }
}
