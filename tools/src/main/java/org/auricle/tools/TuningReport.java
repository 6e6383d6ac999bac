package org.auricle.tools;

import java.util.Locale;
import org.auricle.decoder.ctc.FusionWeights;
import org.auricle.decoder.lm.lstm.RescoringWeights;
import org.auricle.models.BundleManifest;
import tools.jackson.databind.node.ObjectNode;

/**
 * What tuning came to, on the recordings it was done on.
 *
 * @param utterances of the set
 * @param without lexicon and language models
 * @param before with the weights that were there
 * @param after with those found
 * @param found the weights
 * @param rescored whether there is an LSTM language model
 */
record TuningReport(
    int utterances,
    TuningSet.Outcome without,
    TuningSet.Outcome before,
    TuningSet.Outcome after,
    BundleManifest.Language found,
    boolean rescored) {

  /** For people. */
  String text() {
    FusionWeights fusion = found.fusion();
    String text =
        String.format(
            Locale.ROOT,
            """
            %d utterances, %d words
            WER %6.2f %%   without lexicon and language models
            WER %6.2f %%   with them, weights as they were
            WER %6.2f %%   with them, weights tuned on these very recordings
            confidence: temperature %.4g
            search: word model %.4g, token model %.4g, a word %.4g, an unknown word %.4g""",
            utterances,
            without.words().referenceLength(),
            without.words().percent(),
            before.words().percent(),
            after.words().percent(),
            found.confidence().temperature(),
            fusion.languageWeight(),
            fusion.tokenLanguageWeight(),
            fusion.wordScore(),
            fusion.unknownScore());
    if (!rescored) {
      return text;
    }
    RescoringWeights rescoring = found.rescoring();
    return text
        + String.format(
            Locale.ROOT,
            "%nrescoring: LSTM %.4g, a word %.4g, an unknown word %.4g, the first model %.4g",
            rescoring.languageWeight(),
            rescoring.wordScore(),
            rescoring.unknownLogProb(),
            rescoring.firstWeight());
  }

  /** For programs. */
  String json() {
    ObjectNode object = Json.object();
    object.put("utterances", utterances);
    object.put("werWithout", Json.rounded(without.words().percent()));
    object.put("werBefore", Json.rounded(before.words().percent()));
    object.put("werTuned", Json.rounded(after.words().percent()));
    object.put("temperature", found.confidence().temperature());
    object.set("fusion", Json.of(found.fusion()));
    if (rescored) {
      object.set("rescoring", Json.of(found.rescoring()));
    }
    return Json.page(object);
  }
}
