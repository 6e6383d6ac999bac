package org.auricle.engine.recognition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.auricle.engine.math.LogMath;

/**
 * From token sequences to words. Hypotheses that read the same are one alternative. {@link
 * ConfidenceOptions} says what confidences are; words are the same if they read the same and their
 * times overlap.
 */
public final class TranscriptAssembler {
  private final TokenTable tokens;
  private final double frameShiftSeconds;
  private final ConfidenceOptions options;
  private final Optional<WordEvidence> evidence;

  /** A reading before confidences are known; its words come from the best of its hypotheses. */
  private record Reading(Hypothesis best, List<TokenWord> spelled, List<Word> words, double score) {

    Reading plus(Reading other) {
      return new Reading(best, spelled, words, LogMath.logAdd(score, other.score));
    }
  }

  /** An assembler that judges words by the n-best alone. */
  public TranscriptAssembler(
      TokenTable tokens, double frameShiftSeconds, ConfidenceOptions options) {
    this(tokens, frameShiftSeconds, options, Optional.empty());
  }

  private TranscriptAssembler(
      TokenTable tokens,
      double frameShiftSeconds,
      ConfidenceOptions options,
      Optional<WordEvidence> evidence) {
    this.tokens = tokens;
    this.frameShiftSeconds = frameShiftSeconds;
    this.options = options;
    this.evidence = evidence;
  }

  /** The same for one utterance, whose posteriors are asked, too. */
  public TranscriptAssembler withEvidence(CtcDecoder decoder, LogPosteriors posteriors) {
    WordEvidence own = new WordEvidence(decoder, posteriors, tokens);
    return new TranscriptAssembler(tokens, frameShiftSeconds, options, Optional.of(own));
  }

  /**
   * Makes a transcript of what a decoder found.
   *
   * @param nBest of one utterance, best first
   * @param durationSeconds of the utterance; no word ends later
   * @param alternatives most readings to keep; all of the n-best count in the confidences
   */
  public Transcript assemble(List<Hypothesis> nBest, double durationSeconds, int alternatives) {
    Map<String, Reading> byText = new LinkedHashMap<>();
    for (Hypothesis h : nBest) {
      byText.merge(tokens.text(h), reading(h, durationSeconds), Reading::plus);
    }
    List<Map.Entry<String, Reading>> texts = new ArrayList<>(byText.entrySet());
    texts.sort( // stable: ties keep their order
        (a, b) -> Double.compare(b.getValue().score, a.getValue().score));
    List<Reading> readings = texts.stream().map(Map.Entry::getValue).toList();
    double[] posteriors = posteriors(readings);
    List<Transcript.Alternative> result = new ArrayList<>();
    for (int i = 0; i < Math.min(alternatives, readings.size()); i++) {
      result.add(
          new Transcript.Alternative(
              texts.get(i).getKey(),
              withConfidence(readings.get(i), readings, posteriors),
              evidence.isPresent()
                  ? both(posteriors[i], readings.get(i).best.acousticScore())
                  : posteriors[i],
              readings.get(i).score));
    }
    return new Transcript(result, durationSeconds);
  }

  /**
   * Makes a transcript of what a decoder has found so far, without confidences: they are 0.
   *
   * @param nBest of one utterance, best first
   * @param durationSeconds of the utterance so far; no word ends later
   * @param alternatives most readings to keep
   */
  Transcript roughly(List<Hypothesis> nBest, double durationSeconds, int alternatives) {
    Map<String, Transcript.Alternative> byText = new LinkedHashMap<>();
    for (Hypothesis h : nBest) {
      if (byText.size() < alternatives) {
        Reading reading = reading(h, durationSeconds);
        String text = tokens.text(h);
        byText.putIfAbsent(text, new Transcript.Alternative(text, reading.words, 0, h.score()));
      }
    }
    return new Transcript(new ArrayList<>(byText.values()), durationSeconds);
  }

  private Reading reading(Hypothesis h, double duration) {
    List<TokenWord> spelled = tokens.words(h);
    List<Word> words = new ArrayList<>();
    for (TokenWord word : spelled) {
      words.add(
          new Word(
              word.text(),
              Math.min(duration, h.startFrames()[word.first()] * frameShiftSeconds),
              Math.min(duration, h.endFrames()[word.last()] * frameShiftSeconds),
              0));
    }
    return new Reading(h, spelled, words, h.score());
  }

  /** P(h); all 0 if every score is negative infinity. */
  private double[] posteriors(List<Reading> readings) {
    double total = LogMath.ZERO;
    for (Reading reading : readings) {
      total = LogMath.logAdd(total, reading.score / options.temperature());
    }
    double[] posteriors = new double[readings.size()];
    for (int i = 0; i < posteriors.length && total > LogMath.ZERO; i++) {
      posteriors[i] = Math.min(1, Math.exp(readings.get(i).score / options.temperature() - total));
    }
    return posteriors;
  }

  private List<Word> withConfidence(Reading reading, List<Reading> readings, double[] posteriors) {
    Optional<double[]> acoustic = evidence.map(e -> e.of(reading.best, reading.spelled));
    List<Word> result = new ArrayList<>();
    for (int w = 0; w < reading.words.size(); w++) {
      Word word = reading.words.get(w);
      double posterior = 0;
      for (int i = 0; i < posteriors.length; i++) {
        if (readings.get(i).words.stream().anyMatch(other -> same(word, other))) {
          posterior += posteriors[i];
        }
      }
      double confidence = Math.min(1, posterior);
      if (acoustic.isPresent()) {
        confidence = both(confidence, acoustic.get()[w]);
      }
      result.add(new Word(word.text(), word.startSeconds(), word.endSeconds(), confidence));
    }
    return result;
  }

  /**
   * What both witnesses say.
   *
   * @param acoustic natural log
   */
  private double both(double posterior, double acoustic) {
    double share = options.acousticShare();
    return Math.pow(posterior, 1 - share)
        * Math.exp(share * Math.min(0, acoustic) / options.temperature());
  }

  private static boolean same(Word a, Word b) {
    return a.text().equals(b.text())
        && a.startSeconds() < b.endSeconds()
        && b.startSeconds() < a.endSeconds();
  }
}
