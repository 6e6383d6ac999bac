package org.auricle.models.understanding.training;

import java.util.List;
import org.auricle.models.domain.LabelledSentence;
import org.auricle.models.understanding.UnderstandingConfig;
import org.auricle.models.understanding.UnderstandingModel;

/** Measures models on held-out sentences. */
final class UnderstandingValidator {
  private static final double[] TEMPERATURES = {0.5, 0.6, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 2, 2.5, 3};

  private final List<LabelledSentence> sentences;
  private final List<List<String>> words;

  UnderstandingValidator(List<LabelledSentence> sentences) {
    this.sentences = sentences;
    words = sentences.stream().map(LabelledSentence::words).toList();
  }

  UnderstandingValidation measure(UnderstandingModel model, int epoch, double trainLoss) {
    UnderstandingConfig config = model.config();
    List<UnderstandingModel.Reading> readings = model.read(words);
    double tagLoss = 0;
    int count = 0;
    int intents = 0;
    int whole = 0;
    int ofDomain = 0;
    for (int s = 0; s < sentences.size(); s++) {
      LabelledSentence sentence = sentences.get(s);
      UnderstandingModel.Reading reading = readings.get(s);
      boolean right = best(reading.intents()) == config.intentClass(sentence.intent());
      intents += right ? 1 : 0;
      int[] path = reading.path();
      for (int t = 0; t < path.length; t++) {
        int tag = config.tag(sentence.tags().get(t));
        tagLoss -= reading.tags()[t][tag];
        right &= path[t] == tag;
        count++;
      }
      ofDomain += sentence.intent().isEmpty() ? 0 : 1;
      whole += right && !sentence.intent().isEmpty() ? 1 : 0;
    }
    return new UnderstandingValidation(
        epoch,
        trainLoss,
        intentLoss(config, readings) + tagLoss / count,
        100.0 * intents / sentences.size(),
        100.0 * whole / Math.max(1, ofDomain));
  }

  /** The same model with the temperature by which its intents' probabilities fit best. */
  UnderstandingModel calibrated(UnderstandingModel model) {
    double best = Double.POSITIVE_INFINITY;
    UnderstandingModel calibrated = model;
    for (double temperature : TEMPERATURES) {
      UnderstandingModel other = model.withTemperature(temperature);
      double loss = intentLoss(model.config(), other.read(words));
      if (loss < best) {
        best = loss;
        calibrated = other;
      }
    }
    return calibrated;
  }

  /** The mean of -ln p of the right intents. */
  private double intentLoss(UnderstandingConfig config, List<UnderstandingModel.Reading> readings) {
    double loss = 0;
    for (int s = 0; s < sentences.size(); s++) {
      int right = config.intentClass(sentences.get(s).intent());
      loss -= Math.log(Math.max(Double.MIN_NORMAL, readings.get(s).intents()[right]));
    }
    return loss / sentences.size();
  }

  private static int best(double[] probabilities) {
    int best = 0;
    for (int k = 1; k < probabilities.length; k++) {
      best = probabilities[k] > probabilities[best] ? k : best;
    }
    return best;
  }
}
