package org.auricle.tools.eval;

import java.util.Locale;
import org.auricle.engine.recognition.Calibration;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How well confidences fit, to read or for another program. */
record CalibrationReport(Calibration words, Calibration texts) {

  /** Two lines, and a table of what share of words was right in each range of confidence. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append(line("words", words)).append(line("texts", texts));
    text.append("  confidence  words  mean  right\n");
    for (int bin = 0; bin < Calibration.BINS; bin++) {
      if (words.count(bin) > 0) {
        text.append(
            String.format(
                Locale.ROOT,
                "  %3d..%3d %%  %6d  %3.0f %%  %3.0f %%%n",
                100 * bin / Calibration.BINS,
                100 * (bin + 1) / Calibration.BINS,
                words.count(bin),
                100 * words.confidence(bin),
                100 * words.accuracy(bin)));
      }
    }
    return text.toString();
  }

  private static String line(String what, Calibration calibration) {
    double entropy = calibration.normalizedCrossEntropy();
    return String.format(
        Locale.ROOT,
        "confidence of %s: normalised cross entropy %s, calibration error %.3f%n",
        what,
        Double.isFinite(entropy) ? String.format(Locale.ROOT, "%.3f", entropy) : "undefined",
        calibration.expectedCalibrationError());
  }

  /** For programs. */
  void json(ObjectNode object) {
    json(object.putObject("wordConfidence"), words);
    json(object.putObject("textConfidence"), texts);
  }

  private static void json(ObjectNode node, Calibration calibration) {
    put(node, "normalizedCrossEntropy", calibration.normalizedCrossEntropy());
    put(node, "expectedCalibrationError", calibration.expectedCalibrationError());
    node.put("count", calibration.count());
    node.put("correct", calibration.correct());
    ArrayNode bins = node.putArray("bins");
    for (int bin = 0; bin < Calibration.BINS; bin++) {
      ObjectNode range = bins.addObject();
      range.put("count", calibration.count(bin));
      put(range, "confidence", calibration.confidence(bin));
      put(range, "accuracy", calibration.accuracy(bin));
    }
  }

  /** JSON has no number for what is not one. */
  private static void put(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, Math.round(value * 1e4) / 1e4);
    } else {
      node.putNull(name);
    }
  }
}
