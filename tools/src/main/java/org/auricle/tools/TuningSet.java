package org.auricle.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.auricle.decoder.lm.lstm.NBestRescorer;
import org.auricle.decoder.lm.lstm.RescoringWeights;
import org.auricle.engine.math.LogMath;
import org.auricle.engine.recognition.ConfidenceOptions;
import org.auricle.engine.recognition.CtcDecoder;
import org.auricle.engine.recognition.ErrorRate;
import org.auricle.engine.recognition.Hypothesis;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.engine.recognition.TokenTable;
import org.auricle.engine.recognition.Transcript;
import org.auricle.engine.recognition.TranscriptAssembler;
import org.auricle.tools.eval.Evaluation;

/** Utterances whose posteriors are kept, so that only the search runs again. */
final class TuningSet {
  private static final int READINGS = 10;

  private final TokenTable tokens;
  private final List<LogPosteriors> posteriors = new ArrayList<>();
  private final List<String> references = new ArrayList<>();

  /**
   * How well a decoder does.
   *
   * @param words errors of the best readings
   * @param expected word errors that a reading drawn from the n-best by its posterior would make,
   *     summed over the utterances: moves with every weight, where errors jump
   */
  record Outcome(ErrorRate words, double expected) {

    /** What tuning makes small. */
    double cost() {
      return words.errors() + expected;
    }

    Outcome plus(Outcome other) {
      return new Outcome(words.plus(other.words), expected + other.expected);
    }
  }

  TuningSet(TokenTable tokens) {
    this.tokens = tokens;
  }

  void add(LogPosteriors scored, String reference) {
    posteriors.add(scored);
    references.add(Evaluation.normalize(reference));
  }

  int size() {
    return references.size();
  }

  /** Decodes all, on all processors. */
  Outcome measure(CtcDecoder decoder) {
    return IntStream.range(0, size())
        .parallel()
        .mapToObj(i -> outcome(decoder.decode(posteriors.get(i), READINGS), references.get(i)))
        .reduce(new Outcome(ErrorRate.ZERO, 0), Outcome::plus);
  }

  /** The temperature with which the words' confidences fit best, among those given. */
  double bestTemperature(CtcDecoder decoder, ConfidenceOptions like, double[] temperatures) {
    List<List<Hypothesis>> nBests =
        posteriors.stream().map(p -> decoder.decode(p, like.readings())).toList();
    double best = like.temperature();
    double most = Double.NEGATIVE_INFINITY;
    for (double temperature : temperatures) {
      ConfidenceOptions options = like.withTemperature(temperature);
      Evaluation evaluation = new Evaluation();
      for (int i = 0; i < size(); i++) {
        LogPosteriors p = posteriors.get(i);
        Transcript transcript =
            new TranscriptAssembler(tokens, p.frameShiftSeconds(), options)
                .withEvidence(decoder, p)
                .assemble(nBests.get(i), p.frames() * p.frameShiftSeconds(), 1);
        evaluation.add(Evaluation.Source.of(""), references.get(i), transcript);
      }
      double fit = evaluation.wordConfidence().normalizedCrossEntropy();
      if (fit > most) { // never where all words are right, or all wrong
        most = fit;
        best = temperature;
      }
    }
    return best;
  }

  /** What a search finds, scored by a second model, an utterance each. */
  List<NBestRescorer.Scored> readings(CtcDecoder search, int count, NBestRescorer rescorer) {
    return posteriors.stream().map(p -> rescorer.score(search.decode(p, count), tokens)).toList();
  }

  /** Puts readings in order by other weights. */
  Outcome measure(List<NBestRescorer.Scored> readings, RescoringWeights weights) {
    Outcome sum = new Outcome(ErrorRate.ZERO, 0);
    for (int i = 0; i < size(); i++) {
      List<Hypothesis> nBest = readings.get(i).rescored(weights);
      List<Hypothesis> first = nBest.subList(0, Math.min(READINGS, nBest.size()));
      sum = sum.plus(outcome(first, references.get(i)));
    }
    return sum;
  }

  private Outcome outcome(List<Hypothesis> nBest, String reference) {
    double total = LogMath.ZERO;
    for (Hypothesis h : nBest) {
      total = LogMath.logAdd(total, h.score());
    }
    ErrorRate best = errors(nBest.get(0), reference);
    double expected = 0;
    for (Hypothesis h : nBest) {
      double share = total == LogMath.ZERO ? 1.0 / nBest.size() : Math.exp(h.score() - total);
      expected += share * errors(h, reference).errors();
    }
    return new Outcome(best, expected);
  }

  private ErrorRate errors(Hypothesis hypothesis, String reference) {
    return ErrorRate.ofWords(reference, Evaluation.normalize(tokens.text(hypothesis)));
  }
}
