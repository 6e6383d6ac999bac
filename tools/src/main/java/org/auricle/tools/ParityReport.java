package org.auricle.tools;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How backends agree, to read or for another program.
 *
 * @param model its name
 * @param audioSeconds recognised
 * @param unreadable recordings left out
 * @param backends the reference first
 */
record ParityReport(String model, double audioSeconds, int unreadable, List<Agreement> backends) {
  private static final double SECONDS_PER_MINUTE = 60;

  /** For people. */
  String text() {
    Agreement reference = backends.get(0);
    StringBuilder text = new StringBuilder();
    line(
        text,
        "%s: %d recordings, %.1f minutes, against the native network in 32-bit floats",
        model,
        reference.evaluation().count(),
        audioSeconds / SECONDS_PER_MINUTE);
    if (unreadable > 0) {
      line(text, "recordings that could not be read: %d", unreadable);
    }
    line(
        text,
        "%-18s %11s %11s %8s %8s %8s %8s %8s",
        "",
        "max |diff|",
        "mean |diff|",
        "greedy",
        "texts",
        "WER",
        "+/-",
        "RTF");
    for (Agreement backend : backends) {
      double wer = backend.words().percent();
      line(
          text,
          "%-18s %11.2e %11.2e %8d %8d %6.2f %% %+8.2f %8.4f",
          backend.name(),
          backend.largest(),
          backend.mean(),
          backend.otherGreedy(),
          backend.otherText(),
          wer,
          wer - reference.words().percent(),
          factor(backend));
    }
    line(
        text,
        "diff: of log-posteriors; greedy, texts: recordings that read otherwise by best path, by the"
            + " model's decoder; WER by that decoder, +/-: in percent absolute; RTF: samples to"
            + " posteriors");
    return text.toString().stripTrailing();
  }

  /** For programs. */
  String json() {
    ObjectNode object = Json.object();
    object.put("model", model);
    object.put("recordings", backends.get(0).evaluation().count());
    object.put("unreadable", unreadable);
    object.put("audioSeconds", Json.rounded(audioSeconds));
    ArrayNode rows = object.putArray("backends");
    for (Agreement backend : backends) {
      rows.addObject()
          .put("backend", backend.name())
          .put("maxAbsDifference", backend.largest())
          .put("meanAbsDifference", backend.mean())
          .put("differentGreedyTexts", backend.otherGreedy())
          .put("differentTexts", backend.otherText())
          .put("wer", Json.rounded(backend.words().percent()))
          .put("realTimeFactor", Math.round(factor(backend) * 1e5) / 1e5);
    }
    return Json.page(object);
  }

  private double factor(Agreement backend) {
    return audioSeconds == 0 ? 0 : backend.seconds() / audioSeconds;
  }

  private static void line(StringBuilder text, String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments)).append(System.lineSeparator());
  }
}
