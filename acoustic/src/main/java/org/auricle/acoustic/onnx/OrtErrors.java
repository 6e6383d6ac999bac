package org.auricle.acoustic.onnx;

import ai.onnxruntime.OrtException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What ONNX Runtime says, in one line of ours. */
final class OrtErrors {
  private static final Pattern CODE = Pattern.compile("^Error code - \\w+ - message:\\s*");
  private static final Pattern LOADING =
      Pattern.compile(
          "^(Load model|Exception) .{0,4000}? failed:\\s*|^Failed to load model[^:]*:\\s*"
              + "|^Exception during initialization:\\s*");
  private static final Pattern SOURCE = Pattern.compile("^/\\S+:\\d+ .*?\\)\\s+(?=[A-Z\\[])");
  private static final Pattern STATUS =
      Pattern.compile("^\\[ONNXRuntimeError] : \\d+ : \\w+ :\\s*(\\w+\\.cc:\\d+ \\w+\\s+)?");
  private static final Pattern OPSET =
      Pattern.compile("Opset (\\d+) is under development.*? domain (\\S+) is till opset (\\d+)");
  private static final Pattern IR =
      Pattern.compile("Unsupported model IR version: (\\d+), max supported IR version: (\\d+)");
  private static final int MAX_LENGTH = 300;

  private OrtErrors() {}

  static OnnxModelException translate(String file, String where, OrtException e) {
    String message = String.valueOf(e.getMessage());
    Matcher opset = OPSET.matcher(message);
    if (opset.find()) {
      return new OnnxModelException(
          file,
          "operator set " + opset.group(2),
          "version " + opset.group(1),
          "at most " + opset.group(3));
    }
    Matcher ir = IR.matcher(message);
    if (ir.find()) {
      return new OnnxModelException(file, "IR version", ir.group(1), "at most " + ir.group(2));
    }
    return new OnnxModelException(file, where, "ONNX Runtime: " + text(e), e);
  }

  /** The first line, without codes and places in ONNX Runtime's sources. */
  static String text(OrtException e) {
    String text = String.valueOf(e.getMessage());
    for (Pattern prefix : new Pattern[] {CODE, LOADING, SOURCE, STATUS}) {
      text = prefix.matcher(text).replaceFirst("");
    }
    text = text.lines().map(String::strip).filter(l -> !l.isEmpty()).findFirst().orElse("failed");
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + " ...";
  }
}
