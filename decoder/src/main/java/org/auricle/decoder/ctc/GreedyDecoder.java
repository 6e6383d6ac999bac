package org.auricle.decoder.ctc;

import java.util.Arrays;
import java.util.List;
import org.auricle.engine.math.LogMath;
import org.auricle.engine.recognition.CtcDecoder;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.DecodeStream;
import org.auricle.engine.recognition.Hypothesis;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.engine.recognition.TokenTable;

/**
 * Best path decoding (Graves et al. 2006, section 3.2): the most probable token of each frame,
 * without repetitions and blanks. One hypothesis, with the times of that path. Its final score is
 * the exact probability of its tokens over all paths, which takes O(frames x tokens) time; a
 * partial one's is the probability of the one path.
 *
 * <p>If a frame leaves no token (all its values are negative infinity), the result is as {@link
 * PrefixBeamSearch} defines it: no tokens, score negative infinity.
 *
 * <p>Thread-safe; streams are not.
 */
public final class GreedyDecoder implements CtcDecoder {
  private final int tokens;
  private final int blank;

  /** A decoder over a vocabulary. */
  public GreedyDecoder(TokenTable tokens) {
    this.tokens = tokens.size();
    this.blank = tokens.blank();
  }

  /** A new stream; it returns one hypothesis whatever is asked for. */
  @Override
  public DecodeStream newStream(DecodeRequest request) {
    return new GreedyStream(tokens, blank);
  }

  @Override
  public double logProbability(LogPosteriors posteriors, int[] sequence) {
    return CtcProbability.of(posteriors, blank, sequence);
  }

  private static final class GreedyStream implements DecodeStream {
    private final int blank;
    private final PosteriorLog posteriors;
    private int[] path = new int[16]; // [count] tokens
    private int[] starts = new int[16]; // [count] frames
    private int[] ends = new int[16]; // [count] one past the last frame
    private int count;
    private int last;
    private double score;
    private boolean finished;

    GreedyStream(int tokens, int blank) {
      this.blank = blank;
      this.last = blank;
      this.posteriors = new PosteriorLog(tokens);
    }

    @Override
    public void accept(LogPosteriors chunk) {
      requireOpen();
      int from = posteriors.frames();
      posteriors.append(chunk);
      for (int t = from; t < posteriors.frames(); t++) {
        step(t);
      }
    }

    private void step(int t) {
      float[] y = posteriors.logProbs();
      int row = t * posteriors.tokens();
      int best = 0;
      for (int v = 1; v < posteriors.tokens(); v++) {
        if (y[row + v] > y[row + best]) {
          best = v;
        }
      }
      score += y[row + best];
      if (best != blank && best != last) {
        append(best, t);
      }
      if (best != blank) {
        ends[count - 1] = t + 1;
      }
      last = best;
    }

    private void append(int token, int t) {
      if (count == path.length) {
        path = Arrays.copyOf(path, 2 * count);
        starts = Arrays.copyOf(starts, 2 * count);
        ends = Arrays.copyOf(ends, 2 * count);
      }
      path[count] = token;
      starts[count] = t;
      count++;
    }

    @Override
    public List<Hypothesis> partial() {
      return List.of(hypothesis(score));
    }

    @Override
    public int stableTokens() {
      return score == LogMath.ZERO ? 0 : count;
    }

    @Override
    public List<Hypothesis> finish() {
      requireOpen();
      finished = true;
      if (score == LogMath.ZERO) {
        return partial();
      }
      int[] tokens = Arrays.copyOf(path, count);
      return List.of(hypothesis(CtcProbability.of(posteriors.view(), blank, tokens)));
    }

    private Hypothesis hypothesis(double logProbability) {
      int n = score == LogMath.ZERO ? 0 : count;
      return new Hypothesis(
          Arrays.copyOf(path, n),
          Arrays.copyOf(starts, n),
          Arrays.copyOf(ends, n),
          logProbability,
          0);
    }

    private void requireOpen() {
      if (finished) {
        throw new IllegalStateException("the stream has finished");
      }
    }
  }
}
