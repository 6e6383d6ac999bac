package org.auricle.tools;

import java.util.Locale;
import org.auricle.engine.recognition.ErrorRate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An evaluation to read, or for another program.
 *
 * @param model its name
 * @param worst utterances to show
 */
record EvalReport(Evaluation evaluation, RealTime speed, String model, int worst) {

  /** For people. */
  String text() {
    ErrorRate words = evaluation.words();
    StringBuilder text = new StringBuilder();
    line(
        text,
        "%d utterances, %d words, %.1f minutes, model %s",
        evaluation.count(),
        words.referenceLength(),
        speed.audioSeconds() / 60,
        model);
    if (!evaluation.failures().isEmpty()) {
      line(text, "recordings that could not be read: %d", evaluation.failures().size());
    }
    line(
        text,
        "WER %6.2f %%   words: %d substituted, %d inserted, %d deleted",
        words.percent(),
        words.substitutions(),
        words.insertions(),
        words.deletions());
    line(text, "CER %6.2f %%   characters", evaluation.characters().percent());
    line(
        text,
        "SER %6.2f %%   %d utterances with an error",
        evaluation.sentencePercent(),
        evaluation.wrong());
    line(
        text,
        "real-time factor %.4f: %.1f s of audio in %.1f s",
        speed.factor(),
        speed.audioSeconds(),
        speed.computeSeconds());
    if (evaluation.wordConfidence().count() > 0) {
      text.append(calibration().text());
    }
    for (Evaluation.Utterance bad : evaluation.worst(worst)) {
      line(text, "%n%s: %d word errors", bad.audio().getFileName(), bad.errors().errors());
      line(text, "  said  %s", bad.said());
      line(text, "  heard %s", bad.heard());
    }
    return text.toString().stripTrailing();
  }

  /** For programs. */
  String json() {
    ErrorRate words = evaluation.words();
    ObjectNode object = Json.object();
    object.put("model", model);
    object.put("wer", Json.rounded(words.percent()));
    object.put("cer", Json.rounded(evaluation.characters().percent()));
    object.put("ser", Json.rounded(evaluation.sentencePercent()));
    object.put("utterances", evaluation.count());
    object.put("words", words.referenceLength());
    object.put("substitutions", words.substitutions());
    object.put("insertions", words.insertions());
    object.put("deletions", words.deletions());
    object.put("characters", evaluation.characters().referenceLength());
    object.put("audioSeconds", Json.rounded(speed.audioSeconds()));
    object.put("computeSeconds", Json.rounded(speed.computeSeconds()));
    object.put("realTimeFactor", Math.round(speed.factor() * 1e5) / 1e5);
    calibration().json(object);
    ArrayNode bad = object.putArray("worst");
    for (Evaluation.Utterance utterance : evaluation.worst(worst)) {
      bad.addObject()
          .put("file", utterance.audio().toString())
          .put("errors", utterance.errors().errors())
          .put("reference", utterance.said())
          .put("hypothesis", utterance.heard());
    }
    ArrayNode failed = object.putArray("failed");
    for (Evaluation.Failure failure : evaluation.failures()) {
      failed.addObject().put("file", failure.audio().toString()).put("error", failure.problem());
    }
    return Json.page(object);
  }

  private CalibrationReport calibration() {
    return new CalibrationReport(evaluation.wordConfidence(), evaluation.textConfidence());
  }

  private static void line(StringBuilder text, String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
