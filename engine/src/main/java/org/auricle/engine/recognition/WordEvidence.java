package org.auricle.engine.recognition;

import java.util.Arrays;
import java.util.List;
import org.auricle.engine.math.LogMath;

/**
 * What the acoustic model alone says of each word, in the frames that are the word's own: from half
 * way to the word before to half way to the next. All that could be read there has probability 1
 * together, so the word's share is a posterior, whether or not other readings are in the n-best.
 */
final class WordEvidence {
  private final CtcDecoder decoder;
  private final LogPosteriors posteriors;
  private final int separator;

  WordEvidence(CtcDecoder decoder, LogPosteriors posteriors, TokenTable tokens) {
    this.decoder = decoder;
    this.posteriors = posteriors;
    this.separator = tokens.space();
  }

  /**
   * Natural log of the probability that a word's frames read as the word, with or without
   * separators around it.
   *
   * @param hypothesis with times
   * @param words its words
   * @return [words]
   */
  double[] of(Hypothesis hypothesis, List<TokenWord> words) {
    double[] evidence = new double[words.size()];
    int from = 0;
    for (int w = 0; w < evidence.length; w++) {
      int to = posteriors.frames();
      if (w + 1 < evidence.length) {
        int end = hypothesis.endFrames()[words.get(w).last()];
        to = (end + hypothesis.startFrames()[words.get(w + 1).first()] + 1) / 2;
      }
      int[] spelled =
          Arrays.copyOfRange(hypothesis.tokens(), words.get(w).first(), words.get(w).last() + 1);
      evidence[w] = Math.min(0, evidence(slice(from, to), spelled));
      from = to;
    }
    return evidence;
  }

  private LogPosteriors slice(int from, int to) {
    int n = posteriors.tokens();
    float[] rows = Arrays.copyOfRange(posteriors.logProbs(), from * n, to * n);
    return new LogPosteriors(rows, to - from, n, posteriors.frameShiftSeconds());
  }

  private double evidence(LogPosteriors frames, int[] spelled) {
    double sum = decoder.logProbability(frames, spelled);
    if (separator < 0) {
      return sum;
    }
    int[] bordered = new int[spelled.length + 2];
    System.arraycopy(spelled, 0, bordered, 1, spelled.length);
    bordered[0] = separator;
    bordered[bordered.length - 1] = separator;
    int end = bordered.length;
    sum = LogMath.logAdd(sum, decoder.logProbability(frames, bordered));
    sum = LogMath.logAdd(sum, decoder.logProbability(frames, Arrays.copyOfRange(bordered, 1, end)));
    return LogMath.logAdd(
        sum, decoder.logProbability(frames, Arrays.copyOfRange(bordered, 0, end - 1)));
  }
}
