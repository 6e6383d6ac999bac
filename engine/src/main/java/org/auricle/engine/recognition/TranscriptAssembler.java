package org.auricle.engine.recognition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.auricle.engine.math.LogMath;

/**
 * From token sequences to words. Hypotheses that read the same are one alternative. Confidences are
 * posteriors over the n-best: of an alternative its share, of a word the share of all alternatives
 * that have it at an overlapping time.
 */
public final class TranscriptAssembler {

  /** A reading before confidences are known. */
  private record Reading(String text, List<Word> words, double score) {}

  private TranscriptAssembler() {}

  /**
   * Makes a transcript of what a decoder found.
   *
   * @param nBest of one utterance, best first
   * @param durationSeconds of the utterance; no word ends later
   * @param alternatives most readings to keep; all of the n-best count in the confidences
   */
  public static Transcript assemble(
      List<Hypothesis> nBest,
      TokenTable tokens,
      double frameShiftSeconds,
      double durationSeconds,
      int alternatives,
      ConfidenceOptions confidence) {
    List<Reading> readings = merge(nBest, tokens, frameShiftSeconds, durationSeconds);
    double[] posteriors = posteriors(readings, confidence.temperature());
    List<Transcript.Alternative> result = new ArrayList<>();
    for (int i = 0; i < Math.min(alternatives, readings.size()); i++) {
      Reading reading = readings.get(i);
      result.add(
          new Transcript.Alternative(
              reading.text(),
              withConfidence(reading.words(), readings, posteriors),
              posteriors[i],
              reading.score()));
    }
    return new Transcript(result, durationSeconds);
  }

  /** Equation in {@link ConfidenceOptions}; all 0 if every score is negative infinity. */
  private static double[] posteriors(List<Reading> readings, double temperature) {
    double total = Double.NEGATIVE_INFINITY;
    for (Reading reading : readings) {
      total = LogMath.logAdd(total, reading.score() / temperature);
    }
    double[] posteriors = new double[readings.size()];
    for (int i = 0; i < posteriors.length && total > Double.NEGATIVE_INFINITY; i++) {
      posteriors[i] = Math.exp(readings.get(i).score() / temperature - total);
    }
    return posteriors;
  }

  private static List<Reading> merge(
      List<Hypothesis> nBest, TokenTable tokens, double frameShiftSeconds, double duration) {
    Map<String, Reading> byText = new LinkedHashMap<>();
    for (Hypothesis h : nBest) {
      Reading reading =
          new Reading(tokens.text(h), words(h, tokens, frameShiftSeconds, duration), h.score());
      byText.merge(
          reading.text(),
          reading,
          (a, b) -> new Reading(a.text(), a.words(), LogMath.logAdd(a.score(), b.score())));
    }
    List<Reading> readings = new ArrayList<>(byText.values());
    readings.sort((a, b) -> Double.compare(b.score(), a.score())); // stable: ties keep their order
    return readings;
  }

  private static List<Word> words(
      Hypothesis h, TokenTable tokens, double frameShiftSeconds, double duration) {
    List<Word> words = new ArrayList<>();
    for (TokenWord word : tokens.words(h)) {
      words.add(
          new Word(
              word.text(),
              Math.min(duration, h.startFrames()[word.first()] * frameShiftSeconds),
              Math.min(duration, h.endFrames()[word.last()] * frameShiftSeconds),
              0));
    }
    return words;
  }

  private static List<Word> withConfidence(
      List<Word> words, List<Reading> readings, double[] posteriors) {
    List<Word> result = new ArrayList<>();
    for (Word word : words) {
      double confidence = 0;
      for (int i = 0; i < posteriors.length; i++) {
        if (readings.get(i).words().stream().anyMatch(other -> same(word, other))) {
          confidence += posteriors[i];
        }
      }
      result.add(
          new Word(word.text(), word.startSeconds(), word.endSeconds(), Math.min(1, confidence)));
    }
    return result;
  }

  private static boolean same(Word a, Word b) {
    return a.text().equals(b.text())
        && a.startSeconds() < b.endSeconds()
        && b.startSeconds() < a.endSeconds();
  }
}
