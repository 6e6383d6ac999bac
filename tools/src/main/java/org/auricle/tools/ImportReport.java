package org.auricle.tools;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.auricle.acoustic.onnx.OnnxModelInfo;
import org.auricle.acoustic.onnx.family.Finding;
import org.auricle.acoustic.onnx.family.Finding.Source;
import org.auricle.acoustic.onnx.family.ModelClues;

/** What was found out about a foreign model, for people. */
final class ImportReport {
  private static final int WIDEST_VALUE = 36;

  private ImportReport() {}

  /** A line for the file, one for each finding, what was made part of the graph or only assumed. */
  static String of(ModelClues clues, List<Finding> findings, List<String> computedInputs) {
    OnnxModelInfo model = clues.model();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %.1f MB, %,d weights, opset %s%s%n",
            clues.name(),
            model.bytes() / 1e6,
            model.parameters(),
            model.opsets().getOrDefault("", 0L),
            model.producer().isEmpty() ? "" : ", by " + model.producer()));
    int width =
        findings.stream()
            .mapToInt(f -> f.value().length())
            .filter(n -> n <= WIDEST_VALUE)
            .max()
            .orElse(0);
    for (Finding finding : findings) {
      String line = "  %-15s%-" + Math.max(1, width) + "s  %s";
      text.append(line.formatted(finding.what(), finding.value(), reason(finding)).stripTrailing());
      text.append(System.lineSeparator());
    }
    if (!computedInputs.isEmpty()) {
      text.append("  The bundle's graph computes what the model takes as ");
      text.append(String.join(", ", computedInputs)).append(System.lineSeparator());
    }
    String assumed =
        findings.stream()
            .filter(f -> f.source() == Source.ASSUMED && !f.what().contains(" "))
            .map(f -> "--" + f.what() + " " + f.value())
            .collect(Collectors.joining(", "));
    if (!assumed.isEmpty()) {
      text.append("  Assumed, to be stated otherwise where it is wrong: ").append(assumed);
      text.append(System.lineSeparator());
    }
    return text.toString();
  }

  /** What to do next. */
  static String next(Path bundle) {
    return "Written to %s. To try it:%n  auricle transcribe --model %s speech.wav"
        .formatted(bundle, bundle);
  }

  private static String reason(Finding finding) {
    String detail = finding.detail().isEmpty() ? "" : " " + finding.detail();
    return switch (finding.source()) {
      case STATED -> "stated by" + detail;
      case METADATA -> "metadata" + detail;
      case CONFIG -> "beside the model:" + detail;
      case MODEL -> finding.detail();
      case MEASURED -> "measured in" + detail;
      case FAMILY -> "as all of the family";
      case ASSUMED -> "assumed:" + detail;
    };
  }
}
