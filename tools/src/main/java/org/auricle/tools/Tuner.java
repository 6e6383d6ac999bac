package org.auricle.tools;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.auricle.decoder.ctc.FusionWeights;
import org.auricle.decoder.lm.lstm.NBestRescorer;
import org.auricle.decoder.lm.lstm.RescoringWeights;
import org.auricle.engine.recognition.ConfidenceOptions;
import org.auricle.engine.recognition.CtcDecoder;
import org.auricle.models.BundleManifest;
import org.auricle.models.BundleManifest.Language;
import org.auricle.models.LanguageParts;
import org.auricle.models.ModelBundle;

/**
 * Looks for the weights with which a model makes the fewest errors: of the search, of rescoring
 * with those and with the search's as they were. Never makes more errors than before.
 */
final class Tuner {
  private static final int READINGS = 50; // for the rescorer
  private static final int HALVINGS = 3;
  private static final double[] TEMPERATURES = {
    0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.25, 1.4, 1.6, 1.8, 2, 2.5, 3, 4, 5
  };

  private final ModelBundle bundle;
  private final LanguageParts search; // without the rescorer
  private final TuningSet set;
  private int trials;

  Tuner(ModelBundle bundle, TuningSet set) {
    this.bundle = bundle;
    this.set = set;
    this.search = bundle.language().withoutRescorer();
  }

  /** The weights found. */
  Language tune(TaskProgress progress) {
    Language start = bundle.manifest().language();
    Set<Language> found = new LinkedHashSet<>(List.of(start));
    found.add(search.isEmpty() ? start : start.with(fusion(start, progress)));
    if (bundle.language().rescorer().isPresent()) {
      // what is best for the search alone need not be with the rescorer
      for (Language fused : List.copyOf(found)) {
        found.add(fused.with(rescoring(fused, progress)));
      }
    }
    Language best = best(found, progress);
    ConfidenceOptions confidence = start.confidence();
    double temperature =
        set.bestTemperature(decoder(bundle.language(), best), confidence, TEMPERATURES);
    return best.with(confidence.withTemperature(temperature));
  }

  /** With the fewest errors, of as many the one that is surest of what is right. */
  private Language best(Set<Language> found, TaskProgress progress) {
    Map<Language, TuningSet.Outcome> outcomes = new LinkedHashMap<>();
    for (Language language : found) {
      TuningSet.Outcome outcome = set.measure(decoder(bundle.language(), language));
      cost(outcome, progress);
      outcomes.put(language, outcome);
    }
    return Collections.min(
            outcomes.entrySet(),
            Map.Entry.comparingByValue(
                Comparator.<TuningSet.Outcome>comparingLong(outcome -> outcome.words().errors())
                    .thenComparingDouble(TuningSet.Outcome::cost)))
        .getKey();
  }

  private FusionWeights fusion(Language start, TaskProgress progress) {
    double word = search.words().isPresent() ? 1 : 0; // a step of 0 leaves a weight alone
    double token = search.tokens().isPresent() ? 1 : 0;
    FusionWeights w = start.fusion();
    double[] first = {w.languageWeight(), w.wordScore(), w.unknownScore(), w.tokenLanguageWeight()};
    double[] best =
        new PatternSearch(
                new double[] {0.4 * word, 2, 4 * word, 0.4 * token},
                new double[] {0, -20, -40, 0},
                HALVINGS)
            .minimize(
                first,
                x -> cost(set.measure(decoder(search, start.with(weights(x, w)))), progress));
    return weights(best, w);
  }

  private static FusionWeights weights(double[] x, FusionWeights like) {
    return new FusionWeights(
        rounded(x[0]), rounded(x[1]), rounded(x[2]), rounded(x[3]), like.tokenScore());
  }

  /** On readings that the search found once and the LSTM model has scored once. */
  private RescoringWeights rescoring(Language fused, TaskProgress progress) {
    NBestRescorer rescorer =
        new NBestRescorer(
            bundle.language().rescorer().orElseThrow(), search.words(), fused.rescoring());
    List<NBestRescorer.Scored> readings = set.readings(decoder(search, fused), READINGS, rescorer);
    double first = search.words().isPresent() ? 1 : 0;
    RescoringWeights w = fused.rescoring();
    PatternSearch pattern =
        new PatternSearch(
            new double[] {0.4, 1, 4, 0.2 * first}, new double[] {0, -20, -40, -5}, HALVINGS);
    ToDoubleFunction<double[]> cost = x -> cost(set.measure(readings, weights(x)), progress);
    double[] fromUsual =
        pattern.minimize(
            new double[] {w.languageWeight(), w.wordScore(), w.unknownLogProb(), w.firstWeight()},
            cost);
    double[] fromNothing = pattern.minimize(new double[] {0, 0, w.unknownLogProb(), 0}, cost);
    double[] best =
        cost.applyAsDouble(fromNothing) < cost.applyAsDouble(fromUsual) ? fromNothing : fromUsual;
    return weights(best);
  }

  private static RescoringWeights weights(double[] x) {
    return new RescoringWeights(rounded(x[0]), rounded(x[1]), rounded(x[2]), rounded(x[3]));
  }

  /** Steps halve and add up to figures like 0.09999999999999998. */
  private static double rounded(double weight) {
    return Math.round(weight * 1e4) / 1e4;
  }

  private CtcDecoder decoder(LanguageParts parts, Language weights) {
    return parts.decoder(bundle.tokens(), bundle.manifest().decoder(), weights);
  }

  private double cost(TuningSet.Outcome outcome, TaskProgress progress) {
    progress.update(++trials, String.format(Locale.ROOT, "WER %.2f %%", outcome.words().percent()));
    return outcome.cost();
  }

  /** How good the weights are. */
  TuningReport report(Language found) {
    LanguageParts all = bundle.language();
    BundleManifest manifest = bundle.manifest();
    return new TuningReport(
        set.size(),
        set.measure(decoder(LanguageParts.NONE, manifest.language())),
        set.measure(decoder(all, manifest.language())),
        set.measure(decoder(all, found)),
        found,
        all.rescorer().isPresent());
  }
}
